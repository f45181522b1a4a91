"""Figures held back in review are holes in totals: named with the reason, never passed over.

A release knows of a held figure what it is about, not its value. Where an earlier statement of the same series stands,
the total has no hole and the remark says that a later figure is held.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from istmo.analyse.answer import Queryable
from istmo.analyse.climb import places
from istmo.kernel.period import Period
from istmo.kernel.place import Places
from istmo.kernel.quantity import Qualifier

Columns = dict[str, list[Any]]

_HELD = """
SELECT
    h.indicator, h.place, h.period_start, h.period_end, coalesce(h.agency, '') AS agency,
    coalesce(h.activity, '') AS activity, h.reason,
    EXISTS (
        SELECT 1 FROM figures AS f
        WHERE f.indicator = h.indicator AND f.place = h.place AND f.role = 'result' AND f.breakdown = ''
            AND f.period_start IS NOT DISTINCT FROM h.period_start
            AND f.period_end IS NOT DISTINCT FROM h.period_end
            AND coalesce(f.agency, '') = coalesce(h.agency, '') AND coalesce(f.activity, '') = coalesce(h.activity, '')
    ) AS stands
FROM holds AS h
LEFT JOIN agencies AS a ON a.code = h.agency
WHERE h.role = 'result' AND h.breakdown IS NULL AND a.own IS DISTINCT FROM FALSE
ORDER BY h.indicator, h.place, agency, activity, h.reason, h.submission, h."row", h."at"
"""


class _Held(NamedTuple):
    """One held result; `stands`: an earlier statement of it is in the total; `part`: it is of these days of the total."""

    agency: str
    activity: str
    reason: str
    stands: bool
    part: str = ""

    @property
    def remark(self) -> str:
        """As `wording` reads it; a semicolon parts remarks, so a reason cannot keep its own."""
        kind = "later held" if self.stands else "held"
        reason = self.reason.replace(";", ",")
        return f"{kind}|{self.agency}|{self.activity}|{f'{self.part}, {reason}' if self.part else reason}"


def tell(told: Columns, release: Queryable, within: str | None = None, over: Period | None = None) -> None:
    """Put what is held into the columns of progress: the remark, the count of expected reports, the open end.

    The column `named` holds what the register says of each row's indicator. within: the place that totals go up to
    ('' is everywhere); a held figure of a place in it is a hole there. over: the days all rows are about; what is
    held of a part of them is a hole too.
    """
    if not release.query("SELECT 1 FROM holds LIMIT 1"):
        return
    known = places(release) if within is not None else Places({})
    held: dict[tuple[Any, ...], list[_Held]] = defaultdict(list)
    for indicator, place, start, end, agency, activity, *rest in release.query(_HELD):
        days = Period(start, end)
        told_for = over or days
        if not (days == told_for or told_for.contains(days)):
            continue
        part = "" if days == told_for else days.code
        ends = (told_for.start, told_for.end)
        if within in (None, place):
            held[indicator, place, *ends].append(_Held(agency, activity, *rest)._replace(part=part))
        elif within == "" or known.contains(str(within), place, days):
            at = f"{activity} at {place}".strip()
            held[indicator, within, *ends].append(_Held(agency, at, *rest)._replace(part=part))
    keys = zip(told["indicator"], told["place"], told["period_start"], told["period_end"], strict=True)
    for row, key in enumerate(keys):
        for one in held.get(key, ()):
            if "agency" not in told or one[:2] == (told["agency"][row] or "", told["activity"][row] or ""):
                _tell(told, row, one)


def _tell(told: Columns, row: int, held: _Held) -> None:
    remarks = told["remarks"][row].split(";") if told["remarks"][row] else []
    silent = f"silent|{held.agency}|{held.activity}|"
    if silent in remarks:
        # The hole is counted already; what is known of it is more than that nothing came.
        remarks[remarks.index(silent)] = held.remark
    elif held.remark not in remarks:
        remarks.append(held.remark)
        if not held.stands:
            told["expected"][row] += not held.part
            _open(told, row)
    told["remarks"][row] = ";".join(remarks)


def _open(told: Columns, row: int) -> None:
    """A total without what is held is at least that much, or about."""
    named = told["named"][row]
    if named.over_series not in ("sum", "range") or told["qualifier"][row] is None:
        return
    grows = named.measure in ("count", "amount")
    exact = told["qualifier"][row] == Qualifier.EXACT
    if exact:
        told["qualifier"][row] = str(Qualifier.AT_LEAST if grows else Qualifier.ABOUT)
    told["result_high"][row] = None
