"""One figure in one sentence: who said what of what, where it stands, and what became of it."""

from collections.abc import Iterator, Sequence

from istmo.analyse.telling.fates import Fate, Stated
from istmo.analyse.telling.spoken import also, amount, figures, first_large, number, state, when
from istmo.analyse.telling.total import who
from istmo.kernel.quantity import plain


def of_row(row: Stated, fate: Fate, states: Sequence[str] = ()) -> str:
    """One figure: who said what of what, where it stands, and what became of it."""
    where = f"{row.place_name or row.place}, {when(row.period_start, row.period_end, row.period_as_written)}"
    subject = first_large(row.source_title or row.source or "" if row.agency is None else "") or first_large(
        who(row)
    )
    parts = f" ({row.breakdown})" if row.breakdown else ""
    return f"{subject}: {_value(row, states)}{parts} for {where}{_stands_in(row)}. {first_large(fate.words)}."


def _value(row: Stated, states: Sequence[str]) -> str:
    what = _ROLES[row.role]
    if row.standing == "held":
        return f"a {what} whose value the release does not carry"
    if row.state != "reported":
        return f"a {what} that is {(row.state or 'missing').replace('_', ' ')}"
    found = state(row.value, states) or amount(row.value, row.low, row.high, row.qualifier, row.unit)
    if not found and row.share.divides:
        found = f"{number(row.numerator)} of {number(row.denominator)}"
    written = row.value_as_written
    repeats = row.value is not None and written == plain(row.value)
    return f"{what} {found or 'without a number'}" + (
        f" (written “{written}”)" if written and not repeats else ""
    )


_ROLES = {"result": "result", "target": "target", "baseline": "base", "context": "value"}


def _stands_in(row: Stated) -> str:
    """File, row and cell; source and the day it was stated."""
    parts = []
    if row.submission:
        cell = f" (cell {row.at})" if row.at else ""
        parts.append(
            f"row {row.row}{cell} of {row.file or 'the file'}, submission {row.submission}:{row.row}"
        )
    if row.source and row.agency is not None:
        parts.append(f"source {row.source_title or row.source}")
    if row.stated_on:
        parts.append(f"stated on {row.stated_on.isoformat()}")
    return f"; {'; '.join(parts)}" if parts else ""


def of_context(rows: Sequence[Stated], *, own: bool) -> Iterator[tuple[str, str]]:
    """What is told of an indicator that is in no total of ours: context, or (not `own`) another publisher's."""
    stands = [row for row in rows if row.standing == "stands" and not row.breakdown]
    sources = sorted({row.source_title or row.source or "a source not named" for row in stands})
    why = (
        "This is context: it tells of the country, is credited to no agency, and is never added to results."
        if own
        else "This is another publisher's own indicator: it is shown beside ours as published, and is in no total."
    )
    yield "total", f"{why} What stands: {figures(len(stands))}, from {also(sources) or 'no source'}."
