"""The question `missed` again, in plain Python, over series of one statement each: slow and obvious, for comparing."""

from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
SERIES = ("indicator", "place", "period_start", "period_end", "agency", "activity")


def series(figure: Row) -> tuple[Any, ...]:
    return tuple(figure.get(name) for name in SERIES)


def missed(tables: Tables) -> dict[tuple[Any, ...], Row]:
    """By series: the verdict on its target, and what is to be told and is not."""
    results = {series(f): f for f in tables["figures"] if f["role"] == "result"}
    conditions = {c["code"]: c for c in tables["conditions"]}
    beside = {a["code"] for a in tables["agencies"] if a["own"] is False}
    found = {}
    for target in tables["figures"]:
        if target["role"] != "target" or target["agency"] in beside:
            continue
        result = results.get(series(target), {})
        verdict = judged(target, result, conditions.get(target.get("basis")), tables)
        found[series(target)] = {"verdict": verdict, "lacks": lacks(verdict, result)}
    return found


def judged(target: Row, result: Row, condition: Row | None, tables: Tables) -> str:
    [direction] = [i["direction"] for i in tables["indicators"] if i["code"] == target["indicator"]]
    if result.get("value") is None:
        verdict = "not_reported"
    elif direction == "up":
        verdict = "met" if result["value"] >= target["value"] else "missed"
    else:
        verdict = "met" if result["value"] <= target["value"] else "missed"
    unmet = condition and (condition["met_on"] is None or condition["met_on"] > target["period_end"])
    if unmet and verdict in ("missed", "not_reported"):
        return "conditional"
    far = (
        direction == "up"
        and target["value"] > 0
        and verdict == "met"
        and result["value"] >= 2 * target["value"]
    )
    return "exceeded" if far else verdict


def lacks(verdict: str, result: Row) -> str | None:
    asked = {
        "missed": ["reason", "explanation", "plan", "schedule"],
        "exceeded": ["reason", "explanation"],
        "not_reported": ["reason", "explanation"],
    }.get(verdict, [])
    told = {"schedule": result.get("plan_by")} | {n: result.get(n) for n in ("reason", "explanation", "plan")}
    if result.get("reason") == "infeasible":
        asked = [name for name in asked if name != "schedule"]
    return ", ".join(name for name in asked if told[name] is None) or None
