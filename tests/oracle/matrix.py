"""The matrix agency × sector × country of `coverage`, in plain Python: slow and obvious, for comparing."""

from typing import Any

from tests.oracle.coverage import home, uppers

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Cell = tuple[str, str, str]


def matrix(tables: Tables) -> dict[Cell, Row]:
    """By agency, sector and place: the activities and indicators there, and what is there of them."""
    found: dict[Cell, Row] = {}

    def put(agency: str, sector: str, place: str) -> Row:
        empty: Row = {
            "activities": set(),
            "indicators": set(),
            "baseline": 0,
            "target": 0,
            "result": 0,
            "evaluation": 0,
        }
        return found.setdefault((agency, sector, place), empty)

    for activity in tables["activities"]:
        for agency, place in sites(tables, activity):
            for sector in sectors(tables, activity["code"]):
                cell = put(agency, sector, place)
                cell["activities"].add(activity["code"])
                cell["evaluation"] |= evaluated(tables, activity["code"], None)
    for figure in told(tables):
        named = {a["code"] for a in tables["activities"]} & {figure["activity"]}
        by = sectors(tables, figure["activity"]) if named else {""}
        for sector in by if by != {""} else lines_of(tables, figure["indicator"]) or {""}:
            cell = put(figure["agency"] or "", sector, home(tables, figure["place"]))
            cell["indicators"].add(figure["indicator"])
            cell["activities"] |= {figure["activity"]} - {None}
            cell["evaluation"] |= evaluated(tables, figure["activity"], figure["indicator"])
            if figure["state"] == "reported":
                cell[figure["role"]] = 1
    return {
        key: {name: len(value) if isinstance(value, set) else bool(value) for name, value in cell.items()}
        for key, cell in found.items()
    }


def told(tables: Tables) -> list[Row]:
    context = {i["code"] for i in tables["indicators"] if i["kind"] == "context"}
    return [f for f in tables["figures"] if f["role"] != "context" and f["indicator"] not in context]


def lines(tables: Tables, framework: str, node: str) -> set[str]:
    under = {(p["framework"], p["node"]) for p in tables["node_parents"]}
    tops = (upper for upper in uppers(tables, framework, node) if (framework, upper) not in under)
    return {f"{framework}/{top}" for top in tops}


def lines_of(tables: Tables, indicator: str) -> set[str]:
    nodes = [n for n in tables["indicator_nodes"] if n["indicator"] == indicator]
    return {line for n in nodes for line in lines(tables, n["framework"], n["node"])}


def sectors(tables: Tables, activity: str) -> set[str]:
    """Sectors stated, else lines of effort of its node and of what is told of it; the empty one where none is known."""
    if stated := {s["sector"] for s in tables["activity_sectors"] if s["activity"] == activity}:
        return stated
    [node] = [a["node"] for a in tables["activities"] if a["code"] == activity]
    own = [n for n in tables["nodes"] if node in (n["code"], f"{n['framework']}/{n['code']}")]
    found = {line for n in own for line in lines(tables, n["framework"], n["code"])}
    for figure in told(tables):
        if figure["activity"] == activity:
            found |= lines_of(tables, figure["indicator"])
    return found or {""}


def sites(tables: Tables, activity: Row) -> set[tuple[str, str]]:
    """Who carries it out and where: as it says, else as those say who report of it."""
    places = [p["place"] for p in tables["activity_places"] if p["activity"] == activity["code"]]
    homes = {home(tables, place) for place in places or [activity["place"]] if place}
    of = [f for f in told(tables) if f["activity"] == activity["code"]]
    reported = {(f["agency"] or "", home(tables, f["place"])) for f in of} or {("", "")}
    return {
        (activity["agency"] or agency, place) for agency, there in reported for place in (homes or {there})
    }


def evaluated(tables: Tables, activity: str | None, indicator: str | None) -> bool:
    """Whether an evaluation that is done names the activity; or the indicator, and no activity at all."""
    for evaluation in tables["evaluations"]:
        links = [x for x in tables["evaluation_links"] if x["evaluation"] == evaluation["code"]]
        names = {x["activity"] for x in links} - {None}
        if evaluation["status"] in ("done", "published") and (
            activity in names or (not names and indicator in {x["indicator"] for x in links} - {None})
        ):
            return True
    return False
