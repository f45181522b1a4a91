"""The question `reconcile` again, in plain Python: sums and parts day by day, for comparing."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.oracle.funds import Tables, funds, year_of

Key = tuple[Any, ...]
Part = dict[str, Any]


def reconcile(tables: Tables) -> dict[Key, tuple[Decimal, Decimal]]:
    """(sum stated, its parts together) by stated sum, source of the parts and their stages."""
    totals = gathered(tables)
    answer = {}
    for stated in totals:
        if stated["rows"] == 1 and stated["home"]:
            for source in {part["source"] for part in totals}:
                told = [p for p in totals if p["source"] == source and may_be_part(p, stated)]
                for parts in compositions(stated, told):
                    stages = " + ".join(dict.fromkeys(part["stage"] for part in parts))
                    key = (*(stated[name] for name in NAMES), source, stages)
                    answer[key] = (stated["amount"], sum((p["amount"] for p in parts), Decimal(0)))
    return answer


NAMES = ("stage", "start", "end", "place", "whose", "provider", "source", "by_period")


def gathered(tables: Tables) -> list[Part]:
    """Totals over accounts, of places and days that are told."""
    sums: dict[Key, Part] = {}
    for key, row in funds(tables).items():
        stage, fund_year, start, end, _, place, whose, provider, _, source = key
        if place is None or start == date.min or end == date.max:
            continue
        named = (stage, start, end, place, whose, provider, source, not fund_year)
        total = sums.setdefault(
            named, dict(zip(NAMES, named, strict=True)) | {"amount": Decimal(0), "rows": 0}
        )
        total["amount"] += row["amount"]
        total["rows"] += row["rows"]
    for total in sums.values():
        total["home"] = is_home(tables, total)
    return list(sums.values())


def is_home(tables: Tables, total: Part) -> bool:
    """Whether the row behind a total is of that place itself, or of its unattributed member."""
    own = {total["place"]}
    own |= {
        p["code"] for p in tables["places"] if p["kind"] == "unattributed" and p["parent"] == total["place"]
    }
    unattributed = {p["code"] for p in tables["places"] if p["kind"] == "unattributed"}
    if total["place"] in unattributed:
        return False
    wanted = (total["stage"], total["source"], total["by_period"], *days_of(total))
    told = [row for row in tables["transactions"] if row["place"] in own]
    return wanted in [(row["stage"], row["source"], not row["fund_year"], *year_of(row)[1:]) for row in told]


def days_of(total: Part) -> tuple[Any, Any]:
    return total["start"], total["end"]


def may_be_part(part: Part, stated: Part) -> bool:
    alike = all(part[name] == stated[name] for name in ("place", "whose", "provider"))
    if not alike or part is stated or part["start"] > stated["end"] or part["end"] < stated["start"]:
        return False
    same_days = days_of(part) == days_of(stated)
    inside = stated["start"] <= part["start"] and part["end"] <= stated["end"]
    around = part["start"] <= stated["start"] and stated["end"] <= part["end"]
    if part["source"] == stated["source"]:
        return bool(part["stage"] == stated["stage"] and inside and not same_days)
    if same_days:
        return bool(part["rows"] > 1 or (stated["source"] or "") < (part["source"] or ""))
    return not around


def compositions(stated: Part, parts: list[Part]) -> list[list[Part]]:
    stages = {part["stage"] for part in parts}
    each = [covering(stated, [part for part in parts if part["stage"] == stage]) for stage in stages]
    found = [chosen for chosen in each if chosen]
    together = covering(stated, parts)
    return found or ([together] if together else [])


def ordinals(part: Part) -> list[int]:
    return list(range(part["start"].toordinal(), part["end"].toordinal() + 1))


def covering(stated: Part, parts: list[Part]) -> list[Part]:
    """Parts that tell every day of the sum once and no other; else all, if they leave no day between them out."""
    finest = [part for part in parts if not again(part, parts)]
    whole = ordinals(stated)
    inside = [part for part in finest if set(ordinals(part)) <= set(whole)]
    if once(whole, inside):
        return inside
    told = {day for part in finest for day in ordinals(part)}
    if not told or not set(whole) <= told or told != set(range(min(told), max(told) + 1)):
        return []
    return sorted(finest, key=days_of)


def again(part: Part, parts: list[Part]) -> bool:
    inner = [
        p
        for p in parts
        if p["stage"] == part["stage"]
        and days_of(p) != days_of(part)
        and set(ordinals(p)) <= set(ordinals(part))
    ]
    return once(ordinals(part), inner)


def once(whole: list[int], parts: list[Part]) -> bool:
    """Whether the different periods of the parts tell each day of the whole exactly once."""
    periods = {days_of(part): part for part in parts}.values()
    return sorted(day for part in periods for day in ordinals(part)) == whole
