"""A small framework and a tiny reader of CSV examples: enough to run one check, with no other room in between."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.breakdown import canonical, parse
from istmo.kernel.period import Period
from istmo.kernel.schema import Table, Type
from istmo.kernel.tables import FIGURES, TABLES, TRANSACTIONS

_INDICATOR = {
    "framework": "strategy", "kind": "output", "preset": "things_delivered", "measure": "count", "time": "flow",
    "over_places": "sum", "over_series": "sum", "direction": "up", "input": "assistance",
}  # fmt: skip
_CONTEXT = {
    "kind": "context",
    "measure": "ratio",
    "time": "stock",
    "over_places": "none",
    "over_series": "none",
}

REGISTERS: dict[str, list[dict[str, Any]]] = {
    "indicators": [
        {**_INDICATOR, "code": "people-trained", "title": "People trained", "counts": "people", "unit": "people"},
        {**_INDICATOR, "code": "sales", "title": "Sales of small firms", "measure": "amount", "unit": "USD"},
        {**_INDICATOR, "code": "schools-built", "title": "Schools built", "counts": "things", "time": "running"},
        {**_INDICATOR, "code": "law-passed", "title": "Laws passed", "input": "diplomacy", "counts": "things"},
        {**_INDICATOR, "code": "sales-change", "title": "Change of sales", "measure": "change", "time": "none"},
        {**_INDICATOR, "code": "reform", "title": "Customs reform", "measure": "milestone", "time": "none",
         "states": "drafted|passed|in force"},
        {**_INDICATOR, "code": "pass-share", "title": "Share who pass", "kind": "outcome", "measure": "ratio",
         "per": Decimal(100), "bounded": True, "unit": "%"},
        {**_INDICATOR, **_CONTEXT, "code": "homicide-rate", "title": "Homicides per 100,000",
         "per": Decimal(100000), "unit": "per 100,000"},
        {**_INDICATOR, **_CONTEXT, "code": "poverty-share", "title": "Poor people", "per": Decimal(100),
         "valid_min": Decimal(0), "valid_max": Decimal(100), "unit": "%"},
    ],
    "indicator_dimensions": [
        {"indicator": "people-trained", "dimension": "sex", "required": True},
        {"indicator": "law-passed", "dimension": "sex", "required": False},
    ],
    "dimensions": [
        {"code": "sex", "title": "Sex", "exclusive": True, "complete": True},
        {"code": "age", "title": "Age", "exclusive": True, "complete": False},
    ],
    "categories": [
        {"dimension": "sex", "code": "f", "title": "women", "position": 1},
        {"dimension": "sex", "code": "m", "title": "men", "position": 2},
        {"dimension": "age", "code": "15-24", "title": "15 to 24", "position": 1},
    ],
    "conditions": [{"code": "money-comes", "kind": "funds", "text": "The money comes"}],
    "applicability": [
        {"indicator": "law-passed", "place": "northern-triangle", "agency": ""},
        {"indicator": "reform", "place": "", "agency": "usaid"},
    ],
    "places": [
        {"code": "SV", "name": "El Salvador", "kind": "country"},
        {"code": "HN", "name": "Honduras", "kind": "country"},
        {"code": "CR", "name": "Costa Rica", "kind": "country"},
        {"code": "HN-chamelecon", "name": "Chamelecón", "kind": "community", "parent": "HN"},
        {"code": "northern-triangle", "name": "Northern Triangle", "kind": "group"},
    ],
    "place_members": [
        {"place": "northern-triangle", "member": "SV"},
        {"place": "northern-triangle", "member": "HN"},
    ],
    "agencies": [
        {"code": "usaid", "name": "Agency for International Development", "own": True},
        {"code": "usaid-sv", "name": "Its mission in El Salvador", "own": True, "parent": "usaid"},
        {"code": "inl", "name": "Bureau of Law Enforcement Affairs", "own": True},
    ],
    "activities": [
        {"code": "courts", "title": "Better courts", "agency": "usaid", "starts_on": date(2015, 1, 1),
         "ends_on": date(2019, 12, 31)},
        {"code": "prisons", "title": "Better prisons", "agency": "inl"},
    ],
    "sources": [
        {"code": "report-2017", "title": "Progress report", "kind": "own"},
        {"code": "world-bank", "title": "World Development Indicators", "kind": "third_party"},
    ],
    "nodes": [
        {"framework": "strategy", "code": "GOV", "level": "line of effort", "title": "Governance", "position": 1},
    ],
    "aliases": [{"kind": "place", "alias": "Salvador", "code": "SV"}],
}  # fmt: skip

_DEFAULTS = {"span": "period", "breakdown": "", "state": "reported", "kind": "increment", "currency": "USD"}


def rows(table: Table, entries: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Rows of a kernel table, columns in its order."""
    return [tuple(entry.get(name) for name in table.names) for entry in entries]


def registers(**more: list[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """The small framework as an architecture gives it, with some tables replaced."""
    return {name: rows(TABLES[name], entries) for name, entries in {**REGISTERS, **more}.items()}


def parquet(text: str, out: Path, table: Table | None = None) -> Path:
    """The Parquet file a door would make of a small CSV; transactions if it has a column `stage`."""
    lines = list(csv.DictReader(io.StringIO(text)))
    table = table or (TRANSACTIONS if lines and "stage" in lines[0] else FIGURES)
    entries = [_entry(line, number) for number, line in enumerate(lines, start=2)]
    connection = duckdb.connect()
    columns = ", ".join(f'"{column.name}" {column.type.value}' for column in table.columns)
    connection.execute(f"create table t ({columns})")
    for row in rows(table, entries):
        connection.execute(f"insert into t values ({', '.join('?' * len(row))})", row)
    connection.execute(f"copy t to '{out}' (format parquet)")
    connection.close()
    return out


def is_money(text: str) -> bool:
    """Whether a CSV example holds transactions."""
    return "stage" in text.partition("\n")[0].split(",")


def headers(text: str) -> dict[str, tuple[str, str]]:
    """Column to letter and header, as the door tells them."""
    names = text.partition("\n")[0].split(",")
    return {name: (chr(65 + number), name) for number, name in enumerate(names)}


def _entry(line: Mapping[str, str], number: int) -> dict[str, Any]:
    entry: dict[str, Any] = {**_DEFAULTS, **{name: text or None for name, text in line.items()}}
    if "period" in entry:
        period = Period.parse(entry.pop("period"))
        entry |= {"period_start": period.start, "period_end": period.end}
    entry["breakdown"] = canonical(parse(entry["breakdown"] or ""))
    for column in (*FIGURES.columns, *TRANSACTIONS.columns):
        if column.type is Type.DECIMAL and entry.get(column.name):
            entry[column.name] = Decimal(entry[column.name])
        if column.type is Type.DATE and isinstance(entry.get(column.name), str):
            entry[column.name] = date.fromisoformat(entry[column.name])
    return {**entry, "row": number, "at": f"A{number}"}
