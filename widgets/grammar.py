"""A decoded condition or a value, with what each id names, comes in; every wrong reference or type in it goes out."""

from collections.abc import Iterator

from widgets.conditions import All, AnyOf, Condition, Named, Not, Option, Test, Where, decode_condition
from widgets.names import CALLED, WORDLESS, Names, nearest
from widgets.values import ARITHMETIC, Expression, Operand, decode_value

FOR_DATES = {"less_than": "before", "more_than": "after"}
FOR_NUMBERS = {"before": "less_than", "after": "more_than"}

type Fault = tuple[Where, str]


def check_condition(condition: Condition, names: Names, *, named: bool) -> Iterator[Fault]:
    """Check what a condition refers to; `named` says whether it stands under conditions, where tests are allowed."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from check_condition(part, names, named=named)
        case Not(part):
            yield from check_condition(part, names, named=named)
        case Named(id, where):
            yield from _check_named(id, where, names)
        case Option():
            yield from _check_option(condition, names)
        case Test(_, _, _, where):
            faults = list(_check_test(condition, names))
            yield from faults
            if not named and not faults:
                yield (
                    where,
                    "A test on a date or a number needs words. Give it a name under conditions and write that here.",
                )


def check_value(raw: object, where: Where, names: Names) -> Iterator[Fault]:
    """Check a value: its form, its operands and when it applies."""
    try:
        expression = decode_value(raw)
    except ValueError as problem:
        yield where, str(problem)
        return
    if expression.when is not None:
        problems: list[Fault] = []
        condition = decode_condition(expression.when, (*where, "when"), problems)
        yield from problems
        if condition is not None:
            yield from check_condition(condition, names, named=False)
    yield from _check_operands(expression, (*where, expression.operation), names)


def _check_named(id: str, where: Where, names: Names) -> Iterator[Fault]:
    kind = names.kind(id)
    if kind in ("choice", "table"):
        yield where, f"'{id}' is {CALLED[kind]}. Say which option, {{{id}: {_some(names, id)}}}."
    elif kind is None:
        yield where, f"No condition is called '{id}'. {nearest(id, names.conditions)}"
    elif kind != "condition":
        yield where, f"'{id}' is {CALLED[kind]}. Test it, {{{id}: {_trial(kind)}}}, in a condition with a name."


def _check_option(condition: Option, names: Names) -> Iterator[Fault]:
    id, where = condition.id, condition.where
    kind = names.kind(id)
    if kind is None:
        yield where, f"No question or table is called '{id}'. {nearest(id, (*names.options, *names.tables))}"
    elif kind == "condition":
        yield where, f"'{id}' is a condition. Write {id} alone."
    elif kind not in ("choice", "table"):
        yield where, f"'{id}' is {CALLED[kind]}. Test it with an operator, {{{id}: {_trial(kind)}}}."
    else:
        sort, options = ("option", names.options[id]) if kind == "choice" else ("outcome", names.tables[id])
        for option in condition.options:
            if option == "unknown":
                yield where, f"No rule can rest on unknown. Write an option: {', '.join(options)}."
            elif option not in options:
                yield (
                    where,
                    f"'{id}' has no {sort} '{option}'. {nearest(option, options)}",
                )


def _check_test(test: Test, names: Names) -> Iterator[Fault]:
    id, where = test.id, test.where
    kind, other = names.kind(id), names.kind_of(test.operand)
    if kind is None:
        yield where, f"No question or value is called '{id}'. {nearest(id, (*names.questions, *names.values))}"
    elif kind in ("choice", "table"):
        yield (
            where,
            f"'{id}' is {CALLED[kind]} and takes options, not {test.operator}. Write {{{id}: {_some(names, id)}}}.",
        )
    elif id not in names.questions and id not in names.values:
        yield where, f"'{id}' is {CALLED[kind]}. Begin a test with a date or number question, or a value."
    elif kind == "date" and test.operator in FOR_DATES:
        yield where, f"'{id}' is a date. Write {FOR_DATES[test.operator]} for {test.operator}."
    elif kind == "number" and test.operator in FOR_NUMBERS:
        yield where, f"'{id}' is a number. Write {FOR_NUMBERS[test.operator]} for {test.operator}."
    if other is None:
        yield where, f"Nothing is called '{test.operand}'. {nearest(str(test.operand), names.amounts())}"
    elif other not in (*WORDLESS, "any"):
        yield where, f"'{test.operand}' is {CALLED[other]}. Compare with a date or a number."
    elif kind in WORDLESS and other in WORDLESS and kind != other:
        yield where, f"'{id}' is {CALLED[kind]} and '{test.operand}' is {CALLED[other]}. Compare like with like."


def _check_operands(expression: Expression, where: Where, names: Names) -> Iterator[Fault]:
    operation = expression.operation
    kinds = [names.kind_of(operand) for operand in expression.operands]
    for operand, kind, wanted in zip(expression.operands, kinds, _wanted(operation, len(kinds)), strict=True):
        if operation == "first" and operand not in names.values:
            yield where, f"'{operand}' is no value. In first write ids of values. {nearest(str(operand), names.values)}"
        elif kind is None:
            yield where, f"Nothing is called '{operand}'. {nearest(str(operand), names.amounts())}"
        elif kind not in (*WORDLESS, "any"):
            yield (
                where,
                f"'{operand}' is {CALLED[kind]}, and {operation} takes {wanted or 'date'}s. Write the id of one.",
            )
        elif wanted and kind not in (wanted, "any"):
            yield where, f"'{operand}' is {CALLED[kind]}, and {operation} takes a {wanted} here. Write the id of one."
        elif expression.span and wanted == "number" and not _whole(operand):
            yield where, f"'{operand}' is not whole. Count {expression.span} in whole numbers."
    if not any(_wanted(operation, len(kinds))) and {"date", "number"} <= set(kinds):
        yield where, f"{operation} mixes dates and numbers. Take one sort."
    elif expression.round and "date" in kinds:
        yield where, f"round goes with numbers, and {operation} gives a date here. Take round out."


def _wanted(operation: str, count: int) -> list[str | None]:
    if operation == "plus":
        return ["date", "number"]
    if operation in ARITHMETIC:
        return ["number"] * count
    kind = {"days_since": "date", "months_since": "date", "age": "date"}.get(operation)
    return [kind] * count


def _whole(operand: Operand) -> bool:
    return isinstance(operand, str | int)


def _some(names: Names, id: str) -> str:
    options = names.options.get(id) or names.tables.get(id) or ("option",)
    return options[0]


def _trial(kind: str | None) -> str:
    return "{before: …}" if kind == "date" else "{at_least: …}"
