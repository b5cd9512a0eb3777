"""The decision as a tree: each branch leads where the engine leads, in words that fit, and to every outcome."""

from __future__ import annotations

import datetime
import random
import re
from pathlib import Path

import pytest

from builder.ask import page_data
from builder.library import LANGUAGES, Guide, Library
from builder.load import load_library
from builder.paths import find_states, states_in
from builder.render.guide import GuideRender
from builder.tree import LARGEST, Fork, Leaf, Node, Way, build_tree, count_nodes, forks_in
from builder.unfold import find_trees
from tests.builder.cards import copy_library, edit
from widgets.answers import check_answers
from widgets.api import evaluate
from widgets.decide import Evaluation
from widgets.model import Question
from widgets.rules import Rules, read_rules

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
CARD = "guides/procedures/library-card/procedure.yaml"
WIDGETS = [(guide, widget.id) for guide in LIBRARY.guides.values() for widget in guide.procedure.widgets]
each_widget = pytest.mark.parametrize(("guide", "widget"), WIDGETS, ids=lambda value: getattr(value, "id", value))


def card(folder: Path) -> tuple[Library, Guide]:
    library = load_library(folder)
    return library, library.guides["library-card"]


def tree_of(guide: Guide, widget: str, day: datetime.date = TODAY) -> Node:
    tree = find_trees(LIBRARY, guide, day)[widget]
    assert tree is not None
    return tree


def holds(label: tuple[str, ...], rules: Rules, evaluation: Evaluation) -> bool:
    """Whether all that a label says is so."""
    for reason in label:
        id, _, side = reason.partition("=")
        finding = evaluation.find(id)
        said = finding.value == side if id in rules.questions else finding.result is (side == "met")
        if not said:
            return False
    return True


def follow(node: Node, rules: Rules, evaluation: Evaluation) -> list[Way]:
    """The branches that are so, one at each question, as far as the answers go."""
    taken: list[Way] = []
    while isinstance(node, Fork) and {node.question, *node.with_} <= evaluation.answers.keys():
        fitting = [way for way in node.branches if any(holds(label, rules, evaluation) for label in way.labels)]
        assert len(fitting) == 1, (node.question, evaluation.answers, evaluation.days)
        taken += fitting
        node = fitting[0].to
    return taken


def read(guide: Guide, rules: Rules, answers: dict[str, str], day: datetime.date) -> Evaluation:
    """The engine's findings, wrong answers left out."""
    good, _ = check_answers(guide.procedure.questions, answers, day)
    return Evaluation(rules, good, page_data(LIBRARY, guide)["facts"], day, day)


@each_widget
def test_every_path_ends_at_the_outcome_that_the_engine_gives(guide: Guide, widget: str) -> None:
    tree, rules = tree_of(guide, widget), read_rules(guide.procedure)
    first = find_states(LIBRARY, guide, TODAY, whole=False, unknown=False)[widget]
    facts = page_data(LIBRARY, guide)["facts"]
    visited = set()
    for state in states_in(first):
        if state.asks is None:
            answer = evaluate(rules, facts=facts, answers=state.answers, today=TODAY, widget=widget)
            taken = follow(tree, rules, read(guide, rules, dict(state.answers), TODAY))
            visited |= {id(way) for way in taken}
            assert taken[-1].to == Leaf(answer["outcome"], answer["unconfirmed"])
    assert visited == {id(way) for fork in forks_in(tree) for way in fork.branches}


@each_widget
def test_every_outcome_is_an_end(guide: Guide, widget: str) -> None:
    goal = read_rules(guide.procedure).widgets[widget].goal
    ends = {
        way.to.outcome for fork in forks_in(tree_of(guide, widget)) for way in fork.branches if isinstance(way.to, Leaf)
    }
    assert ends == {row.then or row.otherwise for row in guide.procedure.tables[goal]}


@each_widget
def test_what_a_branch_says_is_true_of_any_day_and_number_that_takes_it(guide: Guide, widget: str) -> None:
    tree, rules = tree_of(guide, widget), read_rules(guide.procedure)
    choose = random.Random(7)
    ends = 0
    for _ in range(600):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=choose.randrange(1500))
        evaluation = read(
            guide, rules, {id: some(question, day, choose) for id, question in rules.questions.items()}, day
        )
        taken = follow(tree, rules, evaluation)
        if taken and isinstance(taken[-1].to, Leaf):
            ends += 1
            assert taken[-1].to.outcome == evaluation.find(rules.widgets[widget].goal).value, evaluation.answers
    assert ends > 50


def some(question: Question, day: datetime.date, choose: random.Random) -> str:
    """An answer by chance; a day may be near or far."""
    if question.type == "choice":
        return choose.choice(question.options)
    if question.type == "number":
        return str(choose.randint(int(question.at_least or 0), int(question.at_most or 1000)))
    far = choose.choice([3, 20, 40, 400, 4000])
    return str(day + datetime.timedelta(days=choose.randint(-far, far)))


