"""The lines of the question `rollup` again, in plain Python: walking down the nodes, one after another."""

from collections.abc import Iterator
from typing import Any

from tests.oracle.figures import Row, Tables

ORDER = ("exact", "close", "narrow", "broad", "related")
TURNED = {"broad": "narrow", "narrow": "broad"}


def lines(tables: Tables, framework: str) -> list[tuple[Any, ...]]:
    """(depth, line, node, indicator or None, link, via) in print order."""
    nodes = sorted((n for n in tables["nodes"] if n["framework"] == framework), key=lambda n: n["position"])
    under = [p for p in tables["node_parents"] if p["framework"] == framework]
    tops = [n["code"] for n in nodes if all(p["node"] != n["code"] for p in under)]
    codes = [n["code"] for n in nodes]

    def walk(node: str, depth: int, line: str) -> Iterator[tuple[Any, ...]]:
        yield depth, line, node, None, None, None
        for indicator, (link, via) in sorted(held(tables, framework, node).items()):
            yield depth, line, node, indicator, link, via
        for child in codes:
            if any(p["node"] == child and p["parent"] == node for p in under):
                yield from walk(child, depth + 1, line)

    return [row for top in tops for row in walk(top, 0, top)]


def held(tables: Tables, framework: str, node: str) -> dict[str, tuple[str | None, str | None]]:
    """Indicators of a node, own and carried: the strongest link and all ways it came."""
    own = measured(tables, framework, node)
    found: dict[str, tuple[str | None, str | None]] = dict.fromkeys(own, (None, None))
    main = any(f["code"] == framework and f.get("standing") == "main" for f in tables["frameworks"])
    everywhere = {m["indicator"] for m in tables["indicator_nodes"] if m["framework"] == framework}
    ways: dict[str, set[tuple[int, str]]] = {}
    for other, other_node, match in [] if main else crossings(tables, framework, node):
        for lower in down(tables, other, other_node):
            for indicator in measured(tables, other, lower):
                if indicator not in everywhere and other != framework:
                    ways.setdefault(indicator, set()).add((ORDER.index(match), f"{other}:{other_node}"))
    for indicator, routes in ways.items():
        via = ", ".join(f"{node} ({ORDER[match]})" for match, node in sorted(routes))
        found[indicator] = (ORDER[min(match for match, _ in routes)], via)
    return found


def measured(tables: Tables, framework: str, node: str) -> set[str]:
    context = {i["code"] for i in tables["indicators"] if i["kind"] == "context"}
    told = {
        m["indicator"] for m in tables["indicator_nodes"] if (m["framework"], m["node"]) == (framework, node)
    }
    return told - context


def crossings(tables: Tables, framework: str, node: str) -> Iterator[tuple[str, str, str]]:
    for link in tables["links"]:
        here, there = (link["framework"], link["node"]), (link["to_framework"], link["to_node"])
        if here == (framework, node):
            yield *there, link["match"]
        if there == (framework, node):
            yield *here, TURNED.get(link["match"], link["match"])


def down(tables: Tables, framework: str, node: str) -> set[str]:
    found, waiting = {node}, [node]
    while waiting:
        above = waiting.pop()
        lower: list[Row] = [p for p in tables["node_parents"] if p["framework"] == framework]
        for code in {p["node"] for p in lower if p["parent"] == above} - found:
            found.add(code)
            waiting.append(code)
    return found
