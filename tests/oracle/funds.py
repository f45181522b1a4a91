"""The question `funds` again, in plain Python: slow, one loop after another, for comparing."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.period import Period
from tests.oracle.store import Row

Tables = dict[str, list[Row]]
Key = tuple[Any, ...]
Cell = dict[str, Any]

NOTHING = Decimal(0)
FIRST, LAST = date.min, date.max
NEXT = {"appropriated": "obligated", "allocated": "obligated", "obligated": "disbursed"}
PARTICULARS = ("stage", "currency", "source", "account", "node", "agency", "activity", "provider", "receiver")
UNSPLIT = ("unattributed", "group", "region", "world")


def funds(tables: Tables, by: tuple[str, ...] = (), years: Period | None = None) -> dict[Key, Row]:
    """Each amount by (stage, first day, last day, account, place, whose, provider, currency, source, *by)."""
    cells = counted(tables, years)
    answer: dict[Key, list[tuple[Cell, bool]]] = defaultdict(list)
    for place in shown_at(tables, cells):
        for cell in cells:
            if counts_at(tables, cells, cell, place):
                answer[key_of(tables, cell, place, by, years)].append((cell, True))
            elif may_be_of(tables, cell, place):
                answer[key_of(tables, cell, place, by, years)].append((cell, False))
    told = {key: summed(tables, parts) for key, parts in answer.items() if any(inside for _, inside in parts)}
    for key, row in told.items():
        row["left"] = left(key, row, told)
    return told


def own(tables: Tables, code: str | None) -> bool:
    return any(agency["code"] == code and agency["own"] for agency in tables["agencies"])


def whose(tables: Tables, row: Row) -> str:
    told = [code for code in (row["provider"], row["agency"]) if code is not None]
    if not told:
        return "not stated"
    return "own" if all(own(tables, code) for code in told) else "other"


def giver(tables: Tables, cell: Cell) -> str | None:
    """By whom others' money stands: who gives it, or the partner that tells of money it had from us."""
    if cell["provider"] is None or own(tables, cell["provider"]):
        agency: str | None = cell["agency"]
        return agency
    provider: str = cell["provider"]
    return provider


def year_of(row: Row) -> tuple[str, date, date]:
    if row["fund_year"]:
        period = Period.parse(row["fund_year"])
        return row["fund_year"], period.start or FIRST, period.end or LAST
    return "", row["period_start"] or FIRST, row["period_end"] or LAST


def counted(tables: Tables, years: Period | None) -> list[Cell]:
    """What each series stands at, netted, and only what lies in the years asked about."""
    series: dict[Key, list[Row]] = defaultdict(list)
    for row in tables["transactions"]:
        series[(*(row[name] for name in PARTICULARS), row["place"], year_of(row))].append(row)
    cells = []
    for rows in series.values():
        first = rows[0]
        fund_year, start, end = year_of(first)
        cell: Cell = {name: first[name] for name in (*PARTICULARS, "place")}
        cell |= {
            "fund_year": fund_year,
            "start": start,
            "end": end,
            "whose": whose(tables, first),
            **stand(rows),
        }
        cells.append(cell)
    net(tables, cells)
    if years is None:
        return cells
    within = [c for c in cells if years.start <= c["start"] and c["end"] <= years.end]
    return [cell for cell in within if not any(is_longer(other, cell) for other in within)]


def is_longer(other: Cell, cell: Cell) -> bool:
    same = all(other[name] == cell[name] for name in (*PARTICULARS, "place"))
    holds = other["start"] <= cell["start"] and cell["end"] <= other["end"]
    alike = bool(other["fund_year"]) == bool(cell["fund_year"])
    return same and alike and holds and (other["start"], other["end"]) != (cell["start"], cell["end"])


def stand(rows: list[Row]) -> Row:
    """The last balance by the steps that led to it, and the increments after it."""
    days: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "balance":
            days[row["as_of"] or row["period_end"] or FIRST].append(row)
    moves, standing, before = [], [], NOTHING
    for day in sorted(days):
        later = max(row["submission"] for row in days[day])
        standing = [row for row in days[day] if row["submission"] == later]
        amount = sum((row["amount"] for row in standing), NOTHING)
        moves.append(amount - before)
        before = amount
    struck = max(days, default=None)
    added = [
        row
        for row in rows
        if row["kind"] == "increment" and (struck is None or (row["period_start"] or FIRST) > struck)
    ]
    moves += [row["amount"] for row in added]
    ends = [row["period_end"] or row["as_of"] or FIRST for row in added] + ([struck] if struck else [])
    return {
        "amount": sum(moves, NOTHING),
        "gross": sum((move for move in moves if move > 0), NOTHING),
        "reductions": sum((move for move in moves if move < 0), NOTHING),
        "balance": bool(days),
        "day": max(ends),
        "rows": len(standing) + len(added),
        "qualifiers": {row["qualifier"] or "exact" for row in [*standing, *added]},
        "netted": NOTHING,
    }


