"""The page of worked cases, made from the files of `tests/algebra`, which the tests build and ask.

A coordinator reads the rule, what came in, the question and what comes out; nothing on the page is typed by hand.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.algebra.reading import Case, Question, Theme, themes

START = (
    "# Totals: worked cases",
    "",
    "Made from `tests/algebra`; do not edit. Every case is built as a real release and asked the real question when the",
    "tests run. All lands, agencies, activities and figures are invented.",
    "",
)


def page() -> str:
    """All themes with their cases."""
    return "\n".join([*START, *(line for theme in themes().values() for line in _theme(theme))])


def _theme(theme: Theme) -> Iterator[str]:
    yield from (f"## {theme.theme}", "", theme.about, "")
    for case in theme.cases:
        yield from _case(case)


def _case(case: Case) -> Iterator[str]:
    yield from (f"### {case.title}", "", f"**Rule.** {case.why}", "")
    for indicator in case.indicators:
        yield f"- {_indicator(indicator)}"
    for told in (_places(case), _activities(case), _asked(case)):
        if told:
            yield f"- {told}"
    yield from (f"- {_decided(decision)}" for decision in case.decided)
    yield from (f"- Held in review: {_cells(held)}." for held in case.held)
    if case.indicators or case.places:
        yield ""
    for files in (case.figure_files, case.transaction_files):
        for number, text in enumerate(files, 1):
            told = "What came in:" if len(files) == 1 else f"Submission {number}:"
            yield from (told, "", *_table(text), "")
    for question in case.questions:
        yield from _question(question)


def _indicator(indicator: Mapping[str, Any]) -> str:
    rules = dict(indicator.get("algebra", {}))
    for name in ("direction", "within"):
        if name in indicator:
            rules[name] = indicator[name]
    more = f", with {_cells(rules)}" if rules else ""
    unit = f", in {indicator['unit']}" if "unit" in indicator else ""
    return f"`{indicator['code']}`: preset `{indicator['preset']}`{more}{unit}."


def _places(case: Case) -> str:
    """Which places lie in others, or are sets of them."""
    inside = [f"{place['code']} in {place['parent']}" for place in case.places if place.get("parent")]
    sets = [
        f"{place['code']} is {place['members'].replace('|', ', ')}"
        for place in case.places
        if place.get("members")
    ]
    return f"Places: {'; '.join([*inside, *sets])}." if inside or sets else ""


def _activities(case: Case) -> str:
    told = [
        f"{each['code']} from {each.get('starts_on', 'an unknown day')} to {each.get('ends_on', 'no end yet')}"
        for each in case.activities
        if "starts_on" in each or "ends_on" in each
    ]
    others = [f"{each['code']} is not own" for each in case.agencies if each.get("own") == "no"]
    return "; ".join([*told, *others]).join(("Told besides: ", ".")) if told or others else ""


def _asked(case: Case) -> str:
    if not case.asked:
        return ""
    rows = csv.reader(io.StringIO(case.asked["of"]))
    wanted = "; ".join(" ".join(cell for cell in row if cell) for row in list(rows)[1:])
    return f"A call for {case.asked['reporting_year']} asked: {wanted}."


def _decided(decision: Mapping[str, Any]) -> str:
    value = f" {decision['value']}" if "value" in decision else ""
    where = f"{decision['indicator']} in {decision['place']}, {decision['period']}"
    return f"Decided for {where}: {decision['decision']}{value}. {decision['reason']}."


def _cells(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_plain(cell)}" for name, cell in row.items())


def _plain(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "empty" if cell is None else str(cell)


def _table(text: str) -> Iterator[str]:
    """The rows of a file as a table, without the columns that are empty."""
    header, *rows = list(csv.reader(io.StringIO(text)))
    kept = [at for at, _ in enumerate(header) if any(row[at] for row in rows)]
    yield f"| {' | '.join(header[at] for at in kept)} |"
    yield f"|{'---|' * len(kept)}"
    for row in rows:
        yield f"| {' | '.join(row[at] for at in kept)} |"


def _question(question: Question) -> Iterator[str]:
    conditions = "".join(f" --where {name}={value}" for name, value in question.where.items())
    yield from (f"`istmo ask {question.name}{conditions}`", "")
    yield from _answer(question.rows)
    for text in question.says:
        yield f"- says “{text}”"
    for text in question.never_says:
        yield f"- never says “{text}”"
    yield ""


def _answer(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not rows:
        yield "- no row: nothing of the kind is there"
    for row in rows:
        yield f"- {', '.join(f'{name} **{_plain(cell)}**' for name, cell in row.items())}"
