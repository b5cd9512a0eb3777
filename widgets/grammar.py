"""A decoded condition or a value, with what each id names, comes in; every wrong reference or type in it goes out."""

from collections.abc import Iterator

from widgets.conditions import All, AnyOf, Condition, Named, Not, Option, Test, Where, decode_condition
from widgets.names import WORDLESS, Names, called, nearest
from widgets.said import Said, say
from widgets.values import ARITHMETIC, Expression, Operand, decode_value

FOR_DATES = {"less_than": "before", "more_than": "after"}
FOR_NUMBERS = {"before": "less_than", "after": "more_than"}

type Fault = tuple[Where, Said]


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
                    say("test-without-name"),
                )


def check_value(raw: object, where: Where, names: Names) -> Iterator[Fault]:
    """Check a value: its form, its operands and when it applies."""
    try:
        expression = decode_value(raw)
    except ValueError as problem:
        yield where, problem.args[0]
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
        yield where, say("condition-of-options", id=id, called=called(kind), option=_some(names, id))
    elif kind is None:
        yield where, say("condition-none-such", id=id, hint=nearest(id, names.conditions))
    elif kind != "condition":
        yield where, say("condition-of-amount", id=id, called=called(kind), operator=_trial(kind))


def _check_option(condition: Option, names: Names) -> Iterator[Fault]:
    id, where = condition.id, condition.where
    kind = names.kind(id)
    if kind is None:
        yield where, say("question-or-table-none-such", id=id, hint=nearest(id, (*names.options, *names.tables)))
    elif kind == "condition":
        yield where, say("condition-stands-alone", id=id)
    elif kind not in ("choice", "table"):
        yield where, say("option-of-amount", id=id, called=called(kind), operator=_trial(kind))
    else:
        code, options = (
            ("option-none-such", names.options[id]) if kind == "choice" else ("outcome-none-such", names.tables[id])
        )
        for option in condition.options:
            if option == "unknown":
                yield where, say("option-unknown-tested", options=options)
            elif option not in options:
                yield (
                    where,
                    say(code, id=id, option=option, hint=nearest(option, options)),
                )


def _check_test(test: Test, names: Names) -> Iterator[Fault]:
    id, where = test.id, test.where
    kind, other = names.kind(id), names.kind_of(test.operand)
    if kind is None:
        yield where, say("question-or-value-none-such", id=id, hint=nearest(id, (*names.questions, *names.values)))
    elif kind in ("choice", "table"):
        yield (
            where,
            say("test-of-options", id=id, called=called(kind), operator=test.operator, option=_some(names, id)),
        )
    elif id not in names.questions and id not in names.values:
        yield where, say("test-begins-otherwise", id=id, called=called(kind))
    elif kind == "date" and test.operator in FOR_DATES:
        yield where, say("test-date-operator", id=id, right=FOR_DATES[test.operator], operator=test.operator)
    elif kind == "number" and test.operator in FOR_NUMBERS:
        yield where, say("test-number-operator", id=id, right=FOR_NUMBERS[test.operator], operator=test.operator)
    if other is None:
        yield where, say("operand-none-such", operand=test.operand, hint=nearest(str(test.operand), names.amounts()))
    elif other not in (*WORDLESS, "any"):
        yield where, say("operand-not-comparable", operand=test.operand, called_other=called(other))
    elif kind in WORDLESS and other in WORDLESS and kind != other:
        yield where, say("test-unlike", id=id, called=called(kind), operand=test.operand, called_other=called(other))


def _check_operands(expression: Expression, where: Where, names: Names) -> Iterator[Fault]:
    operation = expression.operation
    kinds = [names.kind_of(operand) for operand in expression.operands]
    for operand, kind, wanted in zip(expression.operands, kinds, _wanted(operation, len(kinds)), strict=True):
        if operation == "first" and operand not in names.values:
            yield where, say("first-no-value", operand=operand, hint=nearest(str(operand), names.values))
        elif kind is None:
            yield where, say("operand-none-such", operand=operand, hint=nearest(str(operand), names.amounts()))
        elif kind not in (*WORDLESS, "any"):
            yield (
                where,
                say(f"operation-of-{wanted or 'amount'}s", operand=operand, called=called(kind), operation=operation),
            )
        elif wanted and kind not in (wanted, "any"):
            yield where, say(f"operation-of-{wanted}", operand=operand, called=called(kind), operation=operation)
        elif expression.span and wanted == "number" and not _whole(operand):
            yield where, say("span-not-whole", operand=operand, span=expression.span)
    if not any(_wanted(operation, len(kinds))) and {"date", "number"} <= set(kinds):
        yield where, say("operation-mixes", operation=operation)
    elif expression.round and "date" in kinds:
        yield where, say("round-on-date", operation=operation)


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
    return "before" if kind == "date" else "at_least"
