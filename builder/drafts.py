"""In: a `Library`. Out: the same without its drafts: what readers get."""

from __future__ import annotations

from dataclasses import replace

from builder.library import Library, Listing


def without_drafts(library: Library) -> Library:
    """Leave out the guides that say `draft: true`, with their words and the places of their papers."""
    drafts = [guide for guide in library.guides.values() if guide.procedure.draft]
    if not drafts:
        return library
    folders = tuple(f"{guide.folder}/" for guide in drafts)
    places = tuple(f"{guide.id}/" for guide in drafts)
    kept = {id: tuple(one for one in told if not one.startswith(places)) for id, told in library.papers.data.items()}
    return replace(
        library,
        guides={id: guide for id, guide in library.guides.items() if guide not in drafts},
        papers=Listing(library.papers.document, {id: told for id, told in kept.items() if told}),
        documents=[document for document in library.documents if not document.path.startswith(folders)],
        written=[words for words in library.written if not words.path.startswith(folders)],
    )
