"""The number beside its target and base: when the target was stated, what is compared, what is not."""

from collections.abc import Iterator
from decimal import Decimal

from istmo.analyse.telling.fates import Kind
from istmo.analyse.telling.spoken import also, amount, number, state
from istmo.analyse.telling.total import Total
from istmo.kernel.measure import Status
from istmo.kernel.quantity import rounded, shown


def target(total: Total) -> Iterator[str]:
    """When the target was stated, and whether that was in time."""
    cells = total.cells
    if not cells["target_status"]:
        yield "No target was stated, so nothing is judged."
        return
    aims = [row for row, fate in total.rows if fate.kind is Kind.COUNTS and row.role == "target"]
    days = sorted({row.stated_on for row in aims if row.stated_on})
    stated = f", stated on {also([day.isoformat() for day in days])}" if days else ""
    aim = state(cells["target"], total.states) or amount(cells["target"], None, None, None, cells["unit"])
    what = f"The target is {aim}" if aim else "There are several targets, which make no one number"
    yield f"{what}{stated}: {_lateness(total)}."
    if cells["first_target"] is not None:
        yield f"It was first stated as {number(cells['first_target'])} and revised later."


def _lateness(total: Total) -> str:
    told = total.cells["target_status"]
    if told != "late":
        return _LATENESS[told]
    late, _, targets = (total.details("late") or ["1 of 1"])[0].partition(" of ")
    if late == targets:
        return "after its period had begun, so it is called late"
    return f"{late} of {targets} after their period had begun, and these are called late"


_LATENESS = {
    "on_time": "not later than the first day of its period, so it is on time",
    "date_unknown": "when it was stated is not known, so nobody can say whether it was in time",
}


def base(total: Total) -> Iterator[str]:
    """From where the way to the target is measured."""
    cells = total.cells
    if cells["baseline"] is not None:
        since = f", for {cells['baseline_period']}" if cells["baseline_period"] else ""
        yield f"The base is {state(cells['baseline'], total.states) or amount(cells['baseline'], None, None, None, cells['unit'])}{since}."
    elif total.details("no base") and cells["target_status"]:
        yield "No base was given: how much of the way was gone cannot be told; whether the target was reached can."


def achievement(total: Total) -> Iterator[str]:
    """What is compared with the target, what is not, and the verdict."""
    cells = total.cells
    above, below, percent = (cells[f"achievement{end}"] for end in ("_numerator", "_denominator", ""))
    if percent is not None:
        reached = f"{shown(rounded(percent, 1))} percent"
        way = cells["baseline"] is not None and above != cells["result"]
        compared = (
            "Progress is the way gone from the base"
            if way
            else "Only results that have a target are compared"
        )
        twice = cells["named"].over_series == "range" and len(total.counted) > 1
        yield (
            f"{compared}: {number(above)} of {number(below)} is {reached}"
            f"{', with nobody taken off who may be counted twice' if twice and above != cells['result'] else ''}."
        )
    for kind, words in BESIDE.items():
        for detail in total.details(kind):
            if detail and Decimal(detail):
                yield words.format(number(Decimal(detail)))
    for detail in total.details("tally"):
        yield f"{detail} reached their own target."
    if cells["target_status"]:
        usual = cells["status_words"] == Status(cells["status"]).words
        verdict = _VERDICTS.get(cells["status"]) if usual else None
        yield f"{verdict or cells['status_words'].capitalize()}."


_VERDICTS = {
    "met": "So the target is met",
    "not_met": "So the target is not met",
    "on_the_way": "The target's period is not over, so there is no verdict yet",
    "too_early": "It is too early for a result: the period is not over",
    "not_reported": "Nothing was reported that could be held against the target",
    "not_additive": "There is no verdict on the whole, because targets of this kind cannot be added up",
    "conditional": "Whether the target is met stays open: it depends on what is not known exactly",
    "not_applicable": "Of numbers of this kind it is not asked whether a target is met",
    "no_baseline": "How far it came cannot be told, because no base is stated",
}

BESIDE = {
    "untargeted": "{} more was reported without a target: it counts in the total and not in this comparison.",
    "unreported": "{} of the target belongs to those who have not reported: it is not in this comparison.",
}
