"""Each kind of attack is refused where it is written, with file and line; honest text of the same look is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.check import check_library
from builder.check.markup import find_markup
from builder.check.safe import check_safe
from builder.check.signs import find_signs
from builder.load import load_library
from builder.messages import put, say
from builder.read import LINKED
from builder.words import parse_words
from tests.builder import attacks
from tests.builder.cards import copy_library, edit, short

GUIDE = "guides/procedures/library-card"
HEAD = "---\ntitle: A\nsummary: B\ntranslation: origin\n---\n\n## One { #one }\n\n"
SAYS = {
    "html": ["markup-html"],
    "attributes": ["markup-attribute"],
    "links": ["link-form"],
    "disguised": ["address-disguised"],
    "other host": ["link-names-other"],
    "definitions": ["markup-definition"],
    "pictures": ["markup-picture"],
    "templates": ["markup-template"],
    "snippets": ["markup-snippet"],
    "blocks": ["markup-block"],
    "direction": ["sign-direction"],
    "unseen": ["sign-unseen"],
    "joiners": ["sign-joiner"],
    "alphabets": ["word-two-alphabets", "word-not-arabic", "word-stands-for-others"],
    "standing for": ["word-two-alphabets", "word-not-arabic", "word-stands-for-others"],
    "persian": ["word-two-alphabets", "word-not-arabic", "word-stands-for-others"],
}
"""What is told of each kind."""
PLACES = {
    "a line of its own": HEAD + "{}\n",
    "a sentence": HEAD + "Some words. {} And more.\n",
    "a list": HEAD + "- {}\n",
    "an item": HEAD + "- `item` {}\n",
    "the help of an item": HEAD + "- `item` Words\n  {}\n",
    "a quotation": HEAD + "> {}\n",
    "a block": HEAD + '!!! disagree "Title"\n    {}\n',
}


def told(text: str, path: str = f"{GUIDE}/en.md") -> list[tuple[int, str]]:
    """The line and the code of each fault of a file."""
    found = (*find_markup(parse_words(text, path)), *find_signs(text))
    return sorted({(text.count("\n", 0, place) + 1, said.code) for place, said in found})


ALL = [(kind, text) for kind, texts in {**attacks.MARKDOWN, **attacks.SIGNS}.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), ALL, ids=lambda value: ascii(value))
def test_an_attack_is_refused_in_markdown_where_it_stands(kind: str, text: str) -> None:
    found = told(PLACES["a line of its own"].replace("{}", text))
    wanted = [line for line, code in found if code in SAYS[kind]]
    assert wanted
    assert min(line for line, _ in found) >= 9, "the line is told, not only the file"


ONE_LINE = [
    (kind, text) for kind, text in ALL if "\n" not in text and not text.startswith(("!!!", "???", "| ", "### ", ":::"))
]


@pytest.mark.parametrize("place", PLACES)
def test_an_attack_is_refused_wherever_it_stands(place: str) -> None:
    missed = [text for _, text in ONE_LINE if not told(PLACES[place].replace("{}", text))]
    assert missed == []


@pytest.mark.parametrize("text", attacks.HONEST, ids=ascii)
def test_honest_text_is_not_refused(text: str) -> None:
    places = ["a line of its own"] if "\n" in text else PLACES
    assert [told(PLACES[place].replace("{}", text)) for place in places] == [[]] * len(places)


def test_code_that_ends_where_no_reader_sees_it_is_read_as_the_build_reads_it() -> None:
    fence = "```\n\n<b onclick=alert(1)>bold</b>\n\n```\n"
    assert told(HEAD + fence, "docs/en/page.md") == [], "a page has blocks of code"
    assert [line for line, _ in told(HEAD + fence)], "and a part of a form has none"
    inside = "- `item` Words\n\n  ```\n\n  <b onclick=alert(1)>bold</b>\n\n  ```\n"
    assert [line for line, _ in told(HEAD + inside)], "nor has the help of an item"


FENCES = {
    "tildes": "~~~\n<b>\n~~~\n",
    "tildes around backticks": "~~~\n```\n<b>\n```\n~~~\n",
    "a longer fence around a shorter one": "````\n```\n<b>\n```\n<i>\n````\n",
    "a language": "``` python \n<b>\n```\n",
}


@pytest.mark.parametrize("fence", FENCES)
def test_a_block_of_code_ends_with_the_signs_it_begins_with(fence: str) -> None:
    block = FENCES[fence]
    assert told(HEAD + block, "docs/en/page.md") == []
    after = f"{HEAD}{block}\n<b>bold</b>\n\n## Two {{ #two }}\n"
    assert told(after, "docs/en/page.md") == [(after[: after.rindex("<b>")].count("\n") + 1, "markup-html")]


@pytest.mark.parametrize("fence", FENCES)
def test_what_stands_in_a_block_of_code_is_no_heading_and_no_item(fence: str) -> None:
    block = FENCES[fence].replace("<b>", "## No heading\n- `no-item` No item")
    words = parse_words(f"{HEAD}{block}\n## Two {{ #two }}\n- `item` Words\n", "docs/en/page.md")
    assert words.problems == ()
    assert [(section.id, [item.id for item in section.items]) for section in words.sections] == [
        ("one", []),
        ("two", ["item"]),
    ]
    assert "No item" not in "".join(line for _, line in words.lines)


def test_a_block_of_code_without_end_is_none() -> None:
    words = parse_words(f"{HEAD}```\n\n## Two {{ #two }}\n", "docs/en/page.md")
    assert [section.id for section in words.sections] == ["one", "two"]


def problems(folder: Path) -> list[str]:
    return sorted({short(problem) for problem in check_safe(load_library(folder))})


def test_each_place_in_which_people_write_is_looked_at(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    attack = "<img src=x onerror=alert(1)>"
    message = put(say("markup-html", found=attack))
    assert problems(folder) == []
    (folder / "docs" / "words").mkdir()
    (folder / "docs" / "words" / "en.yaml").write_text(f"site_name: Dalil\nmenu: {attack}\n", encoding="utf-8")
    edit(folder / GUIDE / "en.md", "title: The", f"title: {attack} The")
    edit(folder / GUIDE / "cases.yaml", "name: An adult who lost", f"name: {attack} An adult who lost")
    edit(folder / "guides/facts/library.yaml", 'seen: "article 5', f'seen: "{attack} article 5')
    edit(folder / "guides/facts/sources.yaml", "title: Affiche", f"title: {attack} Affiche")
    for path in ("guides/common/questions/fr.md", "docs/ar/index.md"):
        file = folder / path
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{attack}\n", encoding="utf-8")
    assert problems(folder) == [
        f"docs/ar/index.md:{lines(folder / 'docs/ar/index.md')}: {message}",
        f"docs/words/en.yaml:2: {message}",
        f"guides/common/questions/fr.md:{lines(folder / 'guides/common/questions/fr.md')}: {message}",
        f"guides/facts/library.yaml:19: {message}",
        f"guides/facts/sources.yaml:2: {message}",
        f"{GUIDE}/cases.yaml:1: {message}",
        f"{GUIDE}/en.md:2: {message}",
    ]


def lines(file: Path) -> int:
    return file.read_text(encoding="utf-8").count("\n")


def test_a_text_of_yaml_is_no_markup_however_it_is_written(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    texts = [*attacks.HTML, *attacks.TEMPLATES, *attacks.SNIPPETS, "[x](javascript:alert(1))", "javascript:alert(1)"]
    texts += [text for kind in attacks.SIGNS.values() for text in kind]
    file = folder / "guides/facts/sources.yaml"
    plain = file.read_text(encoding="utf-8")
    record = '- {{id: more-{}, title: "{}", kind: blog, lang: fr, read: 2026-11-01}}\n'
    hidden = ["".join(f"\\U{ord(letter):08x}" for letter in text) for text in texts]  # as a file can hide it
    file.write_text(plain + "".join(record.format(n, text) for n, text in enumerate(hidden)), encoding="utf-8")
    told = {problem.split(": ")[0] for problem in problems(folder)}
    first = plain.count("\n") + 1
    assert told == {f"guides/facts/sources.yaml:{first + n}" for n in range(len(texts))}


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    secret = tmp_path.parent / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    (folder / "docs" / "en" / "secret.md").symlink_to(secret)
    (folder / GUIDE / "cases.yaml").unlink()
    (folder / GUIDE / "cases.yaml").symlink_to("/dev/zero")
    library = load_library(folder)
    assert library.pages["secret"]["en"].text == ""
    assert problems(folder) == [f"{path}:1: {put(LINKED)}" for path in ("docs/en/secret.md", f"{GUIDE}/cases.yaml")]


REFUSED = re.compile(r"can(?:no|')t be an id|has no id|cannot be an id")
EVIL_IDS = ["../../etc/passwd", "x' onclick='alert(1)"]
RULES = f"{GUIDE}/procedure.yaml"
IDS = {
    "a fact": ("guides/facts/library.yaml", "- id: card-remade-free", '- id: "{}"'),
    "a source": ("guides/facts/sources.yaml", "{id: notice-board", '{id: "{}"'),
    "a term": ("guides/glossary.yaml", "- id: gl-loan", '- id: "{}"'),
    "a change": ("guides/changes.yaml", "", '- {id: "{}", on: 2026-11-01, guides: [], facts: []}\n'),
    "a question": (RULES, "{id: card, type", '{id: "{}", type'),
    "an option": (RULES, "options: [have, lost, never]", 'options: [have, lost, never, "{}"]'),
    "a value": (RULES, "  days-left: {", '  "{}": {'),
    "an outcome": (RULES, "then: renew}", 'then: "{}"}'),
    "a paper": (RULES, "{id: identity-card,", '{id: "{}",'),
    "a step": (RULES, "{id: read-on,", '{id: "{}",'),
    "a form": (RULES, "{id: what-now,", '{id: "{}",'),
    "a letter": (RULES, "{id: make-it-again,", '{id: "{}",'),
    "a sheet": (RULES, "- id: compare-clubs", '- id: "{}"'),
    "a line of a sheet": (RULES, "{id: reading-room,", '{id: "{}",'),
    "a shared question": ("guides/common/questions.yaml", "id: reader", 'id: "{}"'),
    "a heading": (f"{GUIDE}/en.md", "{ #what-now }", "{ #{} }"),
}


@pytest.mark.parametrize("kind", IDS)
def test_an_id_is_no_way_to_anywhere_else(kind: str, tmp_path: Path) -> None:
    path, old, new = IDS[kind]
    passed = []
    for number, id in enumerate(EVIL_IDS):
        folder = copy_library(tmp_path / str(number))
        file = folder / path
        if old:
            edit(file, old, new.replace("{}", id))
        else:
            file.write_text(new.replace("{}", id), encoding="utf-8")
        found = check_library(load_library(folder))
        if not any(one.path == path and REFUSED.search(one.message) and not one.warning for one in found):
            passed.append(id)
    assert passed == []


def test_a_file_or_a_folder_is_called_after_an_id(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / GUIDE).rename(folder / "guides/procedures/Library Card")
    (folder / "docs/en/index.md").rename(folder / "docs/en/x' onclick='alert(1).md")
    (folder / "docs/en/evil.svg").write_text("<svg onload='alert(1)'/>", encoding="utf-8")
    (folder / "guides/procedures/evil.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (folder / "docs/en/more").mkdir()
    (folder / "docs/en/more/page.md").write_text("a page that nobody reads", encoding="utf-8")
    (folder / "docs/en/.swp").write_text("an editor's own", encoding="utf-8")
    (folder / "docs/en/index.md~").write_text("an editor's own", encoding="utf-8")
    found = [problem.split(": ")[0] for problem in problems(folder)]
    assert found == [
        "docs/en/evil.svg:1",
        "docs/en/more/page.md:1",
        "docs/en/x' onclick='alert(1).md:1",
        *[f"guides/procedures/Library Card/{name}:1" for name in sorted(FILES)],
        "guides/procedures/evil.html:1",
    ]


FILES = ["procedure.yaml", "cases.yaml", "en.md", "fr.md", "ar.md"]

DRAWINGS = [
    "<script>alert(1)</script>",
    "<g onload='alert(1)'/>",
    "<g\n onclick = 'alert(1)'/>",
    "<a href='javascript:alert(1)'/>",
    "<image href='https://evil.example/count.png'/>",
    "<use xlink:href='https://evil.example/x.svg#a'/>",
    "<foreignObject/>",
    "<animate attributeName='href' values='javascript:alert(1)'/>",
    "<!ENTITY x 'y'>",
]


@pytest.mark.parametrize("inside", DRAWINGS)
def test_a_drawing_that_ships_runs_nothing_and_fetches_nothing(inside: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / "docs/assets").mkdir()
    drawing = folder / "docs/assets/a.svg"
    drawing.write_text("<svg>\n<path d='M0 0'/><use href='#a'/>\n</svg>", encoding="utf-8")
    assert problems(folder) == []
    drawing.write_text(f"<svg>\n{inside}\n</svg>", encoding="utf-8")
    assert problems(folder)
    assert all(problem.startswith("docs/assets/a.svg:") for problem in problems(folder))
