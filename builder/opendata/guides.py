"""In: the guides of a `Library`. Out: their rules, words and worked examples as JSON, and the schema of the rules."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from builder.ask import page_data
from builder.library import Guide, Library
from builder.opendata.text import encode, write_json
from builder.words import Item, Words
from widgets.model import Procedure


def write_guides(library: Library) -> dict[str, bytes]:
    """Every guide's files, by path."""
    files = {"schema/procedure.json": encode(TypeAdapter(Procedure).json_schema())}
    for guide in library.guides.values():
        files[f"procedures/{guide.id}.json"] = write_rules(library, guide)
        for language, words in guide.words.items():
            files[f"words/{guide.id}.{language}.json"] = write_words(guide, language, words)
        if guide.cases:
            files[f"cases/{guide.id}.json"] = write_json({"guide": guide.id, "cases": guide.cases.data})
    return files


def write_rules(library: Library, guide: Guide) -> bytes:
    """The procedure as the engine takes it, whose ids are those of the words; and the figures that it asks for."""
    data = page_data(library, guide)
    return write_json({"guide": guide.id, "procedure": data["procedure"], "figures": list(data["facts"])})


def write_words(guide: Guide, language: str, words: Words) -> bytes:
    """A guide's text in one language: Markdown, by id, with [[figures]] and [^facts] as its editor wrote them."""
    return write_json(
        {
            "guide": guide.id,
            "language": language,
            "translation": "origin" if language == guide.procedure.origin else words.meta.get("translation"),
            "title": words.meta.get("title"),
            "summary": words.meta.get("summary"),
            "intro": words.intro,
            "words": {
                section.id: {
                    "level": section.level,
                    "title": section.title,
                    "text": section.body,
                    "items": {item.id: write_item(item) for item in section.items},
                }
                for section in words.sections
            },
        }
    )


def write_item(item: Item) -> dict[str, str]:
    """An option, a step, a paper."""
    return {"text": item.text, "help": item.help}


def list_guide(library: Library, guide: Guide) -> dict[str, Any]:
    """A guide in index.json: its titles, its forms, and where it is read."""
    return {
        "id": guide.id,
        "category": guide.procedure.category,
        "updated": guide.procedure.updated,
        "titles": {language: words.meta.get("title") for language, words in guide.words.items()},
        "pages": {language: f"{library.site_url}{language}/guides/{guide.id}.html" for language in guide.words},
        "widgets": [widget.id for widget in guide.procedure.widgets],
    }