def net(tables: Tables, cells: list[Cell]) -> None:
    """What an own agency passes on is counted where the other tells it again."""
    alike = ("stage", "currency", "source", "account", "place", "fund_year", "start", "end")
    for taker in {agency["code"] for agency in tables["agencies"] if agency["own"]}:
        pots: dict[Key, list[Cell]] = defaultdict(list)
        for cell in cells:
            passes = cell["receiver"] == taker and taker != (cell["agency"] or cell["provider"])
            if passes and cell["whose"] == "own" and cell["amount"] > 0:
                pots[tuple(cell[name] for name in alike)].append(cell)
        for key, givers in pots.items():
            again = sum(
                (
                    c["amount"]
                    for c in cells
                    if (c["agency"] or c["provider"]) == taker
                    and c["whose"] == "own"
                    and tuple(c[n] for n in alike) == key
                ),
                NOTHING,
            )
            for cell in sorted(givers, key=lambda c: [c[name] or "" for name in PARTICULARS]):
                cell["netted"] = min(cell["amount"], max(again, NOTHING))
                again -= cell["amount"]


def parts_of(tables: Tables, place: str | None, day: date) -> set[str]:
    """Everything in a place on a day, without itself unless it lies in itself."""
    found: set[str] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        lower = {p["code"] for p in tables["places"] if p.get("parent") == here and here is not None}
        lower |= {
            m["member"]
            for m in tables["place_members"]
            if m["place"] == here and (m.get("since") or FIRST) <= day <= (m.get("until") or LAST)
        }
        waiting += sorted(lower - found)
        found |= lower
    return found


def shown_at(tables: Tables, cells: list[Cell]) -> list[str | None]:
    stated = {cell["place"] for cell in cells}
    listed = {p["code"] for p in tables["places"] if p["kind"] in ("group", "country")}
    above = {p["parent"] for p in tables["places"] if p["kind"] == "unattributed" and p["code"] in stated}
    return list(stated | listed | above)


def is_in(tables: Tables, cell: Cell, place: str | None) -> bool:
    return cell["place"] == place or cell["place"] in parts_of(tables, place, cell["end"])


def counts_at(tables: Tables, cells: list[Cell], cell: Cell, place: str | None) -> bool:
    """In the place, and in no smaller or equal place of which the same series has a statement."""
    if not is_in(tables, cell, place):
        return False
    same = (*PARTICULARS, "fund_year", "start", "end")
    for other in cells:
        alike = other["place"] != cell["place"] and all(other[name] == cell[name] for name in same)
        if alike and is_in(tables, cell, other["place"]):
            inner = {place} | parts_of(tables, place, cell["end"])
            if other["place"] in inner:
                return False
    return True


def may_be_of(tables: Tables, cell: Cell, place: str | None) -> bool:
    """Split by no country, and not counted in a place that has a part in its group."""
    group = next(
        (p["parent"] for p in tables["places"] if p["code"] == cell["place"] and p["kind"] == "unattributed"),
        None,
    )
    if group is None or is_in(tables, cell, place):
        return False
    parts = (parts_of(tables, group, cell["end"]) | {group}) - {cell["place"]}
    return bool(parts & (parts_of(tables, place, cell["end"]) | {place}))


def key_of(tables: Tables, cell: Cell, place: str | None, by: tuple[str, ...], years: Period | None) -> Key:
    start, end = (cell["start"], cell["end"]) if years is None else (years.start, years.end)
    fund_year = cell["fund_year"] if years is None else ""
    provider = giver(tables, cell) if cell["whose"] == "other" else None
    if "provider" in by and cell["whose"] != "other":
        provider = cell["provider"]
    told = (cell["stage"], fund_year, start, end, cell["account"], place, cell["whose"], provider)
    more = tuple(cell[name] for name in by if name != "provider")
    return (*told, cell["currency"], cell["source"], *more)


def summed(tables: Tables, parts: list[tuple[Cell, bool]]) -> Row:
    inside = [cell for cell, counts in parts if counts]
    kinds = {place["code"]: place["kind"] for place in tables["places"]}
    told = set().union(*(cell["qualifiers"] for cell in inside))
    if told >= {"at_least", "at_most"}:
        qualifier = "about"
    else:
        qualifier = next((word for word in ("at_least", "at_most", "about") if word in told), "exact")
    unsplit = [cell for cell in inside if kinds.get(cell["place"]) in UNSPLIT]
    return {
        "amount": total(inside, "amount") - total(inside, "netted"),
        "qualifier": qualifier,
        "gross": total(inside, "gross"),
        "reductions": total(inside, "reductions"),
        "netted": total(inside, "netted"),
        "unattributed": total(unsplit, "amount") - total(unsplit, "netted"),
        "not_split": sum((c["amount"] - c["netted"] for c, counts in parts if not counts), NOTHING) or None,
        "places": len({cell["place"] for cell in inside} - {None}),
        "rows": sum(cell["rows"] for cell in inside),
        "agencies": ", ".join(sorted({cell["agency"] for cell in inside if cell["agency"]})) or None,
        "years": {(cell["start"], cell["end"]) for cell in inside},
        "by_period": any(not cell["fund_year"] for cell in inside),
        "balance": any(cell["balance"] for cell in inside),
        "until": max(cell["day"] for cell in inside),
    }


def total(cells: list[Cell], name: str) -> Decimal:
    return sum((cell[name] for cell in cells), NOTHING)


def left(key: Key, row: Row, told: dict[Key, Row]) -> Decimal | None:
    """What is left at the next stage, or None where the two are not like for like."""
    taken = told.get((NEXT.get(key[0], ""), *key[1:]))
    if taken is None or row["by_period"] or taken["by_period"]:
        return None
    if row["years"] != taken["years"] or row["agencies"] != taken["agencies"]:
        return None
    if (row["balance"] or key[0] == "obligated") and row["until"] != taken["until"]:
        return None
    difference: Decimal = row["amount"] - taken["amount"]
    return difference
