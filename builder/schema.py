"""In: the models of what people write in YAML. Out: JSON Schemas of each sort of file, for completion in editors.

Descriptions are the docstrings of the models; what the rules' own language allows is taken from the engine's decoders.
A file names its schema on its first line: `# yaml-language-server: $schema=…`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from builder.changes import Change
from builder.compare import KINDS
from builder.example import Example
from builder.facts import Fact, Source
from builder.glossary import Term
from builder.library import LANGUAGES
from builder.messages import put, say
from builder.read import read_yaml
from widgets.conditions import OPERATORS, All, AnyOf, Named, Not, Option, Test
from widgets.ids import LONGEST_ID, PATTERN
from widgets.letters import RECIPIENTS
from widgets.model import Procedure, Question
from widgets.values import ARITHMETIC, BOUNDS, OPERATIONS
from widgets.wiring import CHANGERS

type Schema = dict[str, Any]

FOLDER = "docs/schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""The one that programs for writing YAML know best."""
ENUMS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Question", "type"): ("choice", "date", "number"),
    ("Question", "changed_by"): CHANGERS,
    ("Letter", "to"): RECIPIENTS,
    ("Criterion", "kind"): KINDS,
    ("Procedure", "origin"): LANGUAGES,
}
"""What the check allows for a key that the model calls a text."""
FILES: dict[str, str] = {
    "guides/facts/sources.yaml": "sources",
    "guides/facts/*.yaml": "facts",
    "guides/procedures/*/procedure.yaml": "procedure",
    "guides/procedures/*/cases.yaml": "cases",
    "guides/common/questions.yaml": "questions",
    "guides/common/papers.yaml": "papers",
    "guides/interface/*.yaml": "interface",
    "guides/glossary.yaml": "glossary",
    "guides/changes.yaml": "changes",
    "guides/renamed.yaml": "renamed",
    "guides/said.yaml": "said",
}
"""The schema of each file; the first pattern that fits."""


def make_schemas(root: Path) -> dict[str, Schema]:
    """Every schema by its name."""
    procedure = _procedure()
    questions = _listed(list[Question], "Questions that several guides ask, each once.")
    place = {"type": "string", "pattern": r"^[a-z0-9-]+/[a-z0-9-]+$", "description": "A guide and its item."}
    papers = "For each paper that is one and the same in several places: these places, the widest words first."
    renamed = "For each step or paper that was called otherwise: what it is called now; null where it is gone."
    theirs = {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "What readers type."}
    ours = {"type": "object", "additionalProperties": theirs, "description": "Words that a text holds."}
    return {
        "sources": _listed(list[Source], "The pages that were read."),
        "facts": _listed(list[Fact], "Figures and claims, each with its sources."),
        "procedure": procedure,
        "cases": _listed(list[Example], "Worked examples, each of which the rules must answer as it says."),
        "questions": _with_rules(questions),
        "papers": _mapping(papers, {"type": "array", "items": place, "minItems": 2}),
        "interface": {"$schema": DRAFT, **_words(root)},
        "glossary": _listed(list[Term], "The terms, one thing and one name each."),
        "changes": _listed(list[Change], "What changed for readers, the newest first."),
        "renamed": _mapping(renamed, {"anyOf": [place, {"type": "null"}]}),
        "said": _mapping("By language: what the search may be asked for words of our texts.", ours),
    }


def schema_of(path: str) -> str | None:
    """The name of a file's schema."""
    return next((name for pattern, name in FILES.items() if Path(path).match(pattern)), None)


def first_line(path: str) -> str:
    """What a file begins with, so that an editor's program finds its schema."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_of(path)}.json"


def write_schemas(root: Path) -> dict[str, str]:
    """Every schema as it is written, by its path."""
    schemas = make_schemas(root)
    return {f"{FOLDER}/{name}.json": f"{json.dumps(schema, indent=1)}\n" for name, schema in schemas.items()}


def _listed(kind: Any, about: str) -> Schema:
    return {"$schema": DRAFT, "description": about, **_tidy(TypeAdapter(kind).json_schema())}


def _mapping(about: str, values: Schema) -> Schema:
    return {"$schema": DRAFT, "description": about, "type": ["object", "null"], "additionalProperties": values}


def _procedure() -> Schema:
    """The rules as they are written: the id is the folder's name, lists may be bare, questions may be lent."""
    schema = _with_rules({"$schema": DRAFT, **_tidy(TypeAdapter(Procedure).json_schema())})
    properties = schema["properties"]
    del properties["id"]
    schema["required"] = [key for key in schema.get("required", ()) if key != "id"]
    for key in ("steps", "evidence"):
        lists = properties[key]
        bare = lists["additionalProperties"]
        properties[key] = {"description": lists.pop("description"), "anyOf": [bare, lists]}
    lent = {"type": "string", "description": put(say("schema-lent"))}
    when = {"id": lent, "ask_when": {"$ref": "#/$defs/Condition"}}
    some = {"type": "object", "properties": when, "required": ["id", "ask_when"], "additionalProperties": False}
    properties["questions"]["items"] = {"anyOf": [lent, properties["questions"]["items"], some]}
    return schema


