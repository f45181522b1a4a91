"""`breakdowns` as slow, obvious Python: for every total and dimension, walk over its series one by one."""

from decimal import Decimal
from typing import Any

from istmo.kernel.breakdown import parse
from tests.oracle.figures import Row, Tables, is_own, key_of, newest

MATURITIES = ["", "preliminary", "revised", "final"]


def breakdowns(tables: Tables) -> list[Row]:
    """Parts and unallocated rests of counts, in no order: key, dimension, category, value, low and high."""
    indicators = {row["code"]: row for row in tables["indicators"]}
    cells: dict[Any, dict[Any, dict[str, Row]]] = {}
    for figure in _statements(tables, indicators):
        voices = cells.setdefault(key_of(figure), {})
        series = voices.setdefault((figure["agency"] or "", figure["activity"] or ""), {})
        series[figure["breakdown"]] = figure
    return [
        row
        for key, voices in cells.items()
        for row in _cell(key, _reported(voices), indicators[key[0]], tables)
    ]


def _statements(tables: Tables, indicators: dict[str, Row]) -> list[Row]:
    """Own results, of one thing the statement that stands last."""
    told = [
        f
        for f in tables["figures"]
        if f["role"] == "result"
        and indicators[f["indicator"]]["kind"] != "context"
        and indicators[f["indicator"]]["framework"]
        and is_own(tables, f["agency"])
    ]
    told.sort(key=lambda f: f["row"], reverse=True)
    told.sort(key=lambda f: (f["value"] is not None, -(f["value"] or 0)))
    told.sort(key=lambda f: f["source"] or "~", reverse=True)
    told.sort(
        key=lambda f: (
            f["source"] is not None and f["source"] == indicators[f["indicator"]].get("preferred_source")
        )
    )
    told.sort(key=lambda f: MATURITIES.index(f["maturity"] or ""))
    told.sort(key=lambda f: newest(f["stated_on"]))
    told.sort(key=lambda f: newest(f["as_of"]))
    return told


def _reported(voices: dict[Any, dict[str, Row]]) -> list[dict[str, Row]]:
    kept = [{text: f for text, f in said.items() if f["state"] == "reported"} for said in voices.values()]
    return [said for said in kept if said]


def _cell(key: Any, voices: list[dict[str, Row]], indicator: Row, tables: Tables) -> list[Row]:
    rows = []
    for dimension in tables["dimensions"]:
        codes = [c["code"] for c in tables["categories"] if c["dimension"] == dimension["code"]]
        told = [{code: _part(said, dimension, code, tables) for code in codes} for said in voices]
        parts = [{code: part for code, part in each.items() if part is not False} for each in told]
        if not any(parts):
            continue
        adds = indicator["over_series"] == "sum" or len(voices) == 1
        for code in codes:
            values = [each[code] for each in parts if code in each]
            if values:
                rows.append(_row(key, dimension["code"], code, values, adds))
        if dimension["exclusive"]:
            rest = sum((_rest(said, each) for said, each in zip(voices, parts, strict=True)), Decimal(0))
            rows.append(
                _row(key, dimension["code"], None, [rest], adds)
                if adds
                else _row(key, dimension["code"], None, [None], True)
            )
    return rows


def _part(said: dict[str, Row], dimension: Row, code: str, tables: Tables) -> Any:
    """The value of one series for a category; None if it is no number, False if nothing is told."""
    exclusive = {d["code"] for d in tables["dimensions"] if d["exclusive"]}
    by_shape: dict[tuple[int, str], list[Decimal | None]] = {}
    for text, figure in said.items():
        pairs = dict(parse(text))
        others = set(pairs) - {dimension["code"]}
        if pairs.get(dimension["code"]) == code and others <= exclusive:
            by_shape.setdefault((len(pairs), ", ".join(sorted(pairs))), []).append(figure["value"])
    if not by_shape:
        return False
    values = by_shape[min(by_shape)]
    return None if None in values else sum(v for v in values if v is not None)


def _rest(said: dict[str, Row], parts: dict[str, Any]) -> Decimal:
    total = said[""]["value"] if "" in said else None
    if total is None:
        return Decimal(0)
    given = sum(part for part in parts.values() if part is not None)
    return max(total - given, Decimal(0))


def _row(key: Any, dimension: str, category: str | None, values: list[Any], adds: bool) -> Row:
    whole = None if None in values else sum(values)
    single = adds or len(values) == 1
    return {
        "key": key,
        "dimension": dimension,
        "category": category,
        "value": whole if single else None,
        "low": None if single else max((v for v in values if v is not None), default=None),
        "high": None if single else whole,
    }
