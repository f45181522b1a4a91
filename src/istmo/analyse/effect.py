"""Effect: change and difference with their intervals, both bases, and words no stronger than the design allows.

Registered comparisons first; of one indicator that is asked, every series beside its year before and its baseline.
Needs the extra `analytics` (scipy). No difference-in-differences: no register here shows a parallel past.
"""

from istmo.analyse import chance
from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.cases import Side
from istmo.analyse.compared import Found, Named, Pair
from istmo.analyse.effect_words import notes, sentence
from istmo.kernel.period import code_of

COLUMNS = (
    "comparison", "text", "indicator", "title", "kind", "measure", "place", "place_name", "agency", "activity", "cohort",
    "breakdown", "period", "against", "comparator_indicator", "comparator_place", "comparator_period", "design",
    "groups_overlap", "chosen_because", "value", "unit", "n", "base", "base_n", "rest", "change", "change_percent",
    "estimate_of", "estimate", "low", "high", "confidence", "method", "no_interval", "sentence", "notes", "remark",
    "told_by", "char_start", "char_end", "source", "submission", "row", "base_source", "base_submission", "base_row",
)  # fmt: skip

READING = (
    "indicator", "place", "period", "comparator_period", "value", "n", "base", "base_n", "change_percent", "estimate",
    "low", "high", "sentence", "notes",
)  # fmt: skip

NOTES = (
    "An interval of 95 percent tells what chance alone makes of such numbers; it does not tell why they changed.",
    "Counts of events: exact interval of their ratio. Shares of separate groups: score interval of their difference.",
    "Context is credited to nobody, and an output is what was done; neither is an effect.",
    f"Small base: fewer than 20 events or 30 cases. Limits are rounded to {chance.DIGITS} significant digits.",
)


def ask(release: Queryable, **where: object) -> Answer:
    """Every registered comparison; with indicator="…" those of it and its series; `where` keeps rows by column.

    change is in the unit of the value, change_percent in percent of the base; of two groups neither is told while a base
    is unknown or they may overlap, and `no_interval` says why. WrongUse if `where` names an unknown column, or if the
    extra `analytics` is not installed.
    """
    known(where, COLUMNS, "effect")
    chance.functions()
    asked = {"indicator": where.pop("indicator", None)}
    rows = [_pair(row) for row in release.query(sql("effect"), asked)]
    return Answer(COLUMNS, tuple(_row(pair, pair.found()) for pair in rows), NOTES, READING).where(where)


def _pair(row: Row) -> Pair:
    first, second = len(Named._fields), len(Named._fields) + len(Side._fields)
    own, base = Side._make(row[first:second]), Side._make(row[second:])
    # Outer joins: a figure the release does not hold is a row of empty cells.
    return Pair(
        Named._make(row[:first]),
        own if own.indicator is not None else None,
        base if base.indicator is not None else None,
    )


def _row(pair: Pair, told: Found) -> Row:
    named, own, base, interval = pair.named, pair.own, pair.base, told.interval
    has_period = named.comparator_period is not None or base is not None
    made = {
        "period": code_of(named.start, named.end),
        "comparator_indicator": base.indicator if base else named.comparator_indicator,
        "comparator_place": base.place if base else named.comparator_place,
        "comparator_period": code_of(named.comparator_start, named.comparator_end) if has_period else None,
        "value": told.value,
        "n": own.denominator if own and own.denominator is not None else named.n,
        "base": told.base,
        "base_n": base.denominator if base and base.denominator is not None else named.comparator_n,
        "rest": told.rest,
        "change": told.change,
        "change_percent": told.percent,
        "estimate_of": interval.of if interval else None,
        "estimate": interval.estimate if interval else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "confidence": chance.CONFIDENCE if interval else None,
        "method": interval.method if interval else None,
        "no_interval": None if interval else told.lacking,
        "sentence": sentence(pair, told),
        "notes": "; ".join(notes(pair, told)) or None,
    }
    figure = {
        name: getattr(own, name, None) for name in ("place_name", "agency", "activity", "cohort", "unit")
    }
    traced = {name: getattr(own, name, None) for name in ("source", "submission", "row")}
    based = {f"base_{name}": getattr(base, name, None) for name in ("source", "submission", "row")}
    cells = {**figure, **traced, **based, **made}
    return tuple(cells[name] if name in cells else getattr(named, name) for name in COLUMNS)
