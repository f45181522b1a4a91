"""The question `crosswalk` again, in plain Python: every node, what is linked to it, what comes over, what is left."""

from typing import Any

from tests.oracle.figures import Tables
from tests.oracle.rollup import ORDER, crossings, down, measured


def under(
    tables: Tables, to: str, node: str, other: str | None = None
) -> dict[str, tuple[str | None, str | None]]:
    """Indicators under a node, own and carried: the strongest match and all ways it came."""
    own = {m["indicator"] for m in tables["indicator_nodes"] if m["framework"] == to}
    ways: dict[str, set[tuple[int, str]]] = {}
    for framework, linked, match in crossings(tables, to, node):
        if framework == to or (other and framework != other):
            continue
        for lower in down(tables, framework, linked):
            for indicator in measured(tables, framework, lower) - own:
                ways.setdefault(indicator, set()).add((ORDER.index(match), f"{framework}:{linked}"))
    found: dict[str, tuple[str | None, str | None]] = dict.fromkeys(measured(tables, to, node), (None, None))
    for indicator, routes in ways.items():
        via = ", ".join(f"{linked} ({ORDER[match]})" for match, linked in sorted(routes))
        found[indicator] = (ORDER[min(match for match, _ in routes)], via)
    return found


def links(tables: Tables, to: str, node: str, other: str | None = None) -> set[tuple[str, str, str]]:
    """(framework, node, match) of everything linked to a node."""
    return {c for c in crossings(tables, to, node) if c[0] != to and other in (None, c[0])}


def told(tables: Tables, to: str, other: str | None = None) -> tuple[set[Any], set[Any], set[str], set[str]]:
    """Links, indicators with their ways, nodes that nothing reaches, and indicators that reach no node."""
    nodes = [n["code"] for n in tables["nodes"] if n["framework"] == to]
    matches = {(node, *link) for node in nodes for link in links(tables, to, node, other)}
    held = {(node, i, *way) for node in nodes for i, way in under(tables, to, node, other).items()}
    touched = {row[0] for row in (*matches, *held)}
    silent = {node for node in nodes if touched.isdisjoint(down(tables, to, node))}
    reached = {row[1] for row in held}
    context = {i["code"] for i in tables["indicators"] if i["kind"] == "context"}
    left = set()
    for indicator in tables["indicators"]:
        code, homes = indicator["code"], {indicator["framework"]}
        homes |= {m["framework"] for m in tables["indicator_nodes"] if m["indicator"] == code}
        if (
            indicator["framework"] != to
            and code not in reached | context
            and (other is None or other in homes)
        ):
            left.add(code)
    return matches, held, silent, left
