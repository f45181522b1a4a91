"""What rows must keep to beyond keys and names: no rings, no contradictions, nothing that points to two things."""

from itertools import pairwise
from typing import Any

from istmo.kernel.algebra import Algebra, contradictions
from istmo.kernel.period import Period
from istmo.kernel.place import rings
from istmo.spec.change_rules import check_changes
from istmo.spec.comparison_rules import check_comparisons
from istmo.spec.draft import At, Draft
from istmo.spec.evaluation_rules import check_evaluations
from istmo.spec.names import NAMED, KnownNames
from istmo.spec.quality_rules import check_quality
from istmo.spec.references import singular
from istmo.spec.standard_rules import check_standards
from istmo.spec.undertaking_rules import check_undertakings

_Record = dict[str, Any]
#: The column by which rows of a table stand in one another, or after one another.
_ABOVE = {
    "places": "parent",
    "agencies": "parent",
    "undertakings": "parent",
    "indicators": "within",
    "activities": "predecessor",
}


def check_rules(draft: Draft) -> None:
    """Every rule over the whole draft; problems go into it."""
    for rule in (
        _no_rings,
        _twins,
        _claim_links,
        _repairs,
        _aliases,
        _held,
        _horizons,
        _horizon_years,
        _activity_nodes,
        _dimensions,
        _spans,
        _values,
        _conditions,
    ):
        rule(draft)
    for record, at in draft.records("indicators"):
        for told in (_algebra, _context, _valid, _unit):
            told(draft, record, at)
    _context_agencies(draft)
    check_changes(draft)
    check_undertakings(draft)
    check_comparisons(draft)
    check_evaluations(draft)
    check_quality(draft)
    check_standards(draft)


def _no_rings(draft: Draft) -> None:
    for table, column in _ABOVE.items():
        rows = [(r["code"], r[column], at) for r, at in draft.records(table)]
        _tell_rings(draft, table, rows, column)
    members = [(r["member"], r["place"], at) for r, at in draft.records("place_members")]
    _tell_rings(draft, "places", members, "member")
    for framework in {r["framework"] for r, _ in draft.records("node_parents")}:
        rows = [
            (r["node"], r["parent"], at)
            for r, at in draft.records("node_parents")
            if r["framework"] == framework
        ]
        _tell_rings(draft, "nodes", rows, "parent")


def _tell_rings(draft: Draft, table: str, rows: list[tuple[str, str | None, At]], column: str) -> None:
    graph: dict[str, list[str]] = {}
    places = {}
    for code, above, at in rows:
        if above:
            graph.setdefault(code, []).append(above)
            places[code] = at
    for ring in rings(graph):
        told = " under ".join((*ring, ring[0]))
        fix = f"take one {column} away"
        draft.wrong("ring", places[ring[0]](column), f"the {singular(table)}s stand in a ring: {told}", fix)


def _twins(draft: Draft) -> None:
    """Two claims may name each other; a chain of three would leave open which ones are the same."""
    twins = {record["code"]: record["twin"] for record, _ in draft.records("claims")}
    for record, at in draft.records("claims"):
        twin = record["twin"]
        if twin == record["code"]:
            draft.wrong(
                "chained_twin", at("twin"), f"the claim {twin} is its own twin", "name the other claim"
            )
        elif twin and twins.get(twin) not in (None, record["code"]):
            found = f"the claim {record['code']} names {twin} as its twin, which itself has the twin {twins[twin]}"
            draft.wrong("chained_twin", at("twin"), found, f"name {twins[twin]}, or one twin only")


def _claim_links(draft: Draft) -> None:
    """A claim stands in no relation to itself, and no sum holds itself among its parts."""
    for record, at in draft.records("claim_links"):
        if record["claim"] == record["other"]:
            found = f"the claim {record['claim']} names itself under {record['relation']}"
            draft.wrong("own_link", at("other"), found, "name the other claim")
    for relation in ("sum_of", "part_of"):
        rows = [
            (r["claim"], r["other"], at)
            for r, at in draft.records("claim_links")
            if r["relation"] == relation
        ]
        _tell_rings(draft, "claims", rows, "other")


