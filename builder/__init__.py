"""The build: from guides/, docs/ and widgets/ to site/. Runs in CPython only; the listing reads as the pipeline."""