@each_widget
def test_the_tree_is_the_same_on_any_day(guide: Guide, widget: str) -> None:
    tree = tree_of(guide, widget)
    for day in ((2027, 1, 31), (2027, 2, 28), (2027, 3, 1), (2028, 2, 29), (2028, 3, 31), (2029, 12, 31)):
        assert tree_of(guide, widget, datetime.date(*day)) == tree


@each_widget
def test_a_tree_is_small_and_says_nothing_twice(guide: Guide, widget: str) -> None:
    tree = tree_of(guide, widget)
    assert count_nodes(tree) <= LARGEST
    for fork in forks_in(tree):
        ends = [way.to for way in fork.branches]
        assert len(ends) == len(set(ends)) > 1
        labels = [label for way in fork.branches for label in way.labels]
        assert len(labels) == len(set(labels))
        assert all(label and not any(reason.endswith("=unknown") for reason in label) for label in labels)


def shown(library: Library, guide: Guide, language: str, largest: int = LARGEST) -> str:
    trees = find_trees(library, guide, TODAY, largest)
    render = GuideRender(library, language, TODAY, guide, trees)
    return "\n".join(render.tree(widget) for widget in guide.procedure.widgets)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_every_branch_has_words_and_a_link(guide: Guide, language: str) -> None:
    html = shown(LIBRARY, guide, language)
    ids = {section.id for section in guide.words[guide.procedure.origin].sections}
    assert set(re.findall(r'<p class="dalil-tree__end"><a href="#([^"]*)">', html)) <= ids
    labels = re.findall(r'<span class="dalil-tree__label">(.*?)</span>', html)
    assert labels
    bare = {*guide.procedure.conditions, *(option for each in guide.procedure.questions for option in each.options)}
    assert [label for label in labels if not label.strip() or label in bare] == []
    assert "<a" not in "".join(re.findall(r"<summary>(.*?)</summary>", html, re.DOTALL))
    assert "data-search-exclude" in html


def test_equal_options_are_one_branch_and_an_idle_question_is_left_out(tmp_path: Path) -> None:
    library, guide = card(copy_library(tmp_path))
    state = find_states(library, guide, TODAY, whole=False, unknown=False)["what-now"]
    tree = build_tree(read_rules(guide.procedure), state)
    assert isinstance(tree, Fork)
    assert tree.question == "reader"
    labels = [way.labels for way in tree.branches]
    assert ((("reader=child",), ("reader=visitor",))) in labels


def test_a_date_branches_by_the_conditions_that_decide(tmp_path: Path) -> None:
    library, guide = card(copy_library(tmp_path))
    tree = find_trees(library, guide, TODAY)["what-now"]
    assert tree is not None
    dates = [fork for fork in forks_in(tree) if fork.question == "joined-on"]
    assert [[way.labels for way in fork.branches] for fork in dates] == [[(("overdue=met",),), (("overdue=not-met",),)]]


def test_a_number_asked_for_a_later_date_keeps_its_words(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(
        folder / CARD, "  - {id: joined-on", "  - {id: term, type: number, at_least: 1, at_most: 9}\n  - {id: joined-on"
    )
    edit(folder / CARD, "{months: card-validity}", "{months: term}")
    library, guide = card(folder)
    tree = find_trees(library, guide, TODAY)["what-now"]
    assert tree is not None
    (fork,) = [fork for fork in forks_in(tree) if fork.question == "joined-on"]
    assert fork.with_ == ("term",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_past_the_limit_the_table_is_shown(tmp_path: Path, language: str) -> None:
    library, guide = card(copy_library(tmp_path))
    nodes = find_trees(library, guide, TODAY)["what-now"]
    assert nodes is not None
    assert "<table" not in shown(library, guide, language, count_nodes(nodes))
    html = shown(library, guide, language, count_nodes(nodes) - 1)
    assert html.count("<tr>") == 1 + len(guide.procedure.tables["route"])
    assert re.findall(r'<a href="#([a-z-]+)">', html) == ["replace", "renew", "enjoy"]
    assert library.interface[language]["tree"]["otherwise"] in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_could_be_shown_in_words(language: str) -> None:
    for guide in LIBRARY.guides.values():
        html = shown(LIBRARY, guide, language, 0)
        rows = sum(len(guide.procedure.tables[widget.goal]) for widget in guide.procedure.widgets)
        assert html.count("<tr>") == rows + len(guide.procedure.widgets)
        for id in guide.procedure.conditions:
            assert not re.search(rf"(?<![\w#/-]){id}(?![\w-])", re.sub(r"<[^>]*>", "", html))
