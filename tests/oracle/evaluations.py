"""The question `evaluations` again, in plain Python: slow and obvious, for comparing."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
STAGES = ("obligated", "committed", "allocated", "budgeted", "disbursed")
SAME = (
    "activity", "stage", "currency", "kind", "provider", "receiver", "account", "place", "node", "agency", "fund_year",
    "period_start", "period_end", "source",
)  # fmt: skip


def own(tables: Tables, agency: str | None) -> bool:
    return all(row["own"] is not False for row in tables["agencies"] if row["code"] == agency)


def size(tables: Tables, activity: Row) -> tuple[Decimal, str] | None:
    """Its value and currency; None where it is not known."""
    if activity["value"] is not None:
        return activity["value"], activity["currency"]
    for stage in STAGES:
        rows = [
            t for t in tables["transactions"] if t["activity"] == activity["code"] and t["stage"] == stage
        ]
        if not rows:
            continue
        currencies = {t["currency"] for t in rows}
        if len(currencies) > 1:
            return None
        total = sum((t["amount"] for t in rows if t["kind"] == "increment"), Decimal(0))
        balances: dict[tuple[Any, ...], Row] = {}
        for t in sorted((t for t in rows if t["kind"] == "balance"), key=age):
            balances[tuple(t.get(name) for name in SAME)] = t
        return total + sum((t["amount"] for t in balances.values()), Decimal(0)), currencies.pop()
    return None


def age(transaction: Row) -> tuple[Any, ...]:
    return transaction["as_of"] or date.min, transaction["submission"], transaction["row"]


def evaluated(tables: Tables, activity: str, *statuses: str) -> list[str]:
    about = {link["evaluation"] for link in tables["evaluation_links"] if link["activity"] == activity}
    return sorted(e["code"] for e in tables["evaluations"] if e["code"] in about and e["status"] in statuses)


def agencies(tables: Tables) -> dict[tuple[str | None, str | None], Row]:
    """By agency and currency: how many programmes, their median, and how many at or above it are not evaluated."""
    found: dict[tuple[str | None, str | None], Row] = {}
    programmes = [a for a in tables["activities"] if own(tables, a["agency"])]
    for agency in {a["agency"] for a in programmes}:
        of = [a for a in programmes if a["agency"] == agency]
        sizes = {a["code"]: size(tables, a) for a in of}
        currencies = {told[1] for told in sizes.values() if told} or {None}
        for currency in currencies:
            known = {code: told[0] for code, told in sizes.items() if told and told[1] == currency}
            middle = median(known.values()) if known else None
            large = [code for code, value in known.items() if middle is not None and value >= middle]
            found[agency, currency] = {
                "programmes": len(of),
                "with_value": len(known),
                "median": middle,
                "at_or_above": len(large),
                "not_evaluated": sum(not evaluated(tables, code, "done", "published") for code in large),
            }
    return found


def programmes(tables: Tables) -> dict[str, str]:
    """By activity: how it stands to the duty of being evaluated."""
    medians = {key: row["median"] for key, row in agencies(tables).items()}
    found = {}
    for activity in (a for a in tables["activities"] if own(tables, a["agency"])):
        told = size(tables, activity)
        if evaluated(tables, activity["code"], "done", "published"):
            standing = "evaluated"
        elif told is None:
            standing = "not_known"
        elif told[0] < medians[activity["agency"], told[1]]:
            standing = "not_required"
        elif evaluated(tables, activity["code"], "planned", "running"):
            standing = "coming"
        else:
            standing = "not_evaluated"
        found[activity["code"]] = standing
    return found


def clock(evaluation: Row, day: date) -> str:
    """Whether it was published within 90 days."""
    status, completed, published = (evaluation[name] for name in ("status", "completed_by", "published_by"))
    if status == "dropped":
        return "dropped"
    if status in ("planned", "running") or (completed and completed > day):
        return "not_complete"
    if completed is None or (status == "published" and published is None):
        return "date_unknown"
    until = completed + timedelta(days=90)
    if published is not None and published <= day:
        return "in_time" if published <= until else "late"
    return "waiting" if day <= until else "overdue"


def followed(tables: Tables, recommendation: Row, day: date) -> str:
    """What became of a recommendation by the day."""
    last: dict[str, str] = {}
    for said in sorted(tables["recommendation_follow_ups"], key=lambda row: row["position"]):
        about = (said["evaluation"], said["recommendation"])
        if about == (recommendation["evaluation"], recommendation["position"]) and not (
            said["on_by"] and said["on_by"] > day
        ):
            last[said["informant"]] = said["state"]
    states = set(last.values())
    if len(states) > 1:
        return "informants_disagree"
    state = states.pop() if states else None
    if state in ("done", "dropped"):
        return str(state)
    missed = recommendation["due_by"] is not None and recommendation["due_by"] < day
    if missed and (state == "begun" or recommendation["response"] != "not_agreed"):
        return "overdue"
    return state or recommendation["response"] or "open"
