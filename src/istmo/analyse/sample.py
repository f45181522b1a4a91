"""Sample: figures drawn at random for an auditor, with who sent and approved them; `--out` packs the evidence.

A simple random sample without replacement. The same release, conditions, n and seed draw the same figures in the same
order, whatever the order of the rows; a larger n begins with those of a smaller one. The rule stands in sample.sql.
"""

from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.kernel.period import Period, code_of
from istmo.kernel.problem import WrongUse

#: What narrows the population before anything is drawn.
NARROWS = (
    "indicator", "place", "period", "agency", "activity", "role", "span", "breakdown", "state", "reporting_year",
    "source", "submission", "kind", "call", "own",
)  # fmt: skip
#: How many are drawn, and from which beginning, where nobody says otherwise.
USUAL, SEED = 30, 7

_FETCHED = (
    "draw", "population", "ticket", "indicator", "title", "kind", "definition", "place", "place_name",
    "period_start", "period_end", "period_as_written", "reporting_year", "cohort", "agency", "agency_name", "own",
    "activity", "activity_title", "role", "span", "breakdown", "state", "value", "numerator", "denominator", "low", "high",
    "unit", "value_as_written", "base_period", "qualifier", "maturity", "as_of", "stated_on", "basis", "basis_amount",
    "fund_years", "account", "sensitivity", "source", "source_title", "source_address", "note", "call", "reported_by",
    "file", "submission", "row", "at", "submitted_by", "approved_by", "raw_sha256", "figures_sha256",
)  # fmt: skip
_BEFORE = _FETCHED.index("period_start")
COLUMNS = (*_FETCHED[:_BEFORE], "period", *_FETCHED[_BEFORE:])

READING = (
    "draw", "agency", "activity", "indicator", "place", "period", "role", "breakdown", "value", "state", "unit", "submission",
    "row", "at", "submitted_by", "approved_by",
)  # fmt: skip


def ask(release: Queryable, **where: object) -> Answer:
    """n figures drawn with a seed; every other condition narrows the population they are drawn from.

    WrongUse if n is not a number above zero, the seed is no whole number, nothing fits, or a column cannot narrow.
    """
    known(where, ("n", "seed", *NARROWS), "sample")
    n, seed = _whole("n", where.pop("n", USUAL), least=1), _whole("seed", where.pop("seed", SEED), least=0)
    asked = {name: None if where.get(name) is None else str(where[name]) for name in NARROWS}
    days = _days(asked["period"])
    rows = release.query(sql("sample"), {**asked, **days, "n": n, "seed": str(seed)})
    if not rows:
        told = ", ".join(f"{name}={value}" for name, value in asked.items() if value is not None)
        raise WrongUse(f"There is nothing to draw from: no figure has {told or 'a row here'}.")
    told_rows = tuple((*r[:_BEFORE], code_of(r[_BEFORE], r[_BEFORE + 1]), *r[_BEFORE:]) for r in rows)
    return Answer(COLUMNS, told_rows, _notes(n, seed, rows[0][1], asked), READING)


def _whole(name: str, value: object, *, least: int) -> int:
    text = str(value)
    if not text.isdecimal() or int(text) < least or len(text) > 18:
        raise WrongUse(f"{name} is a whole number from {least}, not {text}.")
    return int(text)


def _days(period: str | None) -> dict[str, object]:
    if period is None:
        return {"period_start": None, "period_end": None}
    try:
        read_as = Period.parse(period)
    except ValueError as error:
        raise WrongUse(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    return {"period_start": read_as.start, "period_end": read_as.end}


def _notes(n: int, seed: int, population: int, asked: dict[str, str | None]) -> tuple[str, ...]:
    narrowed = ", ".join(f"{name}={value}" for name, value in asked.items() if value is not None)
    drawn = min(n, population)
    return (
        f"Drawn {drawn:,} of {population:,} figures that stand{f', with {narrowed}' if narrowed else ''}; seed {seed}.",
        "A simple random sample without replacement, not stratified: every figure had the same chance.",
        "The same release, conditions, n and seed draw the same figures; a larger n begins with these.",
    )