def _with_rules(schema: Schema) -> Schema:
    """The same with conditions and values, which the model leaves as they are written."""
    schema.setdefault("$defs", {}).update(_rules())
    for name, model in _models(schema):
        for key, described in model.get("properties", {}).items():
            condition = key in ("when", "ask_when")
            if condition:
                described.update({"anyOf": [{"$ref": "#/$defs/Condition"}, {"type": "null"}]})
            elif name == "Procedure" and key in ("conditions", "values"):
                described["additionalProperties"] = {"$ref": f"#/$defs/{key.title()[:-1]}"}
            if (name, key) in ENUMS:
                _allow(described, ENUMS[(name, key)])
            if key == "id":
                described.update({"pattern": f"^{PATTERN.pattern}$", "maxLength": LONGEST_ID})
    return schema


def _models(schema: Schema) -> Iterator[tuple[str, Schema]]:
    yield schema.get("title", ""), schema
    yield from schema["$defs"].items()


def _allow(described: Schema, words: tuple[str, ...]) -> None:
    text = next((one for one in described.get("anyOf", ()) if one.get("type") == "string"), described)
    text["enum"] = list(words)


def _rules() -> dict[str, Schema]:
    """What a condition and a value may be, as their decoders read them."""
    condition: Schema = {"$ref": "#/$defs/Condition"}
    parts = {"type": "array", "items": condition, "minItems": 1}
    options = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    operand = {"type": ["number", "string"]}
    one = {"minProperties": 1, "maxProperties": 1}
    test = {"type": "object", "properties": dict.fromkeys(OPERATORS, operand), "additionalProperties": False, **one}
    about = f"{_said(Option)} {_said(Test)} {put(say('schema-operators', operators=OPERATORS))}"
    joined = {"all": {**parts, "description": _said(All)}, "any": {**parts, "description": _said(AnyOf)}}
    keys = {**joined, "not": {"anyOf": [condition], "description": _said(Not)}}
    written = {
        "type": "object",
        "properties": keys,
        "additionalProperties": {"description": about, "anyOf": [*options["anyOf"], test]},
        **one,
    }
    operations = {
        operation: {"description": put(say("schema-operation", form=say(f"form-{operation}")))}
        for operation in OPERATIONS
    }
    beside = {
        "when": {"anyOf": [condition], "description": put(say("schema-value-when"))},
        "round": {"description": put(say("schema-round", operations=(*ARITHMETIC, *BOUNDS)))},
    }
    value = {
        "type": "object",
        "description": put(say("schema-value")),
        "properties": {**operations, **beside},
        "additionalProperties": False,
        "minProperties": 1,
    }
    named = {"type": "string", "description": _said(Named)}
    return {"Condition": {"description": put(say("schema-condition")), "anyOf": [named, written]}, "Value": value}


def _said(kind: type) -> str:
    return (kind.__doc__ or "").strip()


def _words(root: Path) -> Schema:
    """The words of the forms: the keys of all languages; those that each has are needed."""
    texts = [read_yaml(root / f"guides/interface/{language}.yaml", root).data for language in LANGUAGES]
    return _group(texts, "")


def _group(texts: list[Any], way: str) -> Schema:
    if not all(isinstance(text, Mapping) for text in texts):
        return {"description": put(say("schema-words", way=way))}
    keys = dict.fromkeys(key for text in texts for key in text)
    inner = {
        key: _group([text[key] for text in texts if key in text], f"{way} › {key}" if way else key) for key in keys
    }
    return {
        "description": put(say("schema-group", way=way or "—")),
        "type": "object",
        "properties": inner,
        "additionalProperties": False,
        "required": [key for key in keys if all(key in text for text in texts)],
    }


def _tidy(part: Any) -> Any:
    """Without the titles that only repeat a key, nor line breaks in descriptions; `$defs` keep their names."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    tidy = {key: _tidy(value) for key, value in part.items() if key != "title" or not isinstance(value, str)}
    if isinstance(part.get("title"), str) and part["title"] == "Procedure":
        tidy["title"] = "Procedure"
    if isinstance(tidy.get("description"), str):
        tidy["description"] = " ".join(tidy["description"].split())
    return tidy