def _repairs(draft: Draft) -> None:
    """A repair is of a place in a text, and places of one text do not overlap."""
    spans: dict[str, list[tuple[int, int, At]]] = {}
    for record, at in draft.records("repairs"):
        first, last = record["char_start"], record["char_end"]
        if not 0 <= first <= last:
            draft.wrong(
                "span_order", at("char_start"), f"the span {first}-{last} is upside down", "turn it round"
            )
        spans.setdefault(record["source"], []).append((first, last, at))
    for source, of in spans.items():
        of.sort(key=lambda span: span[:2])
        for (_, before, _), (first, last, at) in pairwise(of):
            if first < before:
                found = f"the repair {first}-{last} of {source} overlaps the one before it"
                draft.wrong("repair_overlap", at("char_start"), found, "make one of the two")


def _aliases(draft: Draft) -> None:
    """One name, one thing: no alias of two codes, none that is another's code."""
    codes = {kind: {r["code"] for r, _ in draft.records(table)} for kind, table in NAMED.items()}
    known: dict[tuple[str, str], str] = {}
    names = KnownNames(draft.rows)
    for record, at in draft.records("aliases"):
        kind, alias, code = record["kind"], record["alias"], record["code"]
        alike = names.meanings(kind, alias)
        other = known.setdefault((kind, alias), code)
        if alias in codes[kind] and alias != code:
            other = alias
        if other != code:
            found = f"the alias {alias} points to two: {other} and {code}"
            draft.wrong("ambiguous_alias", at("alias"), found, "leave it with the one it means")
        elif len(alike) > 1:
            found = f"the alias {alias} of {code} is a name of {' and '.join(sorted(set(alike) - {code}))} as well"
            fix = "leave it with one of them; until then the name is read as neither"
            draft.warn("shared_name", at("alias"), found, fix)


def _held(draft: Draft) -> None:
    """When a forum met is a period at the precision stated."""
    for record, at in draft.records("forums"):
        try:
            Period.parse(record["held"] or "undated")
        except ValueError as wrong:
            fix = (
                "write it like 2017-06-15/2017-06-16, 2017-06 or 2017; leave it empty where it is not stated"
            )
            draft.wrong("wrong_value", at("held"), str(wrong), fix)


def _horizons(draft: Draft) -> None:
    for record, at in draft.records("horizons"):
        first, last = record["years_from"], record["years_to"]
        if first is not None and last is not None and first > last:
            draft.wrong(
                "years_order", at("years_from"), f"{first} to {last} years is upside down", "turn them round"
            )
        if record["open_ended"] is False and first is not None and last is None:
            fix = "write the last year, or open_ended: true"
            draft.wrong("years_open", at("years_to"), f"the horizon {record['code']} has no last year", fix)


def _horizon_years(draft: Draft) -> None:
    """Bounds may touch; years that belong to no horizon, or to two, leave open when something is due."""
    horizons: dict[str, list[tuple[_Record, At]]] = {}
    for record, at in draft.records("horizons"):
        if record["years_from"] is not None:
            horizons.setdefault(record["framework"], []).append((record, at))
    for of in horizons.values():
        of.sort(key=lambda pair: int(pair[0]["years_from"]))
        for (before, _), (record, at) in pairwise(of):
            ends, begins = before["years_to"], record["years_from"]
            if ends is None or begins < ends:
                found = f"the horizons {before['code']} and {record['code']} overlap"
                draft.warn("horizon_overlap", at("years_from"), found, "let their bounds touch at most")
            elif begins > ends + 1:
                found = f"the years between {ends} and {begins} belong to no horizon"
                draft.warn(
                    "horizon_gap", at("years_from"), found, "close the gap, or say in `text` why it is"
                )


