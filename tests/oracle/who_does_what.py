"""The question who_does_what in plain Python: slow and obvious."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.oracle.figures import Row, Tables

#: (activity, place) -> what its row says; (activity, place, stage, currency, direction, kind, source) -> the amount.
Key = tuple[Any, ...]


def places_of(tables: Tables, activity: Row) -> dict[str, Decimal | None]:
    """Where an activity works, with the share of its money."""
    listed = {p["place"]: p["share"] for p in tables["activity_places"] if p["activity"] == activity["code"]}
    return listed or {activity["place"] or "": None}


def agency_of(tables: Tables, activity: Row) -> Row:
    return next((a for a in tables["agencies"] if a["code"] == activity["agency"]), {})


def parties(tables: Tables, activity: str, role: str) -> str | None:
    named = [p for p in tables["activity_parties"] if (p["activity"], p["role"]) == (activity, role)]
    return "; ".join(p["name"] for p in sorted(named, key=lambda p: p["position"])) or None


def indicators_of(tables: Tables, activity: str) -> set[str]:
    own = {i["code"] for i in tables["indicators"] if i.get("activity") == activity}
    return own | {f["indicator"] for f in tables["figures"] if f["activity"] == activity}


def results_of(tables: Tables, activity: str) -> int:
    return sum(
        (f["activity"], f["role"], f["state"]) == (activity, "result", "reported") for f in tables["figures"]
    )


def where(tables: Tables) -> dict[Key, Row]:
    """One row per activity and place."""
    found = {}
    for activity in tables["activities"]:
        code, agency = activity["code"], agency_of(tables, activity)
        funding = parties(tables, code, "funding")
        for place, share in places_of(tables, activity).items():
            found[code, place] = {
                "beside": agency.get("own") is False,
                "donor": funding or agency.get("name") or activity["agency"],
                "donor_stated": funding is not None,
                "implementing": parties(tables, code, "implementing"),
                "place_share": share,
                "places": len(places_of(tables, activity)),
                "indicators": len(indicators_of(tables, code)),
                "results": results_of(tables, code),
            }
    return found


def direction(tables: Tables, transaction: Row, activity: Row) -> str:
    own = {activity["agency"], agency_of(tables, activity).get("name")} - {None}
    return "in" if transaction["receiver"] in own and transaction["provider"] not in own else "out"


def newest(transaction: Row) -> tuple[Any, ...]:
    """Sorts the balance that stands behind all others."""
    days = (transaction["as_of"], transaction["period_end"])
    return (
        *((day is not None, day or date.min) for day in days),
        transaction["submission"],
        transaction["row"],
    )


def standing(transactions: list[Row]) -> list[Row]:
    """All increments; of balances the latest of each account and year."""
    latest: dict[Key, Row] = {}
    for t in sorted((t for t in transactions if t["kind"] == "balance"), key=newest):
        about = (
            "activity",
            "place",
            "stage",
            "currency",
            "source",
            "fund_year",
            "account",
            "provider",
            "receiver",
        )
        latest[tuple(t[name] for name in about)] = t
    return [*(t for t in transactions if t["kind"] == "increment"), *latest.values()]


def funds(tables: Tables) -> dict[Key, Row]:
    """The amounts of each activity: never over stages, currencies, directions, kinds or sources."""
    activities = {a["code"]: a for a in tables["activities"]}
    groups: dict[Key, list[Row]] = {}
    for t in standing(tables["transactions"]):
        if t["activity"] in activities:
            way = direction(tables, t, activities[t["activity"]])
            key = (t["activity"], t["place"] or "", t["stage"], t["currency"], way, t["kind"], t["source"])
            groups.setdefault(key, []).append(t)
    return {key: _together(group) for key, group in groups.items()}


def _together(group: list[Row]) -> Row:
    starts = [t["period_start"] for t in group if t["period_start"]]
    ends = [t["period_end"] or t["as_of"] for t in group if t["period_end"] or t["as_of"]]
    said = {t["qualifier"] or "exact" for t in group}
    return {
        "amount": sum((t["amount"] for t in group), Decimal(0)),
        "transactions": len(group),
        "funds_start": min(starts, default=None),
        "funds_end": max(ends, default=None),
        "qualifier": said.pop() if len(said) == 1 else "about",
    }
