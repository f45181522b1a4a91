"""Funds: money by stage, year, account and place; stages are never summed with one another, nor are sources.

Own money stands together, everybody else's by provider and in no own total. What cannot be split by country is a line
of its own in its group's total. Rules: funds.sql and DESIGN section 3, transactions; what is left of an amount is in
`remaining.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

from istmo.analyse import stages, steps
from istmo.analyse.answer import Answer, Queryable, batches, found, known
from istmo.analyse.kept import Batch, Kept
from istmo.analyse.remaining import left
from istmo.kernel.period import Period, code_of, tiles
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain, shown
from istmo.release.column import Coded, rows_of

#: What a row may be told by besides stage, year, account and place.
BY = ("agency", "provider", "receiver", "activity", "node")

COLUMNS = (
    "stage", "year", "fund_year", "period_start", "period_end", "period_as_written", "account",
    "place", "place_name", "place_kind", "whose", "provider", "agency", "receiver", "activity", "node",
    "currency", "source", "source_title", "amount", "qualifier", "value_as_written", "as_of", "steps",
    "gross", "reductions", "netted", "unattributed", "not_split",
    "unobligated", "unobligated_qualifier", "unliquidated", "unliquidated_qualifier", "not_available",
    "places", "rows", "agencies", "notes", "remark", "trace",
)  # fmt: skip

READING = (
    "stage", "year", "account", "place", "provider", "agency", "source", "amount", "qualifier", "unattributed",
    "unobligated", "unliquidated", "notes",
)  # fmt: skip

NOTES = (
    "Stages are never summed with one another, and sources are never summed: two may tell the same money.",
    "A group's total holds what is split by no country; no country's total does.",
)


#: Some rows of funds.sql, column by column.
Told = Mapping[str, Coded]
_NAMED = ("stage", "first_day", "last_day", "source")
#: Layout -> its columns, and how it is made of the rows.
_LAYOUTS = {"stages": (stages.COLUMNS, stages.across), "steps": (steps.COLUMNS, steps.apart)}


class Fetched(NamedTuple):
    """The columns of funds.sql that are read."""

    stage: str
    fund_year: str | None
    first_day: date | None
    last_day: date | None
    wording: str | None
    account: str | None
    place: str | None
    whose: str
    provider: str | None
    agency: str | None
    receiver: str | None
    activity: str | None
    node: str | None
    currency: str
    source: str | None
    amount: Decimal
    qualifier: str
    as_of: date | None
    gross: Decimal
    reductions: Decimal
    netted: Decimal
    unattributed: Decimal
    not_split: Decimal | None
    places: int
    rows: int
    agencies: str | None
    days: str | None
    beyond: int
    steps: str | None
    period_as_written: str | None
    value_as_written: str | None
    remark: str | None
    trace: str | None
    noted: int
    on_several_days: int
    unobligated: Decimal | None
    unobligated_of: str | None
    unliquidated: Decimal | None
    unliquidated_of: str | None
    hindrance: str | None


class Noted(NamedTuple):
    """What the notes of a row are made of."""

    whose: str
    place: str | None
    amount: Decimal
    gross: Decimal
    reductions: Decimal
    netted: Decimal
    unattributed: Decimal
    not_split: Decimal | None
    on_several_days: int


def ask(release: Queryable, **where: object) -> Answer:
    """Every amount by stage, year, account and place; `where` keeps rows by column.

    by="agency,account": tells rows apart by those too (agency, provider, receiver, activity, node); a condition on one
    of them does so by itself. years="FY2015/FY2017" gives one total for all that lies in those years. layout="stages"
    sets the stages of the same money side by side, as auditors do; layout="steps" tells how balances grew. WrongUse if
    `where` names an unknown column, `by` or `layout` something else, or `years` is no period with two ends.
    """
    layout = where.pop("layout", "rows")
    if layout not in ("rows", *_LAYOUTS):
        raise WrongUse(
            "layout is rows (one a stage), stages (side by side) or steps (one a day a balance was struck), "
            f"not {layout}."
        )
    if layout != "rows":
        shape, laid_out = _LAYOUTS[str(layout)]
        known(where, (*shape, "by", "years"), f"funds, laid out by {layout},")
        asked = {name: where.pop(name) for name in ("by", "years") if name in where}
        by = ",".join((str(asked.pop("by", "")), *(name for name in BY if name in where)))
        return laid_out(ask(release, by=by, **asked)).where(where)
    known(where, (*COLUMNS, "by", "years", "layout"), "funds")
    told_by = _by(where.pop("by", ""), where)
    years = _years(where.pop("years", None))
    parameters: dict[str, Any] = {f"by_{name}": name in told_by for name in BY}
    parameters |= {"from": years.start if years else None, "until": years.end if years else None}
    parameters |= found(release, "money", {})
    beyond: set[str] = set()
    fetched = batches(release, "funds", Fetched, parameters)
    names = Names(release)
    rows = Kept(_laid_out(_within(told, beyond), years, names) for told in fetched)
    return Answer(COLUMNS, rows, (*NOTES, *_beyond(beyond, years)), READING).where(where)


class Names:
    """Places and sources by their codes."""

    def __init__(self, release: Queryable) -> None:
        """Read both registers."""
        self.places: dict[str, tuple[str, str]] = {
            code: (name, kind) for code, name, kind in release.query("SELECT code, name, kind FROM places")
        }
        self.sources: dict[str, str] = dict(release.query("SELECT code, title FROM sources"))

    def place(self, code: str | None) -> str | None:
        """What a place is called."""
        return self.places.get(code or "", (None, None))[0]

    def kind(self, code: str | None) -> str | None:
        """What kind of place it is."""
        return self.places.get(code or "", (None, None))[1]

    def source(self, code: str | None) -> str | None:
        """The title of a source."""
        return self.sources.get(code or "")


def _by(by: object, where: dict[str, object]) -> set[str]:
    """The particulars to tell rows apart by."""
    named = {name.strip() for name in str(by).split(",") if name.strip()} - {"account", "place", "stage"}
    if strange := sorted(named - set(BY)):
        raise WrongUse(f"funds can be told by {', '.join(BY)}, not by {', '.join(strange)}.")
    return named | (set(where) & set(BY))


def _years(years: object) -> Period | None:
    if years is None:
        return None
    try:
        period = Period.parse(str(years))
    except ValueError as error:
        raise WrongUse(f"years takes a period such as FY2015/FY2017: {error}.") from error
    if period.start is None or period.end is None:
        raise WrongUse(f"years takes a period with two ends, not {years}.")
    return period


def _within(told: Told, beyond: set[str]) -> Told:
    """The rows that are in the years asked; what reaches beyond them is named in `beyond`."""
    are_beyond = told["beyond"].values()
    if not any(are_beyond):
        return told
    named = zip(are_beyond, *(told[name].values() for name in _NAMED), strict=True)
    beyond.update(
        f"{stage.replace('_', ' ')} {code_of(first, last)} ({source or 'no source named'})"
        for is_beyond, stage, first, last, source in named
        if is_beyond
    )
    rows = [at for at, is_beyond in enumerate(are_beyond) if not is_beyond]
    return {name: column.at(rows) for name, column in told.items()}


def _beyond(said: set[str], years: Period | None) -> Iterable[str]:
    """What was told of some of the years asked and of others too, so that it is in no total here."""
    if years and said:
        yield f"Not in it, because it reaches beyond {years.code}: {', '.join(sorted(said))}."


def _laid_out(told: Told, years: Period | None, names: Names) -> Batch:
    """Some rows as columns of the answer. Most are as they came; only what is in words is made here."""
    missing = told["days"].told(partial(_missing, years=years)).values()
    made: dict[str, Coded | list[Any]] = {
        "year": _years_of(told),
        "period_start": told["first_day"],
        "period_end": told["last_day"],
        "steps": told["steps"].told(_steps),
        "notes": _all_notes(told, missing, names),
        "place_name": told["place"].told(names.place),
        "place_kind": told["place"].told(names.kind),
        "source_title": told["source"].told(names.source),
        **left(told),
    }
    if any(missing):
        made["qualifier"] = list(map(_at_least, told["qualifier"].values(), told["amount"].values(), missing))
    columns: dict[str, Coded | list[Any]] = {**told, **made}
    return [columns[name] for name in COLUMNS]


def _years_of(told: Told) -> list[str]:
    """The fund year of each row; without one the words of who told it, or its days."""
    code = cache(code_of)
    columns = (told[name].values() for name in ("fund_year", "wording", "first_day", "last_day"))
    return [year or wording or code(*days) for year, wording, *days in zip(*columns, strict=True)]


def _at_least(qualifier: str, amount: Decimal, missing: str) -> str:
    """How exact a sum is: a part that is not there makes it at least that much."""
    if not missing or amount < 0:
        return qualifier
    return "about" if qualifier == "at_most" else "at_least"


def _missing(told: str | None, years: Period | None) -> str:
    """The years told, where they leave a hole in the range asked about."""
    if years is None or told is None:
        return ""
    ends = (days.split("/") for days in told.split())
    parts = [Period(date.fromisoformat(first), date.fromisoformat(last)) for first, last in ends]
    if tiles(years, parts):
        return ""
    return ", ".join(part.code for part in sorted(parts, key=lambda part: part.sort_key))


def _steps(told: str | None) -> str | None:
    """`2016-09-30 10, 2017-09-30 +50`: how a balance came about."""
    if not told:
        return None
    days = [step.split(" ") for step in told.split(";")]
    amounts = [plain(Decimal(amount)) for _, amount in days]
    signed = [amounts[0], *(amount if amount.startswith("-") else f"+{amount}" for amount in amounts[1:])]
    named = ["day not told" if day == "0001-01-01" else day for day, _ in days]
    return ", ".join(f"{day} {amount}" for day, amount in zip(named, signed, strict=True))


def _all_notes(told: Told, missing: Sequence[str], names: Names) -> list[str | None]:
    """The notes of each row, made only where there are any."""
    notes: list[str | None] = [None] * len(missing)
    rows = [
        at
        for at, (noted, hole) in enumerate(zip(told["noted"].values(), missing, strict=True))
        if noted or hole
    ]
    columns = [told[name].at(rows) for name in Noted._fields]
    for at, noted in zip(rows, map(Noted._make, rows_of(columns)), strict=True):
        notes[at] = "; ".join(_notes(noted, missing[at], names.kind(noted.place)))
    return notes


def _notes(told: Noted, missing: str, kind: str | None) -> Iterable[str]:
    """What a reader must know beside the amount."""
    if told.whose == "other":
        yield "in no own total"
    if told.whose == "not stated":
        yield "whose money it is is not stated"
    if missing:
        yield f"only {missing} is told"
    if kind not in ("country", None) and told.unattributed == told.amount and told.amount:
        yield "country split not given"
    elif told.unattributed:
        yield f"{shown(told.unattributed)} of it is split by no country"
    if told.not_split:
        yield f"not in it: {shown(told.not_split)} that is split by no country, of which a part may be of this place"
    if told.reductions:
        yield f"{shown(told.gross)} before {shown(-told.reductions)} was taken back"
    if told.netted:
        yield f"{shown(told.netted)} that own agencies passed to one another is counted once"
    if told.on_several_days:
        yield "last told on different days"
