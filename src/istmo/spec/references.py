"""What every row must keep to, read off the tables themselves: one row per key, and no name of a row that is not there."""

from typing import Any

from istmo.kernel.schema import ForeignKey
from istmo.kernel.tables import TABLES
from istmo.spec.draft import At, Draft
from istmo.spec.wording import nearest

#: The tables a framework's files fill; the others belong to calls, approvals and figures.
WRITTEN = (
    "frameworks",
    "nodes",
    "node_parents",
    "links",
    "horizons",
    "sections",
    "dimensions",
    "categories",
    "indicators",
    "indicator_nodes",
    "applicability",
    "indicator_dimensions",
    "mappings",
    "change_reasons",
    "sheets",
    "sheet_changes",
    "quality_assessments",
    "quality_results",
    "standards",
    "places",
    "place_members",
    "aliases",
    "agencies",
    "activities",
    "activity_places",
    "activity_sectors",
    "activity_parties",
    "sources",
    "repairs",
    "claims",
    "claim_links",
    "benchmarks",
    "comparisons",
    "forums",
    "undertakings",
    "undertaking_parties",
    "undertaking_nodes",
    "follow_ups",
    "conditions",
    "reform_decisions",
    "evaluations",
    "evaluation_links",
    "recommendations",
    "recommendation_follow_ups",
    "texts",
)
_FILES = {
    name: f"{name}.csv"
    for name in ("places", "agencies", "activities", "sources", "forums", "conditions", "standards")
} | {
    "claims": "claims.yaml",
    "undertakings": "undertakings.yaml",
    "evaluations": "evaluations.yaml",
    "quality_assessments": "quality.yaml",
    "dimensions": "the dimensions of indicators.yaml",
    "indicators": "any indicators.yaml",
    "nodes": "that framework's strategy.yaml",
    "horizons": "the horizons of that framework's strategy.yaml",
    "frameworks": "the folder frameworks/",
}
#: Aliases have their own rule: two ways to write the same alias of the same code are harmless. A sheet stands in its
#: indicator, which is told already where it is given twice.
_OWN_RULE = ("aliases", "sheets", "sheet_changes")


#: The word for one row of a register, as sentences here name it.
SAYS = {
    "activities": "activity", "activity_parties": "activity party", "activity_places": "activity place",
    "activity_sectors": "activity sector", "agencies": "agency", "aliases": "alias",
    "applicability": "applicability", "benchmarks": "benchmark", "categories": "category",
    "change_reasons": "change reason", "claim_links": "claim link", "claims": "claim",
    "comparisons": "comparison", "conditions": "condition", "dimensions": "dimension",
    "evaluation_links": "evaluation link", "evaluations": "evaluation", "follow_ups": "follow up",
    "forums": "forum", "frameworks": "framework", "horizons": "horizon",
    "indicator_dimensions": "indicator dimension", "indicator_nodes": "indicator node",
    "indicators": "indicator", "links": "link", "mappings": "mapping", "node_parents": "node parent",
    "nodes": "node", "place_members": "place member", "places": "place",
    "quality_assessments": "quality assessment", "quality_results": "quality result",
    "recommendation_follow_ups": "recommendation follow up", "recommendations": "recommendation",
    "reform_decisions": "reform decision", "repairs": "repair", "sections": "section",
    "sheet_changes": "sheet change", "sheets": "sheet", "sources": "source", "standards": "standard",
    "texts": "text", "undertaking_nodes": "undertaking node", "undertaking_parties": "undertaking party",
    "undertakings": "undertaking",
}  # fmt: skip


def check_references(draft: Draft) -> None:
    """Duplicate keys and names of rows that are not there, over all tables."""
    for name in WRITTEN:
        if name not in _OWN_RULE:
            _check_keys(draft, name)
        for foreign in TABLES[name].foreign_keys:
            if foreign.table in WRITTEN:
                _check_foreign(draft, name, foreign)


def singular(table: str) -> str:
    """The word for one row: agencies, agency."""
    return SAYS[table]


def _check_keys(draft: Draft, name: str) -> None:
    first: dict[tuple[Any, ...], At] = {}
    key = TABLES[name].key
    for record, at in draft.records(name):
        values = tuple(record[column] for column in key)
        if values not in first:
            first[values] = at
            continue
        before, here = first[values](key[-1]), at(key[-1])
        told = " / ".join(str(value) for value in values if value)
        found = f"the {singular(name)} {told} is given twice; it was first given in {before}"
        draft.wrong("duplicate_code", here, found, "keep one of the two or give one another code")


def _check_foreign(draft: Draft, name: str, foreign: ForeignKey) -> None:
    known = {tuple(record[column] for column in foreign.to) for record, _ in draft.records(foreign.table)}
    if foreign.table in draft.incomplete:
        return
    for record, at in draft.records(name):
        values = tuple(record[column] for column in foreign.columns)
        if all(values) and values not in known:
            _tell_unknown(draft, foreign, values, at, known)


def _tell_unknown(
    draft: Draft, foreign: ForeignKey, values: tuple[Any, ...], at: At, known: set[tuple[Any, ...]]
) -> None:
    if foreign.table == "nodes" and values[0] not in {row[0] for row in known}:
        foreign, values, known = _frameworks_of(draft, foreign, values)
    word = singular(foreign.table)
    alike = [str(row[-1]) for row in known if row[:-1] == values[:-1]]
    near = nearest(str(values[-1]), alike)
    of = f" of {values[0]}" if len(values) > 1 else ""
    file = _FILES.get(foreign.table, foreign.table)
    fix = f"write {near}, or add {values[-1]} to {file}" if near else f"add it to {file} or correct the code"
    draft.wrong(f"unknown_{word}", at(foreign.columns[-1]), f"there is no {word} {values[-1]}{of}", fix)


def _frameworks_of(
    draft: Draft, foreign: ForeignKey, values: tuple[Any, ...]
) -> tuple[ForeignKey, tuple[Any, ...], set[tuple[Any, ...]]]:
    """Where a node is named of a framework that has none: what is wrong is the framework."""
    frameworks = {(record["code"],) for record, _ in draft.records("frameworks")}
    if values[:1] in frameworks:
        return foreign, values, set()
    return ForeignKey(foreign.columns[:1], "frameworks", ("code",)), values[:1], frameworks
