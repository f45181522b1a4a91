"""How the figures that count make the number: alone, added, pooled, as a range, or as somebody decided."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from istmo.analyse.telling.fates import Stated
from istmo.analyse.telling.spoken import amount, figures, number, rest, state, when
from istmo.analyse.telling.total import MOST, Total, who
from istmo.kernel.quantity import EXACT


def number_itself(total: Total) -> Iterator[str]:
    """What is told of what, where and when."""
    cells = total.cells
    about = (
        f"“{cells['title']}”, {'everywhere' if total.everywhere else cells['place_name'] or cells['place']}"
    )
    about += f", {when(cells['period_start'], cells['period_end'], cells['period_as_written'])}"
    if cells["cohort"]:
        about += f", of those who began in {cells['cohort']}"
    if cells["span"] == "life":
        about += ", over the whole life of the activity"
    ends = (cells["result_low"], cells["result_high"])
    found = state(cells["result"], total.states)
    found = found or amount(cells["result"], *ends, cells["qualifier"], cells["unit"])
    if found:
        yield f"{about}: {found}."
    elif cells["result_as_written"]:
        yield f"{about}: told in words, “{cells['result_as_written']}”; there is no number."
    else:
        yield f"{about}: there is no number: {cells['status_words']}."


def made(total: Total) -> Iterator[str]:
    """How the counted figures make the total."""
    cells, counted, rule = total.cells, total.counted, total.cells["named"].over_series
    if not counted:
        return
    if len(counted) == 1 and not total.details("settled"):
        yield from _alone(total, counted[0])
    elif rule == "ratio" and cells["result_denominator"] is not None:
        yield from _pooled(total)
    elif rule == "range" and not total.cells["decision"]:
        yield from _people(total)
    elif rule in ("sum", "range") and not total.details("units"):
        yield from _added(total)
    elif total.details("units"):
        yield f"{figures(len(counted))} were reported in different units; they are neither added nor compared."
    else:
        yield (
            f"{figures(len(counted))} stand side by side. Numbers of this kind ({cells['measure']}) of several "
            "agencies or activities are never added or averaged, so there is no total of them."
        )


def _alone(total: Total, row: Stated) -> Iterator[str]:
    told = f"One figure counts, from {who(row)}"
    if row.share.divides and total.cells["result"] is not None:
        yield f"{told}: {number(row.numerator)} of {number(row.denominator)}, which is {_ratio(total.cells)}."
    else:
        yield f"{told}: the number is this figure as it stands; nothing is added."


def _ratio(cells: Mapping[str, Any]) -> str:
    """`75 percent`, or `3 for each 1,000`."""
    per, unit = cells["named"].per or Decimal(1), cells["unit"]
    return f"{number(cells['result'])} {unit or f'for each {number(per)}'}"


def _people(total: Total) -> Iterator[str]:
    cells, values = total.cells, [row.value for row in total.counted]
    listed = "; ".join(f"{number(row.value)} from {who(row)}" for row in total.counted[:MOST])
    told = f"{figures(len(values))} count: {listed}{rest(len(values) - MOST)}."
    if cells["result"] is not None:
        yield f"{told} Nobody among them can be counted twice, so they are added."
        return
    low, high = cells["result_low"], cells["result_high"]
    ends = []
    if low is not None:
        largest = low == max((value for value in values if value is not None), default=None)
        ends.append(
            f"at least {'the largest of them' if largest else 'the largest groups of them'} ({number(low)})"
        )
    if high is not None:
        ends.append(f"at most all of them together ({_sum(total) or number(high)})")
    yield (
        f"{told} They may have counted the same people. Until a person decides how, the total is a range: "
        f"{' and '.join(ends) or 'it cannot be told'}."
    )


def _added(total: Total) -> Iterator[str]:
    counted = total.counted
    if total.cells["decision"] in ("max", "custom"):
        listed = "; ".join(f"{number(row.value)} from {who(row)}" for row in counted[:MOST])
        yield f"{figures(len(counted))} count: {listed}{rest(len(counted) - MOST)}."
        return
    summed = _sum(total)
    if summed:
        yield f"{figures(len(counted))} count, of different agencies, activities, places or periods. They are added: {summed}."
    else:
        yield f"{figures(len(counted))} count, of different agencies, activities, places or periods; their rows follow."


def _sum(total: Total) -> str:
    """`500 + 300 = 800` where the parts add to the total that is told; else empty, so that nothing false is said."""
    values = [row.value for row in total.counted if row.value is not None]
    made = Decimal(0)
    for value in values:
        made = EXACT.add(made, value)
    told = (total.cells["result"], total.cells["result_high"], total.cells["result_low"])
    if made not in told or len(values) != len(total.counted):
        return ""
    parts = " + ".join(number(value) for value in values[:MOST]) + (" + …" if len(values) > MOST else "")
    return f"{parts} = {number(made)}"


def _pooled(total: Total) -> Iterator[str]:
    cells = total.cells
    pooled = [row for row in total.counted if row.share.divides]
    made = f" is {_ratio(cells)}" if cells["result"] is not None else ""
    yield (
        f"{figures(len(pooled))} count. Percentages are never averaged: the cases of all are put together, and "
        f"{number(cells['result_numerator'])} of {number(cells['result_denominator'])}{made}."
    )


def overlap(total: Total) -> Iterator[str]:
    """Whether somebody looked at double counting, who settled it, how and why."""
    if total.cells["decision"]:
        yield from _decision(total, "")
    elif total.details("overlap"):
        yield "Nobody has examined yet whether the same was counted twice (overlap not examined)."
    for settled in total.details("settled"):
        yield from _decision(total, settled.rpartition(" ")[0])


_DECISIONS = {
    "sum": "nothing was counted twice, so the figures are added",
    "max": "the largest figure counts, because the others are within it",
}


def _decision(total: Total, place: str) -> Iterator[str]:
    made = total.decided.get(place)
    if made is None:
        return
    how = _DECISIONS.get(made.decision) or f"the total is {number(made.value)}"
    where = f" for {total.places.get(place, place)}" if place else ""
    yield (
        f"Whether the same was counted twice{where} was decided by person {made.by or 'not named'}: {how}. "
        f"Reason given: “{made.reason or 'none'}”."
    )
