"""The question `calibration` again, in plain Python: slow and obvious, for comparing."""

from datetime import date
from typing import Any

from tests.oracle.undertakings import undertakings

Row = dict[str, Any]
Tables = dict[str, list[Row]]
WORDS = {
    "funds": "conditional, not funded",
    "reform": "conditional, the reform is not there yet",
    "other": "conditional, the condition is not met",
}


def own(tables: Tables) -> list[Row]:
    beside = {a["code"] for a in tables["agencies"] if a["own"] is False}
    return [a for a in tables["activities"] if a["agency"] not in beside]


def reforms(tables: Tables, day: date) -> dict[str, tuple[int, int, str | None]]:
    """Decisions by the day, those without evidence, and what is to be looked at."""
    found = {}
    for reform in (u for u in tables["undertakings"] if u["kind"] == "reform"):
        made = decisions(tables, reform["code"], day)
        unshown = sum(d["evidence"] is None for d in made)
        found[reform["code"]] = (len(made), unshown, None if made else "reform without decision")
    return found


def decisions(tables: Tables, reform: str, day: date) -> list[Row]:
    of = [d for d in tables["reform_decisions"] if d["undertaking"] == reform]
    return [d for d in of if d["on_by"] is None or d["on_by"] <= day]


def handovers(tables: Tables, day: date) -> dict[tuple[str, str | None], str | None]:
    """By activity and transition: whether it is not sustained, or not known to be."""
    stands = undertakings(tables, day)
    found: dict[tuple[str, str | None], str | None] = {}
    for activity in own(tables):
        over = activity["stage"] == "ended" or (activity["ends_on"] is not None and activity["ends_on"] < day)
        goes_on = any(a["predecessor"] == activity["code"] for a in tables["activities"])
        transitions = [
            u
            for u in tables["undertakings"]
            if u["kind"] == "transition" and u["activity"] == activity["code"]
        ]
        for transition in transitions:
            taken = stands[transition["code"]]["status"] == "done" and any(
                p["undertaking"] == transition["code"] and p["role"] == "successor"
                for p in tables["undertaking_parties"]
            )
            lost = over and not goes_on and not taken
            found[activity["code"], transition["code"]] = "not sustained or unknown" if lost else None
        if over and not transitions:
            found[activity["code"], None] = None if goes_on else "not sustained or unknown"
    return found


def scaled(tables: Tables) -> dict[str, str | None]:
    """By activity: whether it was scaled without evidence."""
    return {
        activity["code"]: None if is_shown(tables, activity) else "scaled without evidence"
        for activity in own(tables)
        if activity["stage"] == "scaled"
    }


def is_shown(tables: Tables, activity: Row) -> bool:
    over = {e["code"] for e in tables["evaluations"] if e["status"] in ("done", "published")}
    codes = {activity["code"], activity["predecessor"]}
    sources = [a["evidence"] for a in tables["activities"] if a["code"] in codes]
    links = [x for x in tables["evaluation_links"] if x["activity"] is not None and x["activity"] in codes]
    return any(sources) or any(link["evaluation"] in over for link in links)


def waiting(tables: Tables, day: date) -> dict[str, str | None]:
    """By undertaking on a condition: what it is called while the condition is not met."""
    conditions = {c["code"]: c for c in tables["conditions"]}
    found: dict[str, str | None] = {}
    for undertaking in tables["undertakings"]:
        if undertaking["condition"]:
            condition = conditions[undertaking["condition"]]
            met = condition["met_on"] is not None and condition["met_on"] <= day
            found[undertaking["code"]] = None if met else WORDS[condition["kind"]]
    return found
