"""`horizons` as slow, obvious Python: each thing is looked at in turn and its horizons are found by hand."""

from datetime import date

from tests.oracle.figures import Row, Tables

Key = tuple[str, str, str]


def horizons(tables: Tables, zero: date | None) -> dict[Key, set[str]]:
    """(framework, kind, code) -> the horizons it belongs to, or may belong to; an empty set for none.

    Targets are left out: where they belong is a matter of their last day, which unit tests look at.
    """
    told: dict[Key, set[str]] = {}
    for framework in {row["framework"] for row in tables["horizons"]}:
        for node in (n for n in tables["nodes"] if n["framework"] == framework):
            told[(framework, "node", node["code"])] = of_node(tables, framework, node["code"])
        for indicator in (i for i in tables["indicators"] if i["framework"] == framework):
            served = nodes_of(tables, framework, "indicator_nodes", "indicator", indicator["code"])
            own = {indicator["horizon"]} if indicator["horizon"] else None
            told[(framework, "indicator", indicator["code"])] = own or together(tables, framework, served)
        for undertaking in tables["undertakings"]:
            served = nodes_of(tables, framework, "undertaking_nodes", "undertaking", undertaking["code"])
            if served:
                due = undertaking["due_by"]
                dated = bool(zero and due)
                found = by_day(tables, framework, zero, due) if dated else together(tables, framework, served)
                told[(framework, "undertaking", undertaking["code"])] = found
    return told


def of_node(tables: Tables, framework: str, code: str) -> set[str]:
    """What a node states itself, else what those above it belong to."""
    [node] = [n for n in tables["nodes"] if (n["framework"], n["code"]) == (framework, code)]
    if node["horizon"]:
        return {node["horizon"]}
    above = [p["parent"] for p in tables["node_parents"] if (p["framework"], p["node"]) == (framework, code)]
    return together(tables, framework, above)


def together(tables: Tables, framework: str, nodes: list[str]) -> set[str]:
    return {horizon for node in nodes for horizon in of_node(tables, framework, node)}


def nodes_of(tables: Tables, framework: str, table: str, column: str, code: str) -> list[str]:
    return [r["node"] for r in tables[table] if (r["framework"], r[column]) == (framework, code)]


def by_day(tables: Tables, framework: str, zero: date, due: date) -> set[str]:
    """Year 1 begins on the zero date; a day lies in every horizon that holds its year."""
    stated = [year for h in of(tables, framework) for year in (h["years_from"], h["years_to"])]
    if all(year is None for year in stated):
        return set()
    year = next(n for n in range(-50, 50) if anniversary(zero, n - 1) <= due < anniversary(zero, n))
    found = set()
    for horizon in of(tables, framework):
        first, last = horizon["years_from"], horizon["years_to"]
        if first is None and last is None:
            continue
        begins = max(first or 1, 1)
        if begins <= year and (horizon["open_ended"] or last is None or year <= last):
            found.add(horizon["code"])
    return found


def of(tables: Tables, framework: str) -> list[Row]:
    return [h for h in tables["horizons"] if h["framework"] == framework]


def anniversary(zero: date, years: int) -> date:
    if (zero.month, zero.day) == (2, 29):
        year = zero.year + years
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, 2, 29 if leap else 28)
    return date(zero.year + years, zero.month, zero.day)
