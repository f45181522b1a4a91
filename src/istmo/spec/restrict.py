"""One framework out of several: its rows and the shared ones, without names of what was left out."""

from collections.abc import Mapping
from typing import Any

from istmo.kernel.tables import TABLES
from istmo.spec.draft import Row

_Record = dict[str, Any]
_OF_FRAMEWORK = (
    "nodes",
    "node_parents",
    "links",
    "horizons",
    "sections",
    "indicators",
    "indicator_nodes",
    "mappings",
    "change_reasons",
    "undertaking_nodes",
)
_OF_INDICATOR = (
    "indicator_nodes",
    "applicability",
    "indicator_dimensions",
    "sheets",
    "sheet_changes",
    "quality_assessments",
)
#: Tables of codes of their own whose rows go with an indicator, so that their texts go too.
_CODED = ("claims", "comparisons", "quality_assessments")


def restricted(rows: Mapping[str, tuple[Row, ...]], framework: str) -> dict[str, tuple[Row, ...]]:
    """The rows without those of other frameworks; crosswalks to them and claims and comparisons on their indicators go too.

    Indicators of no framework, other publishers' own, are shared and stay.
    """
    tables = {name: _records(name, of) for name, of in rows.items()}
    gone = {r["code"] for r in tables["indicators"] if r["framework"] not in (framework, None)}
    kept = {name: [r for r in of if _stays(name, r, framework, gone)] for name, of in tables.items()}
    for table in _CODED:
        codes = {record["code"] for record in kept[table]}
        kept["texts"] = [r for r in kept["texts"] if r["table"] != table or r["code"] in codes]
    assessed = {record["code"] for record in kept["quality_assessments"]}
    kept["quality_results"] = [r for r in kept["quality_results"] if r["assessment"] in assessed]
    kept["texts"] = [
        r for r in kept["texts"] if r["table"] != "quality_results" or r["code"].partition(":")[0] in assessed
    ]
    claims = {record["code"] for record in kept["claims"]}
    kept["claim_links"] = [r for r in kept["claim_links"] if {r["claim"], r["other"]} <= claims]
    for record in kept["claims"]:
        record["twin"] = record["twin"] if record["twin"] in claims else None
    for record in kept["indicators"]:
        record["within"] = None if record["within"] in gone else record["within"]
    nodes = {record["code"] for record in kept["nodes"]}
    for record in kept["activities"]:
        record["node"] = (
            record["node"] if record["node"] and _names(record["node"], framework, nodes) else None
        )
    return {name: tuple(tuple(record.values()) for record in of) for name, of in kept.items()}


def _names(path: str, framework: str, nodes: set[str]) -> bool:
    """Whether `node` or `framework/node` names one of these nodes."""
    owner, slash, node = path.partition("/")
    return owner == framework and node in nodes if slash else path in nodes


def _records(table: str, rows: tuple[Row, ...]) -> list[_Record]:
    names = TABLES[table].names
    return [dict(zip(names, row, strict=True)) for row in rows]


def _stays(table: str, record: _Record, framework: str, gone: set[str]) -> bool:
    stays = record["code"] == framework if table == "frameworks" else True
    if table in _OF_FRAMEWORK:
        stays = record["framework"] == framework or (table == "indicators" and record["framework"] is None)
    if table == "links":
        stays = stays and record["to_framework"] == framework
    if table in (*_OF_INDICATOR, "claims"):
        stays = stays and record["indicator"] not in gone
    if table == "comparisons":
        stays = not gone & {record["indicator"], record["comparator_indicator"]}
    if table == "aliases":
        stays = record["kind"] != "indicator" or record["code"] not in gone
    if table == "evaluation_links":
        stays = record["framework"] in (None, framework) and record["indicator"] not in gone
    if table == "texts":
        stays = _text_stays(record, framework, gone)
    return bool(stays)


def _text_stays(record: _Record, framework: str, gone: set[str]) -> bool:
    owner = str(record["code"]).partition(":")[0]
    if record["table"] in ("frameworks", "nodes", "links", "horizons", "sections"):
        return owner == framework
    return record["table"] not in ("indicators", "sheets", "sheet_changes") or owner not in gone
