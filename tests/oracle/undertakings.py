"""The question `undertakings` again, in plain Python: slow and obvious, for comparing."""

from datetime import date
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def undertakings(tables: Tables, as_of: date) -> dict[str, Row]:
    """What is judged of each undertaking, by its code."""
    return {u["code"]: judged(tables, u, as_of) for u in tables["undertakings"]}


def judged(tables: Tables, undertaking: Row, as_of: date) -> Row:
    heard = [f for f in tables["follow_ups"] if f["undertaking"] == undertaking["code"] and was_by(f, as_of)]
    standing = standing_words(heard)
    actors = [
        p["name"]
        for p in tables["undertaking_parties"]
        if p["undertaking"] == undertaking["code"] and p["role"] == "actor"
    ]
    status, state, closed_on = settled(standing, actors, undertaking["states"].split("|"))
    deadline = deadline_of(undertaking, status, closed_on, as_of)
    months = None
    if deadline == "overdue":
        due = undertaking["due_by"]
        months = (as_of.year - due.year) * 12 + as_of.month - due.month
    return {
        "status": status,
        "state": state,
        "closed_on": closed_on,
        "deadline": deadline,
        "overdue": deadline == "overdue",
        "months_overdue": months,
        "follow_ups": len(heard),
        "earlier": len(heard) - len(standing),
        "informants": len({word["informant"] for word in standing}),
        "evidence": sum(word["evidence"] is not None for word in standing),
        "counted": undertaking["parent"] is None,
    }


def reached(follow_up: Row) -> date | None:
    return follow_up["on_by"] or follow_up["told_by"]


def was_by(follow_up: Row, as_of: date) -> bool:
    day = reached(follow_up)
    return day is None or day <= as_of


def standing_words(heard: list[Row]) -> list[Row]:
    """Told in order: a word takes the place of its informant's earlier ones on the same subject, or on all of it."""
    standing: list[Row] = []
    for word in sorted(heard, key=lambda f: f["position"]):
        standing = [
            before
            for before in standing
            if before["informant"] != word["informant"]
            or (word["party"] is not None and before["party"] != word["party"])
        ]
        standing.append(word)
    return standing


def settled(standing: list[Row], actors: list[str], states: list[str]) -> tuple[str, str | None, date | None]:
    """Status, the one state of the whole, and the day it was closed."""
    if not standing:
        return "not_followed_up", None, None
    said: dict[str | None, set[str]] = {}
    for word in standing:
        said.setdefault(word["party"], set()).add(word["state"])
    if any(len(told) > 1 for told in said.values()):
        return "informants_disagree", None, None
    states_of = {subject: min(told) for subject, told in said.items()}
    of_parties = {state for subject, state in states_of.items() if subject is not None}
    closed = (states[-1], "dropped")
    if None in states_of:
        state = states_of[None]
        if state in closed and of_parties - {state}:
            return "informants_disagree", None, None
        days = [day for word in standing if word["party"] is None and (day := reached(word))]
        day = max(days, default=None)
    elif len(of_parties) == 1 and all(actor in states_of for actor in actors):
        [state] = of_parties
        by_party = {
            party: [d for w in standing if w["party"] == party and (d := reached(w))] for party in states_of
        }
        every = all(by_party.values())
        day = max(max(days) for days in by_party.values()) if every else None
    else:
        return "parties_differ", None, None
    return name_of(state, states), state, day if state in closed else None


def name_of(state: str, states: list[str]) -> str:
    if state == "dropped":
        return "dropped"
    if state == states[-1]:
        return "done"
    return "made" if state == states[0] else "under_way"


def deadline_of(undertaking: Row, status: str, closed_on: date | None, as_of: date) -> str:
    due = undertaking["due_by"]
    if undertaking["due"] is None and undertaking["due_as_written"] is None:
        return "no_deadline"
    if due is None:
        return "no_date"
    if status == "dropped":
        return "dropped"
    if status == "done":
        return "done_undated" if closed_on is None else "in_time" if closed_on <= due else "late"
    return "overdue" if as_of > due else "not_yet_due"


def overdue_by_month(rows: dict[str, Row], tables: Tables, as_of: date) -> dict[str, int]:
    """How many counted undertakings were overdue on the last day of each month up to the day, nought left out."""
    due = {u["code"]: u["due_by"] for u in tables["undertakings"]}
    found: dict[str, int] = {}
    for year in range(2015, as_of.year + 1):
        for month in range(1, 13):
            following = date(year + month // 12, month % 12 + 1, 1)
            end = min(date.fromordinal(following.toordinal() - 1), as_of)
            if (year, month) > (as_of.year, as_of.month):
                continue
            number = sum(was_overdue(row, due[code], end) for code, row in rows.items() if row["counted"])
            if number:
                found[f"{year}-{month:02d}"] = number
    return found


def was_overdue(row: Row, due: date | None, end: date) -> bool:
    """Whether the deadline had passed by that day without the undertaking being closed by then."""
    if due is None or due >= end:
        return False
    if row["status"] in ("done", "dropped"):
        return row["closed_on"] is not None and row["closed_on"] > end
    return True
