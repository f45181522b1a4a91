"""A release about a river that does not exist: small, and with every kind of hole a report has to tell."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from istmo.kernel.period import Period
from istmo.kernel.schema import Table, Type
from istmo.kernel.tables import FIGURES, TABLES, TRANSACTIONS
from istmo.release.build import build
from istmo.release.parts import Part
from istmo.release.reader import Release, open_release
from tests.unit.publish import purse

#: A title that would break a page, if pages were put together without care.
SHARP = 'Wells <script>alert("1")</script> & more'
SUBMISSION = "call-1/alpha/1"
CONTEXT = "call-1/weather/1"

_ARROW = {
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
    Type.DECIMAL: pa.decimal128(38, 9),
    Type.INTEGER: pa.int64(),
    Type.BOOLEAN: pa.bool_(),
}
_ALGEBRA = {"preset": "amount", "time": "flow", "over_places": "sum", "over_series": "sum"}


def _plan() -> dict[str, list[dict[str, Any]]]:
    span = {"source": "paper", "char_start": 10, "char_end": 90}
    basin = {"framework": "basin"}
    parts = ("goals", "benchmarks", "process", "partners", "timelines", "assessment")
    return {
        "frameworks": [
            {"code": "basin", "title": "Basin Strategy", "version": "3", "mission": "Clean water.", **span}
            | {"legal_basis": "The Water Act", "share_needed": Decimal("0.5")},
            {"code": "coast", "title": "Coast Plan", "version": "1", "standing": "partner"},
            {"code": "before", "title": "Old Plan", "version": "0", "standing": "past"},
        ],
        "nodes": [
            {
                **basin,
                "code": "W",
                "level": "line",
                "title": "Water",
                "position": 1,
                "text": "Clean it.",
                **span,
            },
            {**basin, "code": "W1", "level": "objective", "title": "Safe wells", "position": 2, **span},
            {**basin, "code": "F", "level": "line", "title": "Forest", "position": 3},
            {**basin, "code": "F1", "level": "objective", "title": "More trees", "position": 4}
            | {"placement": "analyst"},
            {"framework": "coast", "code": "C1", "level": "goal", "title": "Clean sea", "position": 1},
            {"framework": "before", "code": "B1", "level": "goal", "title": "Clean all", "position": 1},
        ],
        "node_parents": [
            {**basin, "node": "W1", "parent": "W", "position": 1},
            {**basin, "node": "W1", "parent": "F", "position": 2},
            {**basin, "node": "F1", "parent": "F", "position": 1},
        ],
        "links": [
            {**basin, "node": "W1", "to_framework": "coast", "to_node": "C1", "match": "close"},
            {"framework": "before", "node": "B1", "to_framework": "coast", "to_node": "C1", "match": "broad"},
        ],
        "horizons": [
            {**basin, "code": "near", "title": "Near", "years_from": 1, "years_to": 3, "open_ended": False},
            {**basin, "code": "far", "title": "Far", "years_from": 3, "years_to": 9, "open_ended": True}
            | {"condition": "if there is money"},
        ],
        "sections": [{**basin, "part": p, "position": 1, "text": f"Passage on {p}.", **span} for p in parts],
        "indicators": [
            _indicator("wells", SHARP, unit="wells", direction="up", measure="amount", input="assistance"),
            _indicator("drop", "Fewer floods", unit="percent", direction="down", measure="change"),
            _indicator("share", "Homes with water", unit="percent", direction="up", measure="ratio")
            | {"per": Decimal(100), "over_series": "ratio"},
            _indicator("wait", "Days to a permit", unit="days", direction="down", measure="quantity"),
            _indicator("office", "Water office", unit="state", direction="none", measure="milestone")
            | {"states": "planned|at-work|ended"},
            _indicator("silent", "Never reported", unit="trees", direction="up", measure="amount"),
            _indicator("rain", "Rain a year", unit="mm", direction="none", measure="quantity", kind="context")
            | {"sector": "Weather", "preferred_source": "station"},
            _indicator("flood", "Floods", unit="floods", direction="none", measure="count", kind="context"),
        ],
        "indicator_nodes": [
            {"indicator": code, **basin, "node": "W1"} for code in ("wells", "drop", "share", "wait", "rain")
        ],
        "dimensions": [{"code": "kind", "title": "Kind", "exclusive": True, "complete": True}],
        "categories": [{"dimension": "kind", "code": "deep", "title": "deep wells", "position": 1}],
        "places": [
            {"code": "planet", "name": "Planet", "kind": "world"},
            {"code": "basin", "name": "The Basin", "kind": "group"},
            *({"code": c, "name": f"Land {c}", "kind": "country"} for c in ("AA", "BB", "CC")),
        ],
        "place_members": [{"place": "basin", "member": c} for c in ("AA", "BB", "CC")],
        "agencies": [
            {"code": "alpha", "name": "Alpha Agency", "own": True},
            {"code": "beta", "name": "Beta Agency", "own": True},
        ],
        "activities": [{"code": "dig", "title": "Digging"}],
        "sources": [
            {"code": "paper", "title": "The Paper", "kind": "own", "sha256": "ab" * 32},
            {"code": "station", "title": "Weather stations", "kind": "third_party"},
            {"code": "radar", "title": "Radar", "kind": "third_party"},
        ],
        "claims": [
            {"code": "c1", **span, "text": "Floods fell.", "wording": "causal", "kind": "result"}
            | {"indicator": "drop", "place": "AA", "period": "2020"},
        ],
        "benchmarks": [
            {
                "code": "planet",
                "title": "The planet",
                "scope": "international",
                "method": "publisher",
                "place": "planet",
            },
            {
                "code": "mean",
                "title": "Mean of the basin",
                "scope": "regional",
                "method": "mean",
                "place": "basin",
            },
        ],
    }


def _indicator(code: str, title: str, kind: str = "outcome", **told: Any) -> dict[str, Any]:
    return {"code": code, "framework": "basin", "title": title, "kind": kind, **_ALGEBRA, **told}


def _performance() -> list[dict[str, Any]]:
    alpha = {
        "agency": "alpha",
        "activity": "dig",
        "place": "AA",
        "source": "paper",
        "value_as_written": "as told",
    }
    return [
        {**alpha, "indicator": "wells", "period": "2020", "role": "result", "value": "1234.5"},
        {**alpha, "indicator": "wells", "period": "2020", "role": "result", "value": "100", "agency": "beta"},
        {**alpha, "indicator": "wells", "period": "2019", "role": "result", "value": "1000"},
        {**alpha, "indicator": "wells", "period": "2020", "role": "target", "value": "2000"},
        {
            **alpha,
            "indicator": "wells",
            "period": "2020",
            "role": "result",
            "value": "40",
            "breakdown": "kind=deep",
        },
        {**alpha, "indicator": "wells", "period": "2019", "role": "baseline", "value": "7"},
        {
            **alpha,
            "indicator": "drop",
            "period": "2020",
            "role": "result",
            "value": "-62.5",
            "maturity": "preliminary",
        },
        {
            **alpha,
            "indicator": "share",
            "period": "2020",
            "role": "result",
            "value": "40",
            "qualifier": "about",
        },
        {**alpha, "indicator": "wait", "period": "undated", "role": "result", "low": "2", "high": "3"},
        {**alpha, "indicator": "office", "period": "2020-05", "role": "result", "value": "2"},
        {
            **alpha,
            "indicator": "wells",
            "period": "2020",
            "role": "result",
            "value": "27000000",
            "place": "BB",
        }
        | {"qualifier": "at_least", "note": "A <b>remark</b>"},
    ]


def _weather() -> list[dict[str, Any]]:
    rain = {"indicator": "rain", "role": "context", "source": "station"}
    rows = [
        {**rain, "place": place, "period": str(year), "value": str(base + year - 2016)}
        for place, base in (("AA", 900), ("BB", 400), ("planet", 700))
        for year in (2016, 2017, 2018, 2019, 2020)
    ]
    rows.append({**rain, "place": "AA", "period": "2019", "value": "950", "source": "radar"})
    rows.append(
        {**rain, "indicator": "flood", "place": "CC", "period": "2018", "value": "3", "source": "paper"}
    )
    return rows


def _figure(told: Mapping[str, Any], row: int) -> dict[str, Any]:
    period = Period.parse(told["period"])
    exact = {n: Decimal(told[n]) for n in ("value", "low", "high") if n in told}
    return {"span": "period", "breakdown": "", "state": "reported", **told, **exact} | {
        "period_start": period.start,
        "period_end": period.end,
        "row": row,
    }


def _parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    return _written(path, FIGURES, [_figure(told, row) for row, told in enumerate(rows, 2)])


def _written(path: Path, table: Table, rows: list[dict[str, Any]]) -> Path:
    columns = {c.name: pa.array([f.get(c.name) for f in rows], _ARROW[c.type]) for c in table.columns}
    pq.write_table(pa.table(columns), path)
    return path


def _rows(table: str, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    names = TABLES[table].names
    assert all(set(row) <= set(names) for row in rows), table
    return [tuple(row.get(name) for name in names) for row in rows]


class _Plan:
    def __init__(self, tables: Mapping[str, list[dict[str, Any]]]) -> None:
        self._tables = {name: _rows(name, rows) for name, rows in tables.items()}

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        return self._tables


def _registers() -> dict[str, list[tuple[Any, ...]]]:
    approved = {
        "call": "call-1",
        "version": 1,
        "submitted_by": "1",
        "approved_by": "2",
        "raw_sha256": "cd" * 32,
    }
    told = {
        "calls": [
            {"code": "call-1", "title": "First call", "framework": "basin", "reporting_year": "FY2020"}
        ],
        "submissions": [
            {"code": SUBMISSION, "agency": "alpha", "file": "alpha.csv", **approved},
            {"code": CONTEXT, "file": "weather.csv", **approved},
            {"code": purse.SUBMISSION, "file": "money.csv", **approved},
        ],
        "submission_problems": [
            {"submission": SUBMISSION, "position": 1, "code": "ratio_without_parts", "severity": "warning"}
            | {"text": "A share without its parts.", "count": 1}
        ],
        "holds": [
            {"submission": SUBMISSION, "row": 99, "at": "Results!F99", "indicator": "wells", "place": "CC"}
            | {"agency": "alpha", "activity": "dig", "role": "result", "reason": "twice the wells there are"}
        ],
        "expected": [
            {"call": "call-1", "agency": "alpha", "indicator": "wells", "place": "CC", "activity": "dig"},
        ],
    }
    return {name: _rows(name, rows) for name, rows in told.items()}


def write(folder: Path, *, illustrative: bool = False, number: int = 1) -> Path:
    """Build the release into `folder`, which does not exist yet; as an exercise if asked."""
    work = folder.parent
    parts = [
        Part(_parquet(work / "performance.parquet", _performance()), SUBMISSION),
        Part(_parquet(work / "weather.parquet", [*_weather(), *purse.figures()]), CONTEXT),
    ]
    money = [Part(_written(work / "money.parquet", TRANSACTIONS, purse.transactions()), purse.SUBMISSION)]
    tables = _plan()
    for name, rows in purse.plan().items():
        tables.setdefault(name, []).extend(rows)
    tables["frameworks"][0]["illustrative"] = illustrative
    plan = _Plan(tables)
    told = _registers()
    build(
        architecture=plan,
        figures=parts,
        transactions=money,
        registers=told,
        number=number,
        title="First",
        out=folder,
    )
    return folder


def write_plain(folder: Path) -> Path:
    """Build a release with a framework and nothing else."""
    framework = {"frameworks": _plan()["frameworks"][:1], "sources": _plan()["sources"]}
    build(architecture=_Plan(framework), figures=[], number=1, title="Plain", out=folder)
    return folder


def write_bare(folder: Path) -> Path:
    """Build a release that holds nothing at all."""
    build(architecture=_Plan({}), figures=[], number=None, title="Nothing", out=folder)
    return folder


def opened(folder: Path) -> Release:
    """The release, opened."""
    return open_release(write(folder))
