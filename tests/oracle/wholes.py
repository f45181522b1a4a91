"""Totals made of parts, in plain Python: of what is told in parts only, and only where nobody is missing or there twice."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

from istmo.kernel.breakdown import parse
from tests.oracle.figures import Key, Row, Tables, first_day, last_day_of

SUMMED = ("count", "amount", "ratio")
ORDER = ("preliminary", "", "revised", "final")


def with_wholes(tables: Tables, indicators: dict[str, Row]) -> list[Row]:
    """The figures of performance that are totals: stated, or made of all parts of a breakdown that is whole."""
    told: dict[Key, list[Row]] = defaultdict(list)
    for figure in tables["figures"]:
        if figure["indicator"] in indicators and figure["role"] != "context":
            told[_total_of(figure)].append(figure)
    answer = []
    for rows in told.values():
        stated = [row for row in rows if row["breakdown"] == ""]
        answer += stated or _made(rows, tables, indicators[rows[0]["indicator"]])
    return answer


def _total_of(figure: Row) -> Key:
    days = (first_day(figure), last_day_of(figure))
    names = ("indicator", "place", "cohort", "span", "agency", "activity", "role")
    return (*(figure[name] for name in names), *days)


def _made(rows: list[Row], tables: Tables, indicator: Row) -> list[Row]:
    """One total per edition of the parts; one without a number if no edition is whole; nothing to add makes nothing."""
    parts = [row for row in rows if row["state"] == "reported"]
    editions: dict[Key, list[Row]] = defaultdict(list)
    for part in parts:
        editions[part["as_of"], part["stated_on"], part["source"]].append(part)
    totals = [
        total
        for edition in editions.values()
        if indicator["measure"] in SUMMED and (total := _of_edition(edition, tables, indicator))
    ]
    if totals or not parts or rows[0]["role"] != "result" or indicator["over_series"] == "none":
        return totals
    years = [part["reporting_year"] for part in parts if part["reporting_year"]]
    return [_bare(parts[0]) | {"reporting_year": max(years, default=None)}]


def _of_edition(parts: list[Row], tables: Tables, indicator: Row) -> Row | None:
    sums = []
    for shape in sorted({tuple(name for name, _ in parse(part["breakdown"])) for part in parts}):
        cells = {
            tuple(parse(p["breakdown"])): p for p in parts if _shape(p) == shape and _plain(p, indicator)
        }
        units = {cell["unit"] for cell in cells.values()}
        if len(units) == 1 and _is_whole(shape, set(cells), tables):
            sums.append(_sum(list(cells.values()), indicator))
    if not sums:
        return None
    made = sums[0]
    if any(other[name] != made[name] for other in sums for name in ("value", "numerator", "denominator")):
        return made | {"value": None, "numerator": None, "denominator": None}
    return made


def _shape(part: Row) -> tuple[str, ...]:
    return tuple(name for name, _ in parse(part["breakdown"]))


def _plain(part: Row, indicator: Row) -> bool:
    """One number, as told or about."""
    names = ("numerator", "denominator") if indicator["measure"] == "ratio" else ("value",)
    known = all(part[name] is not None for name in names)
    return (
        known
        and part["low"] is None
        and part["high"] is None
        and (part["qualifier"] or "exact") in ("exact", "about")
    )


def _is_whole(shape: tuple[str, ...], cells: set[tuple[tuple[str, str], ...]], tables: Tables) -> bool:
    """Whether every combination of categories of dimensions that are exclusive and complete is there."""
    dimensions = {d["code"]: d for d in tables.get("dimensions", [])}
    if not all(
        name in dimensions and dimensions[name]["exclusive"] and dimensions[name]["complete"]
        for name in shape
    ):
        return False
    listed = [[c["code"] for c in tables["categories"] if c["dimension"] == name] for name in shape]
    return cells == {tuple(zip(shape, codes, strict=True)) for codes in product(*listed)}


def _sum(cells: list[Row], indicator: Row) -> Row:
    made = _bare(cells[0])
    names = ("numerator", "denominator") if indicator["measure"] == "ratio" else ("value",)
    for name in names:
        made[name] = sum((cell[name] for cell in cells), Decimal(0))
    made["unit"] = cells[0]["unit"]
    made["qualifier"] = "about" if any(cell["qualifier"] == "about" for cell in cells) else "exact"
    told = {cell["maturity"] or "" for cell in cells}
    made["maturity"] = next(word for word in ORDER if word in told) or None
    made |= {name: cells[0][name] for name in ("as_of", "stated_on", "source")}
    made["reporting_year"] = max((c["reporting_year"] for c in cells if c["reporting_year"]), default=None)
    return made


def _bare(part: Row) -> Row:
    """A reported total of the same series and days without a number."""
    empty = (
        "value",
        "low",
        "high",
        "numerator",
        "denominator",
        "unit",
        "qualifier",
        "maturity",
        "as_of",
        "stated_on",
    )
    return part | dict.fromkeys(empty) | {"breakdown": "", "state": "reported", "source": None}
