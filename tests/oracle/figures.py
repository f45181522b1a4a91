"""Figures as the oracles see them: who said what of which total, and what of several statements stands."""

from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import quotient
from istmo.kernel.quantity import Maturity, Qualifier, Quantity, total

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Key = tuple[Any, ...]

MATURITIES = ["", "preliminary", "revised", "final"]


def wording(figure: Row) -> str | None:
    """Undated figures are told apart by their words."""
    undated = figure["period_start"] is None and figure["period_end"] is None
    return (figure["period_as_written"] or "") if undated else ""


def is_own(tables: Tables, agency: str | None) -> bool:
    return all(a["own"] is not False for a in tables["agencies"] if a["code"] == agency)


def key_of(figure: Row) -> Key:
    period = (figure["period_start"], figure["period_end"], wording(figure))
    return (figure["indicator"], figure["place"], *period, figure["cohort"] or "", figure["span"])


def first_day(figure: Row) -> date:
    return figure["period_start"] or date.min


def last_day_of(figure: Row) -> date:
    return figure["period_end"] or date.max


def newest(value: Any) -> tuple[bool, Any]:
    """Sorts an empty cell behind every filled one, when sorting from the greatest."""
    return (value is not None, value if value is not None else date.min)


def standing(statements: list[Row], role: str, indicator: Row) -> Row:
    """Of several statements of one series the latest; an empty dict if there is none."""
    said = line(statements, role, indicator)
    return said[0] if said else {}


def line(statements: list[Row], role: str, indicator: Row) -> list[Row]:
    """The statements of one role, the one that stands first."""
    said = [row for row in statements if row["role"] == role]
    said.sort(key=lambda row: (row["source"] is None, row["source"] or ""))
    said.sort(key=lambda row: row["source"] != indicator["preferred_source"] or row["source"] is None)
    said.sort(key=lambda row: MATURITIES.index(row["maturity"] or ""), reverse=True)
    said.sort(key=lambda row: newest(row["stated_on"]), reverse=True)
    said.sort(key=lambda row: newest(row["as_of"]), reverse=True)
    if role == "target":
        said.sort(key=lambda row: newest(row["stated_on"]), reverse=True)
    said.sort(
        key=lambda row: not row.get("made")
    )  # what was made for these days stands before what it is made of
    return said


def target_of(series: Row) -> Row:
    return series["target"] if series["target"].get("state") == "reported" else {}


def unit_of(rows: list[Row], indicator: Row) -> str | None:
    """The unit of a series: of its result and target the later in the alphabet, where they differ."""
    stand = [standing(rows, role, indicator).get("unit") for role in ("result", "target")]
    return max((unit for unit in stand if unit), default=None)


def comparable(baseline: Row, unit: str | None) -> bool:
    """Whether a baseline has a number in the unit of the result."""
    numbered = baseline.get("value") is not None or bool(baseline.get("denominator"))
    return numbered and (not unit or not baseline["unit"] or baseline["unit"] == unit)


def divides(figure: Row) -> bool:
    return figure.get("numerator") is not None and bool(figure.get("denominator"))


def share(figure: Row, per: Decimal) -> Decimal | None:
    if figure.get("value") is not None:
        return figure["value"]
    return quotient(figure.get("numerator"), figure.get("denominator"), per)


def together(figures: list[Row], per: Decimal) -> Decimal | None:
    if len(figures) == 1:
        return share(figures[0], per)
    if not figures:
        return None
    numerator = sum((f["numerator"] for f in figures), Decimal(0))
    return quotient(numerator, sum((f["denominator"] for f in figures), Decimal(0)), per)


def common(figures: list[Row], per: Decimal) -> Decimal | None:
    values = {share(figure, per) for figure in figures}
    if len(values) == 1:
        return values.pop()
    return together(figures, per) if figures and all(divides(figure) for figure in figures) else None


HOLES = ("withheld", "not_available", "carried", "last_seen", "uncombined")
VOICES = ("reported", "carried", "closed")


def is_hole(series: Row) -> bool:
    state = series["result"].get("state")
    return state in HOLES or (state is None and series["target"].get("state") == "reported")


def is_matched(series: Row) -> bool:
    target = series["target"]
    stated = target.get("state") == "reported" and target.get("value") is not None
    reported = series["result"].get("state") in VOICES
    units = {series[role].get("unit") for role in ("result", "target")} - {None}
    return stated and reported and not quantity(series["result"]).is_missing and len(units) < 2


def quantity(figure: Row) -> Quantity:
    qualifier = Qualifier(figure["qualifier"] or "exact")
    return Quantity(
        figure["value"], figure["low"], figure["high"], qualifier, "", Maturity(figure["maturity"] or "")
    )


def joined(parts: Any) -> Quantity:
    return total(list(parts))


def least_settled(reported: list[Row]) -> str | None:
    told = {s["result"]["maturity"] or "" for s in reported}
    order = ("preliminary", "", "revised", "final")
    return next((word for word in order if word in told), "") or None
