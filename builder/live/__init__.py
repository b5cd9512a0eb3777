"""In: guides/ and docs/, as they are edited. Out: the built site, of which a change makes again only what hangs on it.

watch.py finds what changed, session.py makes it again in two steps, pages.py asks MkDocs for single pages, banner.py
says on a page what is wrong. What comes out is what a whole build gives, byte for byte; that is tested.
"""