def _activity_nodes(draft: Draft) -> None:
    """`framework/node`, or a node's code where only one framework has it."""
    if "nodes" in draft.incomplete:
        return
    nodes = [(record["framework"], record["code"]) for record, _ in draft.records("nodes")]
    for record, at in draft.records("activities"):
        framework, slash, node = (record["node"] or "").partition("/")
        wanted = node if slash else framework
        fits = [owner for owner, code in nodes if code == wanted and (not slash or owner == framework)]
        if record["node"] and len(fits) != 1:
            found = (
                f"there is no node {record['node']}"
                if not fits
                else f"{wanted} is a node of {', '.join(fits)}"
            )
            fix = "write framework/node" if fits else "correct the code or add the node to a strategy.yaml"
            draft.wrong("unknown_node", at("node"), found, fix)


def _dimensions(draft: Draft) -> None:
    """A dimension without categories could never be given."""
    filled = {record["dimension"] for record, _ in draft.records("categories")}
    for record, at in draft.records("dimensions"):
        if record["code"] not in filled:
            draft.wrong(
                "no_categories", at("code"), f"the dimension {record['code']} has no category", "write them"
            )


def _spans(draft: Draft) -> None:
    """A span counts in the text of one source; without it nobody can look it up."""
    for table in ("frameworks", "nodes", "horizons", "sections"):
        for record, at in draft.records(table):
            if record["char_start"] is not None and not record["source"]:
                draft.wrong(
                    "span_without_source", at("char_start"), "the span names no source", "write source: too"
                )


def _algebra(draft: Draft, record: _Record, at: At) -> None:
    for told in contradictions(Algebra.of(record)):
        rule, _, nearest = told.partition("; the nearest")
        fix = f"correct the algebra; the nearest{nearest}" if nearest else "correct the algebra"
        draft.wrong("algebra_contradiction", at("preset"), f"the indicator {record['code']}: {rule}", fix)


def _context(draft: Draft, record: _Record, at: At) -> None:
    """Context is contribution only: nothing of it adds, nobody is credited."""
    if record["kind"] != "context":
        return
    algebra = Algebra.of(record)
    if algebra.adds:
        found = f"the context indicator {record['code']} adds up, and context never does"
        fix = "leave time, over_places and over_series out, or take the preset context_rate"
        draft.wrong("context_adds", at("preset"), found, fix)
    if record["input"]:
        found = f"the context indicator {record['code']} names an input, and nobody is credited with context"
        draft.warn("context_input", at("input"), found, "take input away")


def _context_agencies(draft: Draft) -> None:
    context = {r["code"] for r, _ in draft.records("indicators") if r["kind"] == "context"}
    for record, at in draft.records("applicability"):
        if record["indicator"] in context and record["agency"]:
            found = f"the context indicator {record['indicator']} is asked of {record['agency']}"
            fix = "take the agency away: context is contribution only and credited to nobody"
            draft.wrong("context_agency", at("agency"), found, fix)
        if not record["place"] and not record["agency"]:
            draft.wrong(
                "empty_applies",
                at("place"),
                "this names neither a place nor an agency",
                "name one or remove it",
            )


def _valid(draft: Draft, record: _Record, at: At) -> None:
    low, high = record["valid_min"], record["valid_max"]
    if low is not None and high is not None and low > high:
        found = f"the valid range of {record['code']} is upside down: {low} to {high}"
        draft.wrong("valid_order", at("valid_min"), found, "turn min and max round")


def _unit(draft: Draft, record: _Record, at: At) -> None:
    if record["measure"] in ("amount", "quantity") and not record["unit"]:
        found = f"the {record['measure']} {record['code']} has no unit"
        draft.wrong("no_unit", at("unit"), found, "write its unit, such as USD, days or t")


def _values(draft: Draft) -> None:
    """The size of an activity is compared with that of others of one currency."""
    for record, at in draft.records("activities"):
        if record["value"] is not None and not record["currency"]:
            found = f"the value of {record['code']} has no currency"
            draft.wrong("no_currency", at("value"), found, "write its currency, such as USD")


def _conditions(draft: Draft) -> None:
    """A condition that is a reform names it, if the register has it; no other names one."""
    for record, at in draft.records("conditions"):
        if record["undertaking"] and record["kind"] != "reform":
            found = f"the condition {record['code']} is {record['kind']}, and names {record['undertaking']}"
            draft.wrong("not_a_reform", at("undertaking"), found, "write reform as its kind, or name none")
