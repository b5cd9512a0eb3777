"""In: how many guides. Out: a project of as many made-up ones, of several shapes, the same each time; none ships.

They are made from the two guides of the tests' own library: one with letters, one with lines; their sections, options
and rows vary with their number.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
"""The day of the made-up site."""
SHAPES = (("librarycard", "library-card"), ("libraryfees", "library-fees"))
LINKED = ("widgets", "node_modules", "docs/assets", "docs/overrides", "LICENSE", "pyproject.toml")
LANGUAGES = ("en", "fr", "ar")
SENTENCES = {
    "en": ("The desk is open in the morning.", "Ask for the form at the door.", "The answer comes by post."),
    "fr": ("Le guichet est ouvert le matin.", "Demandez le formulaire à l'entrée.", "La réponse vient par courrier."),
    "ar": ("المكتب مفتوح في الصباح.", "اطلبوا الاستمارة عند الباب.", "يصل الجواب عبر البريد."),
}
"""What the sections beside those of the shape are made of."""


def make_guides(count: int, folder: Path) -> Path:
    """Write the project into `folder`; give the folder."""
    data = ROOT / "tests" / "data"
    for shape, _ in SHAPES:
        shutil.copytree(data / shape, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("mkdocs.yml"))
    shutil.copytree(ROOT / "guides" / "interface", folder / "guides" / "interface")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs" / "words", folder / "docs" / "words")
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    (folder / "build").mkdir()
    if (ROOT / "build" / "runtime").is_dir():
        (folder / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    procedures = folder / "guides" / "procedures"
    shapes = {
        id: {file.name: file.read_text(encoding="utf-8") for file in (procedures / id).iterdir()} for _, id in SHAPES
    }
    shutil.rmtree(procedures)
    changes = folder / "guides" / "changes.yaml"
    changes.write_text(changes.read_text(encoding="utf-8").replace(SHAPES[0][1], name_of(0)), encoding="utf-8")
    for number in range(count):
        id = SHAPES[number % len(SHAPES)][1]
        _write(procedures / name_of(number), shapes[id], id, number, count)
    return folder


def name_of(number: int) -> str:
    """The id of a made-up guide."""
    return f"made-{number:04}"


def _write(folder: Path, files: dict[str, str], id: str, number: int, count: int) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        language = name.removesuffix(".md")
        made = text.replace(id, folder.name)
        if language in LANGUAGES:
            made = re.sub(r"^title: (.*)$", rf"title: \1 {number}", made, count=1, flags=re.MULTILINE)
            made += _sections(language, number)
        elif name == "procedure.yaml":
            near = [name_of((number + step) % count) for step in (1, 7) if count > step]
            made = re.sub(
                r"^related: .*$", f"related: [inter-library-loan, {', '.join(near)}]", made, flags=re.MULTILINE
            )
        (folder / name).write_text(made, encoding="utf-8")


def _sections(language: str, number: int) -> str:
    """None to six sections of one to four paragraphs."""
    sentences = SENTENCES[language]
    texts = []
    for section in range(number % 7):
        paragraphs = [" ".join(sentences[: 1 + (number + part) % 3]) for part in range(1 + (number + section) % 4)]
        texts.append(
            f"\n## {sentences[section % 3].rstrip('.')} {section} {{ #more-{section} }}\n" + "\n\n".join(paragraphs)
        )
    return "\n".join(texts) + ("\n" if texts else "")
