"""In: the folders guides/ and docs/. Out: a `Library`: facts, guides, pages, words, with line numbers.

What does not have the right form becomes a problem of the library; the rest is still loaded, so that all problems
come at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.changes import Change
from builder.derive import work_out_figures
from builder.facts import Fact, Source
from builder.faults import faults_of
from builder.glossary import Term
from builder.kept import NOTHING, Kept
from builder.library import LANGUAGES, Guide, Library, Listing
from builder.problem import Problem
from builder.read import Document, read_yaml
from builder.records import lose, read_records
from builder.review.record import load_reviews
from builder.share import Shared, asked_by_id, lend_rules, lend_words
from builder.translation.lock import load_locks
from builder.words import Words, read_words
from widgets.model import Procedure, Question, normalise
from widgets.said import say

PAPERS = TypeAdapter(dict[str, tuple[str, ...]])
RENAMED = TypeAdapter(dict[str, str | None])
PROCEDURE = TypeAdapter(Procedure)
SAID = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])


def load_library(root: Path, guides: str = "guides", docs: str = "docs", kept: Kept = NOTHING) -> Library:
    """Read the content folders below `root`; nothing is raised for what an editor can get wrong."""
    library = Library(root, kept=kept)
    _load_facts(library, root / guides / "facts")
    for language in LANGUAGES:
        library.interface[language] = _read_mapping(library, root / guides / "interface" / f"{language}.yaml")
        if (root / docs / "words" / f"{language}.yaml").is_file():
            _read_mapping(library, root / docs / "words" / f"{language}.yaml")
    if (root / guides / "glossary.yaml").is_file():
        library.glossary_document = _read(library, root / guides / "glossary.yaml")
        terms = library.glossary_document
        library.glossary = [terms.data[index] for index, _ in read_records(library, terms, Term)]
    if (root / guides / "changes.yaml").is_file():
        library.changes_document = _read(library, root / guides / "changes.yaml")
        library.changes = [change for _, change in read_records(library, library.changes_document, Change)]
    library.papers = _load_listing(library, root / guides / "common" / "papers.yaml", PAPERS)
    library.shared = _load_shared(library, root / guides / "common")
    library.renamed = _load_listing(library, root / guides / "renamed.yaml", RENAMED)
    library.said = _load_listing(library, root / guides / "said.yaml", SAID)
    library.reviews, problems = load_reviews(root)
    library.locks, faults = load_locks(root)
    library.problems += [*problems, *faults]
    if (root / "mkdocs.yml").is_file():
        library.site_url = str(_read_mapping(library, root / "mkdocs.yml").get("site_url") or "")
    for folder in sorted(path for path in (root / guides / "procedures").glob("*") if path.is_dir()):
        guide = _take_guide(library, folder)
        if guide:
            library.guides[guide.id] = guide
        else:
            lose(library, "guide", [{"id": folder.name}])
    for language in LANGUAGES:
        for file in sorted((root / docs / language).glob("*.md")):
            words = _read_words(library, file)
            library.problems.extend(words.problems)
            library.pages.setdefault(file.stem, {})[language] = words
    return library


def _read(library: Library, file: Path) -> Document:
    if not file.is_file():
        path = file.relative_to(library.root).as_posix()
        library.problems.append(Problem(path, 1, say("file-missing")))
        return Document(path)
    document = library.kept.of(("yaml", file), file.read_bytes(), lambda: read_yaml(file, library.root))
    library.documents.append(document)
    library.problems.extend(document.problems)
    return document


def _read_mapping(library: Library, file: Path) -> dict[str, Any]:
    document = _read(library, file)
    if isinstance(document.data, dict):
        return document.data
    if not document.problems and file.is_file():
        library.problems.append(document.problem((), say("file-no-mapping")))
    return {}


def _read_words(library: Library, file: Path) -> Words:
    words = library.kept.of(("words", file), file.read_bytes(), lambda: read_words(file, library.root))
    library.written.append(words)
    return words


def _load_listing[T](library: Library, file: Path, kind: TypeAdapter[dict[str, T]]) -> Listing[T]:
    """A mapping that may be left out."""
    document = _read(library, file) if file.is_file() else Document(file.relative_to(library.root).as_posix())
    try:
        return Listing(document, kind.validate_python(document.data or {}))
    except ValidationError as error:
        library.problems.extend(faults_of(error, document, dict[str, Any]))
        return Listing(document, {})


def _load_shared(library: Library, folder: Path) -> Shared:
    """The questions of several guides with their words; may be left out."""
    file = folder / "questions.yaml"
    if not file.is_file():
        return Shared()
    document = _read(library, file)
    questions = [document.data[index] for index, _ in read_records(library, document, Question)]
    words = {}
    for language in LANGUAGES:
        if (folder / "questions" / f"{language}.md").is_file():
            words[language] = _read_words(library, folder / "questions" / f"{language}.md")
            library.problems.extend(words[language].problems)
    return Shared(document, {question["id"]: question for question in questions}, words)


def _load_facts(library: Library, folder: Path) -> None:
    sources = _read(library, folder / "sources.yaml")
    for index, source in read_records(library, sources, Source):
        if source.id in library.sources:
            message = say("source-twice", id=source.id)
            library.problems.append(sources.problem((index, "id"), message))
            continue
        library.sources[source.id] = source
        library.source_places[source.id] = (sources, index)
    for file in sorted(folder.glob("*.yaml")):
        if file.name == "sources.yaml":
            continue
        document = _read(library, file)
        for index, fact in read_records(library, document, Fact):
            if fact.id in library.facts:
                first, line = library.fact_places[fact.id]
                message = say("fact-twice", id=fact.id, path=first.path, line=first.line((line,)))
                library.problems.append(document.problem((index, "id"), message))
                continue
            library.facts[fact.id] = fact
            library.fact_places[fact.id] = (document, index)
    library.facts, faults = work_out_figures(library.facts)
    for id, message in faults:
        document, index = library.fact_places[id]
        library.problems.append(document.problem((index, "derive"), message))


def _take_guide(library: Library, folder: Path) -> Guide | None:
    """A guide, read again only where one of its files, or what it borrows, is another than the last time."""
    files = {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
    alone, guide = library.kept.of(("guide", folder), (files, library.shared), lambda: _read_guide(library, folder))
    library.problems += alone.problems
    library.documents += alone.documents
    library.written += alone.written
    return guide


def _read_guide(library: Library, folder: Path) -> tuple[Library, Guide | None]:
    alone = Library(library.root, shared=library.shared)
    return alone, _load_guide(alone, folder)


def _load_guide(library: Library, folder: Path) -> Guide | None:
    written = _read(library, folder / "procedure.yaml")
    document, problems = lend_rules(library.shared, written)
    library.problems.extend(problems)
    cases = _read(library, folder / "cases.yaml")
    words = {}
    for language in LANGUAGES:
        file = folder / f"{language}.md"
        if file.is_file():
            own = _read_words(library, file)
            words[language] = lend_words(library.shared, own, language, asked_by_id(written.data))
            library.problems.extend(words[language].problems)
    if not isinstance(document.data, dict):
        if not document.problems and (folder / "procedure.yaml").is_file():
            library.problems.append(document.problem((), say("procedure-empty")))
        return None
    try:
        data = normalise({"id": folder.name, **document.data})
        procedure = PROCEDURE.validate_python(data)
    except ValidationError as error:
        library.problems.extend(faults_of(error, document, Procedure))
        return None
    return Guide(procedure, document, words, cases)
