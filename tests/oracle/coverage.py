"""The question coverage in plain Python: slow, obvious, one row at a time."""

from collections import defaultdict
from typing import Any

from istmo.kernel.period import Period
from tests.oracle.figures import Row, Tables

Key = tuple[str, str, str, str, str]
#: (scope, framework, node, place, agency) -> what is there: kind of thing -> codes.
Things = dict[Key, dict[str, set[Any]]]

WIDE = ("world", "region", "group")


def home(tables: Tables, code: str | None) -> str:
    """The country, or the outermost place below groups, that a place lies in."""
    kinds = {place["code"]: place["kind"] for place in tables["places"]}
    parents = {place["code"]: place.get("parent") for place in tables["places"]}
    while code and kinds.get(parents.get(code)) not in (None, *WIDE):
        code = parents[code]
    return code or ""


def uppers(tables: Tables, framework: str, node: str) -> set[str]:
    """A node and all above it."""
    found, todo = set(), {node}
    while todo:
        found |= todo
        todo = {
            p["parent"] for p in tables["node_parents"] if p["framework"] == framework and p["node"] in todo
        }
        todo -= found
    return found


def own(tables: Tables, agency: str) -> bool:
    return all(a["own"] is not False for a in tables["agencies"] if a["code"] == agency)


class Coverage:
    """The matrix of a few tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.performance = {i["code"] for i in tables["indicators"] if i["kind"] != "context"}
        self.told = [
            f for f in tables["figures"] if f["indicator"] in self.performance and f["role"] != "context"
        ]
        self.cells: dict[tuple[str, str, str, str], dict[str, set[Any]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self.wide: dict[tuple[str, str], dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))

    def nodes_of(self, indicator: str) -> list[tuple[str, str]]:
        links = self.tables["indicator_nodes"]
        return [(n["framework"], n["node"]) for n in links if n["indicator"] == indicator]

    def planned(self, named: str | None) -> list[tuple[str, str]]:
        nodes = [(n["framework"], n["code"]) for n in self.tables["nodes"]]
        return [(f, n) for f, n in nodes if named in (n, f"{f}/{n}")]

    def agencies_of(self, activity: Row) -> set[str]:
        if activity.get("agency"):
            return {activity["agency"]}
        return {f["agency"] or "" for f in self.told if f["activity"] == activity["code"]} or {""}

    def places_of(self, activity: Row) -> set[str]:
        listed = [p["place"] for p in self.tables["activity_places"] if p["activity"] == activity["code"]]
        listed += [activity["place"]] if activity.get("place") and not listed else []
        listed += [f["place"] for f in self.told if f["activity"] == activity["code"] and not listed]
        return {home(self.tables, place) for place in listed} or {""}

    def put(self, at: tuple[str, str], place: str, agency: str, thing: str, code: Any) -> None:
        for upper in uppers(self.tables, *at):
            self.cells[at[0], upper, place, agency][thing].add(code)

    def open_everywhere(self, indicator: str) -> set[str]:
        """The places an indicator is asked at of everybody; '' is every one."""
        rows = [a for a in self.tables["applicability"] if a["indicator"] == indicator]
        if not rows:
            return {""}
        return {home(self.tables, a["place"]) for a in rows if a["agency"] == ""}

    def answered(self, asked: Row) -> bool:
        year = next(c["reporting_year"] for c in self.tables["calls"] if c["code"] == asked["call"])
        whole = Period.parse(year)
        assert whole.start
        assert whole.end
        for said, held in ((self.tables["figures"], False), (self.tables["holds"], True)):
            for row in said:
                same = (row["indicator"], row["agency"], row["role"]) == (
                    asked["indicator"],
                    asked["agency"],
                    "result",
                )
                there = asked["place"] in ("", row["place"])
                mine = asked["activity"] in ("", row["activity"] or "")
                start, end = row["period_start"], row["period_end"]
                when = bool(start and end) and whole.start <= start and end <= whole.end
                if same and there and mine and (when or (not held and row["reporting_year"] == year)):
                    return True
        return False

    def owed(self) -> list[Row]:
        """What was asked of activities that had not ended before."""
        found = []
        for row in self.tables["expected"]:
            year = next(c["reporting_year"] for c in self.tables["calls"] if c["code"] == row["call"])
            ends = [a["ends_on"] for a in self.tables["activities"] if a["code"] == row["activity"]]
            start = Period.parse(year).start
            if row["indicator"] in self.performance and not any(
                end and start and end < start for end in ends
            ):
                found.append(row)
        return found

    def place_activities(self) -> None:
        for activity in self.tables["activities"]:
            for at in self.planned(activity["node"]):
                for place in self.places_of(activity):
                    for agency in self.agencies_of(activity):
                        self.put(at, place, agency, "activity", activity["code"])
        for figure in self.told:
            if figure["activity"]:
                for at in self.nodes_of(figure["indicator"]):
                    place = home(self.tables, figure["place"])
                    self.put(at, place, figure["agency"] or "", "activity", figure["activity"])

    def place_indicators(self) -> None:
        self.place_told()
        self.place_held()
        self.place_asked()

    def place_told(self) -> None:
        for figure in self.told:
            where = (home(self.tables, figure["place"]), figure["agency"] or "")
            for at in self.nodes_of(figure["indicator"]):
                self.put(at, *where, "indicator", figure["indicator"])
                if figure["state"] == "reported":
                    self.put(at, *where, figure["role"], figure["indicator"])

    def place_held(self) -> None:
        for number, held in enumerate(self.tables["holds"]):
            where = (home(self.tables, held["place"]), held["agency"] or "")
            for at in self.nodes_of(held["indicator"]) if held["indicator"] in self.performance else ():
                self.put(at, *where, "indicator", held["indicator"])
                self.put(at, *where, "held", number)

    def place_asked(self) -> None:
        meant = [
            a for a in self.tables["applicability"] if a["agency"] and a["indicator"] in self.performance
        ]
        owed = self.owed()
        for row in meant + owed:
            mine = [f for f in self.told if (f["agency"] or "") == row["agency"]]
            somewhere = any(f["indicator"] == row["indicator"] for f in mine)
            for at in self.nodes_of(row["indicator"]) if row["place"] or not somewhere else ():
                self.put(at, home(self.tables, row["place"]), row["agency"], "indicator", row["indicator"])
        for row in owed:
            code, where = tuple(sorted(row.items())), (home(self.tables, row["place"]), row["agency"])
            for at in self.nodes_of(row["indicator"]):
                self.put(at, *where, "asked", code)
                if self.answered(row):
                    self.put(at, *where, "answered", code)

    def evaluated(self) -> list[Row]:
        """What was evaluated, by links; what is planned or running has not seen anything yet."""
        over = {e["code"] for e in self.tables["evaluations"] if e["status"] in ("done", "published")}
        return [one for one in self.tables["evaluation_links"] if one["evaluation"] in over]

    def place_evaluations(self) -> None:
        direct = {
            (f, n): {k: v for k, v in self.direct.items() if k[:2] == (f, n)}
            for f, n in {k[:2] for k in self.direct}
        }
        for e in self.evaluated():
            whole = {
                (n["framework"], n["code"])
                for n in self.tables["nodes"]
                for upper in uppers(self.tables, n["framework"], n["code"])
                if (e["framework"], e["node"]) == (n["framework"], upper)
            }
            for at, cells in direct.items():
                for (_, _, place, agency), things in cells.items():
                    if (
                        e["activity"] in things["activity"]
                        or e["indicator"] in things["indicator"]
                        or at in whole
                    ):
                        self.put(at, place, agency, "evaluation", e["evaluation"])
            for node in self.tables["nodes"]:
                at = (node["framework"], node["code"])
                if (e["framework"], e["node"]) == at:
                    for upper in uppers(self.tables, *at):
                        self.wide[at[0], upper]["evaluation"].add(e["evaluation"])

    def rows(self) -> Things:
        """Every row with what is there."""
        # Evaluations hold for what stands at a node itself, so that is looked at before it is rolled up.
        flat = Coverage(self.tables)
        flat.put = lambda at, place, agency, thing, code: flat.cells[(*at, place, agency)][thing].add(code)  # type: ignore[method-assign]
        flat.place_activities()
        flat.place_indicators()
        self.direct = flat.cells
        self.place_activities()
        self.place_indicators()
        self.place_evaluations()
        self.open_indicators()
        return self.spread()

    def open_indicators(self) -> None:
        rolled = defaultdict(set)
        for link in self.tables["indicator_nodes"]:
            for upper in uppers(self.tables, link["framework"], link["node"]):
                if link["indicator"] in self.performance:
                    rolled[link["framework"], upper].add(link["indicator"])
                else:
                    self.wide[link["framework"], upper]["context"].add(link["indicator"])
        for (framework, node, place, _), things in list(self.cells.items()):
            for indicator in rolled[framework, node] if things["activity"] else ():
                if self.open_everywhere(indicator) & {"", place}:
                    things["indicator"].add(indicator)
        pairs = [(at, indicator) for at, indicators in rolled.items() for indicator in indicators]
        for at, indicator in pairs:
            for place in self.open_everywhere(indicator):
                if not self.is_taken(at, indicator, place):
                    self.cells[(*at, place, "")]["indicator"].add(indicator)

    def is_taken(self, at: tuple[str, str], indicator: str, place: str) -> bool:
        """Whether an own agency has that indicator at that node and place."""
        return any(
            key[:2] == at and place in ("", key[2]) and key[3] and own(self.tables, key[3])
            for key, things in self.cells.items()
            if indicator in things["indicator"]
        )

    def spread(self) -> Things:
        found: Things = defaultdict(lambda: defaultdict(set))
        for key in self.always():
            found[key]["nothing"] = set()
        every = [(self.keys(*at), things) for at, things in self.cells.items()]
        every += [
            ([("node", f, node, "", ""), ("framework", f, "", "", "")], things)
            for (f, node), things in self.wide.items()
        ]
        for keys, things in every:
            for key in keys:
                for thing, codes in things.items():
                    found[key][thing] |= codes
        return found

    def always(self) -> list[Key]:
        """Rows that are there, whether anything is in them or not."""
        split = {p["code"] for p in self.tables["places"] if p["kind"] != "unattributed"}
        theirs = self.named(own_only=False) - self.named(own_only=True)
        members = {m["member"] for m in self.tables["place_members"] if m["place"] not in theirs} & split
        frameworks = {n["framework"] for n in self.tables["nodes"]}
        return [
            *(("node", n["framework"], n["code"], "", "") for n in self.tables["nodes"]),
            *(("framework", f, "", "", "") for f in frameworks),
            *(("place", f, "", member, "") for f in frameworks for member in members),
        ]

    def named(self, *, own_only: bool) -> set[str]:
        """The places that anybody, or anybody of our own, names."""
        who = [(home(self.tables, f["place"]), f["agency"] or "") for f in self.told]
        who += [(a["place"], a["agency"] or "") for a in self.tables["activities"] if a["place"]]
        plan = [row["place"] for row in (*self.tables["applicability"], *self.tables["benchmarks"])]
        return {place for place, agency in who if not own_only or own(self.tables, agency)} | set(plan)

    def keys(self, framework: str, node: str, place: str, agency: str) -> list[Key]:
        """The rows a combination counts in."""
        keys = [("combination", framework, node, place, agency)]
        if agency:
            keys.append(("agency", framework, "", "", agency))
        if own(self.tables, agency):
            keys += [("node", framework, node, "", ""), ("framework", framework, "", "", "")]
            keys += [("place", framework, "", place, "")] if place else []
        return keys


def coverage(tables: Tables) -> dict[Key, dict[str, int]]:
    """(scope, framework, node, place, agency) -> the counts of its row."""
    return {
        key: {
            "activities": len(things["activity"]),
            "indicators": len(things["indicator"]),
            "context_indicators": len(things["context"]),
            "with_baseline": len(things["baseline"]),
            "with_target": len(things["target"]),
            "with_result": len(things["result"]),
            "without_target": len(things["result"] - things["target"]),
            "asked": len(things["asked"]),
            "answered": len(things["answered"]),
            "held": len(things["held"]),
            "evaluations": len(things["evaluation"]),
        }
        for key, things in Coverage(tables).rows().items()
    }


def in_no_plan(tables: Tables) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(activity, its only place, agency) -> indicators of some node it reports on, and its results."""
    matrix = Coverage(tables)
    found = {}
    for activity in tables["activities"]:
        if matrix.planned(activity["node"]):
            continue
        linked = {f["indicator"] for f in matrix.told if f["activity"] == activity["code"]}
        counted = {i for i in linked if matrix.nodes_of(i)}
        results = sum(f["activity"] == activity["code"] and f["role"] == "result" for f in tables["figures"])
        places = matrix.places_of(activity)
        for agency in matrix.agencies_of(activity):
            found[activity["code"], min(places) if len(places) == 1 else "", agency] = (len(counted), results)
    return found
