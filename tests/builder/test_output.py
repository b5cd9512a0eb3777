"""What templates put out: HTML as it is, all else escaped, whoever says what it is; a macro is called at once."""

import pytest
from jinja2 import UndefinedError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builder.render.output import put
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
    assert put(thing) == escape(thing)
    template = environment().from_string("{{ thing }}|{% for one in [thing] %}{{ one }}{% endfor %}")
    assert template.render(thing=thing) == f"{escape(thing)}|{escape(thing)}"


def test_what_is_put_out_again_is_known() -> None:
    assert put(HOSTILE) is put(HOSTILE)


def test_a_name_that_is_not_given_is_refused() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_templates_put_things_out_in_fewer_steps() -> None:
    code = environment().compile("<p>{{ thing }}</p>", raw=True)
    assert "environment.put(" in code
    assert "escape((" not in code


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
