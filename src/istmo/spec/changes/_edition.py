"""One framework as it is compared: its rows by what they are of, from an architecture or from a release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.kernel.quantity import plain
from istmo.kernel.tables import TABLES

Record = dict[str, Any]
Rows = Mapping[str, Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Edition:
    """A framework in one version. Nodes and indicators stand in the order of their authors.

    children: codes by the first parent, "" at the top; parents: the first one first; homes: nodes of an indicator.
    """

    code: str
    head: Record
    nodes: Mapping[str, Record]
    parents: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]
    horizons: Mapping[str, Record]
    indicators: Mapping[str, Record]
    homes: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, Mapping[str, bool]]
    applies: Mapping[str, frozenset[tuple[str, str]]]
    dimensions: Mapping[str, Record]
    texts: Mapping[tuple[str, str], Mapping[tuple[str, str], str]]

    @classmethod
    def of(cls, rows: Rows, code: str) -> "Edition":
        """The framework of that code; KeyError if these rows have none. Rows stand in the order of `kernel.tables`."""
        tables = {name: _records(rows, name) for name in _READ}
        mine = {name: [r for r in of if r.get("framework") == code] for name, of in tables.items()}
        nodes = {r["code"]: r for r in sorted(mine["nodes"], key=lambda r: int(r["position"]))}
        parents = _grouped(sorted(mine["node_parents"], key=lambda r: int(r["position"])), "node", "parent")
        indicators = {r["code"]: r for r in mine["indicators"]}
        children: dict[str, list[str]] = {}
        for node in nodes:
            children.setdefault(parents.get(node, ("",))[0], []).append(node)
        homes = [r for r in tables["indicator_nodes"] if r["indicator"] in indicators]
        asked: dict[str, dict[str, bool]] = {}
        for row in tables["indicator_dimensions"]:
            asked.setdefault(row["indicator"], {})[row["dimension"]] = bool(row["required"])
        applies: dict[str, set[tuple[str, str]]] = {}
        for row in tables["applicability"]:
            applies.setdefault(row["indicator"], set()).add((row["place"] or "", row["agency"] or ""))
        return cls(
            code,
            {r["code"]: r for r in tables["frameworks"]}[code],
            nodes,
            parents,
            {parent: tuple(of) for parent, of in children.items()},
            {r["code"]: r for r in mine["horizons"]},
            indicators,
            _grouped([r | {"path": _path(r, code)} for r in homes], "indicator", "path"),
            asked,
            {indicator: frozenset(of) for indicator, of in applies.items()},
            {r["code"]: r for r in tables["dimensions"]},
            _texts(tables["texts"]),
        )

    @property
    def told(self) -> str:
        """Its code and version."""
        return f"{self.code} {self.head['version']}"

    def said(self, table: str, code: str) -> Mapping[tuple[str, str], str]:
        """The texts of one row in other languages: (field, language) -> text."""
        owner = code if table in ("frameworks", "indicators") else f"{self.code}:{code}"
        return self.texts.get((table, owner), {})


_READ = (
    "frameworks", "nodes", "node_parents", "horizons", "indicators", "indicator_nodes", "indicator_dimensions",
    "applicability", "dimensions", "texts",
)  # fmt: skip


def cell(value: Any) -> str:
    """A value in plain words; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, Decimal) else str(value)


def _records(rows: Rows, name: str) -> list[Record]:
    names = TABLES[name].names
    return [dict(zip(names, row, strict=True)) for row in rows.get(name, ())]


def _grouped(records: Iterable[Record], by: str, value: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for record in records:
        found.setdefault(record[by], []).append(record[value])
    return {key: tuple(values) for key, values in found.items()}


def _path(record: Record, code: str) -> str:
    """A node as it is named from within the framework `code`."""
    return str(record["node"] if record["framework"] == code else f"{record['framework']}/{record['node']}")


def _texts(records: Iterable[Record]) -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    found: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for record in records:
        of = found.setdefault((record["table"], record["code"]), {})
        of[record["field"], record["language"]] = record["text"]
    return found
