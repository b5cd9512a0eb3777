"""What templates put out: HTML as it is, all else escaped, whoever says what it is; a macro is called at once."""

import pytest
from jinja2 import UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builder.render.templates import environment

HOSTILE = "<script>alert('&\"1')</script>"


class Told:
    """Says itself how it is shown."""

    def __html__(self) -> str:
        return "<b>told</b>"

    def __str__(self) -> str:
        return HOSTILE


class Claims(str):
    """No HTML, though it is a text of another kind."""


@pytest.mark.parametrize("thing", [HOSTILE, Claims(HOSTILE), [HOSTILE], Markup(HOSTILE), Told(), 5, None, ""])
def test_a_thing_is_put_out_as_jinja_does(thing: object) -> None:
    template = environment().from_string("{{ thing }}|{% for one in [thing] %}{{ one }}{% endfor %}")
    assert template.render(thing=thing) == f"{escape(thing)}|{escape(thing)}"


def test_a_name_that_is_not_given_is_refused() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


class Record:
    """Something that is no dictionary."""

    name = "<record>"


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        ({"name": "<one>"}, "&lt;one&gt;"),
        (Record(), "&lt;record&gt;"),
        ({"items": 1, "name": {"name": 5}}, "{&#39;name&#39;: 5}"),
    ],
)
def test_a_name_is_looked_up_in_what_is_given(thing: object, shown: str) -> None:
    assert environment().from_string("{{ thing.name }}").render(thing=thing) == shown


@pytest.mark.parametrize("thing", [{}, {"other": 1}, Record()])
def test_a_name_that_is_not_there_is_refused(thing: object) -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ thing.another }}").render(thing=thing)


def test_what_a_dictionary_can_do_goes_before_a_key_of_the_same_name() -> None:
    template = environment().from_string("{% for key, one in thing.items() %}{{ key }}{{ one }}{% endfor %}")
    assert template.render(thing={"items": 1}) == "items1"


MACRO = "{% macro bold(text, more='') %}<b>{{ text }}{{ more }}</b>{% endmacro %}"


def test_a_macro_gives_html_and_escapes_what_it_is_given() -> None:
    text = MACRO + "{% for one in things %}{{ bold(one) }}{{ bold(one, more=one) }}{% endfor %}"
    assert environment().from_string(text).render(things=["<"]) == "<b>&lt;</b><b>&lt;&lt;</b>"


def test_a_macro_is_called_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Context, "call", None)
    assert environment().from_string(MACRO + "{{ bold('<') }}").render() == "<b>&lt;</b>"


def test_what_asks_for_the_template_gets_it() -> None:
    template = environment().from_string("{% set inside %}{{ name('<') }}{% endset %}{{ inside }}")
    assert template.render(name=lambda text: f"{text}5") == "&lt;5"


def test_what_is_called_gets_all_that_it_is_given() -> None:
    text = "{{ name(1, *[2], three=3, **{'class': 4}) }}{{ '{0}{one}'.format('<', one=5) }}"
    template = environment().from_string(text + "{% for n in [6] %}{{ name(n, three=n) }}{% endfor %}")
    shown = template.render(name=lambda *args, **given: f"{args}{sorted(given.items())}")
    assert shown.replace("&#39;", "'") == "(1, 2)[('class', 4), ('three', 3)]&lt;5(6,)[('three', 6)]"


def test_what_asks_for_the_values_of_a_loop_gets_them() -> None:
    @pass_context
    def known(context: Context) -> object:
        return context.get("inner")

    template = environment().from_string(
        "{% for n in [6, 7] %}{% set inner = n %}{{ known() }}{% endfor %}{{ known() }}"
    )
    assert template.render(known=known) == "67None"


def test_a_macro_takes_what_stands_in_a_call_of_it() -> None:
    text = (
        "{% macro box(name) %}<i>{{ name }}{{ caller() }}</i>{% endmacro %}{% call box('&') %}{{ word }}{% endcall %}"
    )
    assert environment().from_string(text).render(word="<") == "<i>&amp;&lt;</i>"


@pytest.mark.parametrize("call", ["bold()", "bold('a', 'b', 'c')", "bold('a', another=1)"])
def test_a_macro_that_is_given_too_much_or_too_little_is_refused(call: str) -> None:
    with pytest.raises((TypeError, UndefinedError)):
        environment().from_string(f"{MACRO}{{{{ {call} }}}}").render()


def test_what_is_made_once_is_made_for_each_words_and_whatever_it_hangs_on() -> None:
    told: list[object] = []
    text = "{% for n in ns %}{% once n %}<{{ tell(words.it, n) }}>{% endonce %}{% endfor %}"
    template = environment().from_string(text)
    for words in ({"it": "a"}, {"it": "b"}):
        for _ in range(2):
            shown = template.render(words=words, ns=[1, 2, 1], tell=lambda *said: told.append(said) or "<")
            assert shown == "<&lt;><&lt;><&lt;>"
    assert told == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
