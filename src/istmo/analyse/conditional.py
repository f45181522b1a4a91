"""Targets on condition: one that was not met because its condition was not is no failure, and says on what it waits.

A target is conditional if its `basis` is the code of a condition. The condition is unmet if the release knows no day on
which it was met, or one after the target's period. A total is conditional if every target in it is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from istmo.analyse.answer import Queryable
from istmo.analyse.climb import places
from istmo.kernel.measure import Status
from istmo.kernel.period import Period
from istmo.kernel.place import Places

Columns = dict[str, list[Any]]

#: Statuses that an unmet condition explains.
EXPLAINED = (Status.NOT_MET, Status.NOT_REPORTED)
_WORDS = {"funds": "conditional, not funded", "reform": "conditional, the reform is not there yet"}
_OTHER = "conditional, the condition is not met"
_FIRST, _LAST = date.min, date.max

#: The latest target of every series of the indicators that have one on condition.
_TARGETS = """
SELECT
    f.indicator, f.place, f.period_start, f.period_end, f.span, coalesce(f.cohort, ''), coalesce(f.agency, ''),
    coalesce(f.activity, ''), c.kind, c."text", c.met_on
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, place, period_start, period_end, span, cohort, agency, activity
            ORDER BY stated_on DESC NULLS LAST, as_of DESC NULLS LAST, submission DESC, "row" DESC
        ) AS from_last
    FROM figures
    WHERE role = 'target' AND breakdown = '' AND state = 'reported' AND indicator IN (
        SELECT t.indicator FROM figures AS t INNER JOIN conditions AS k ON k.code = t.basis WHERE t.role = 'target'
    )
) AS f
LEFT JOIN conditions AS c ON c.code = f.basis
LEFT JOIN agencies AS a ON a.code = f.agency
WHERE f.from_last = 1 AND a.own IS DISTINCT FROM FALSE
ORDER BY f.indicator, f.place, f.period_start, f.period_end, f.span, f.cohort, f.agency, f.activity
"""


@dataclass(frozen=True)
class Target:
    """One target of one series, and its condition; `kind` is None where it has none."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    span: str
    cohort: str
    agency: str
    activity: str
    kind: str | None
    text: str | None
    met_on: date | None

    @property
    def is_unmet(self) -> bool:
        """Whether it waits for a condition that was not met by the end of its period."""
        return self.kind is not None and (self.met_on is None or self.met_on > (self.period_end or _LAST))

    @property
    def words(self) -> str:
        """The condition and whether it was met, as one remark."""
        met = f"met on {self.met_on}" if self.met_on else "not met, as far as this release knows"
        return f"on condition: {(self.text or '').rstrip('.')} ({met})"


def targets(release: Queryable) -> list[Target]:
    """Every target of the indicators that have one on condition; none is the usual case, and asked first."""
    if not release.query("SELECT 1 FROM conditions LIMIT 1"):
        return []
    return [Target(*row) for row in release.query(_TARGETS)]


def tell(told: Columns, release: Queryable, within: str | None, days: Period | None) -> None:
    """Give totals their condition: status and words where all their targets wait for one, else a note.

    within: totals are up to a place. days: they are made of the periods that lie in these.
    """
    known = targets(release)
    if not known:
        return
    around = None if within is None else places(release)
    by_indicator: dict[str, list[Target]] = {}
    for target in known:
        by_indicator.setdefault(target.indicator, []).append(target)
    for row, indicator in enumerate(told["indicator"]):
        of_row = [
            target
            for target in by_indicator.get(indicator, ())
            if _is_in(target, told, row, inside=days is not None)
            and _is_at(target, told["place"][row], around)
        ]
        if any(target.kind for target in of_row):
            _judge(told, row, of_row)


def _is_in(target: Target, told: Columns, row: int, *, inside: bool) -> bool:
    """Whether a target is one of those a total is held against."""
    start, end = told["period_start"][row], told["period_end"][row]
    same = (target.span, target.cohort) == (told["span"][row], told["cohort"][row] or "")
    if "agency" in told:
        same = same and (target.agency, target.activity) == (
            told["agency"][row] or "",
            told["activity"][row] or "",
        )
    if inside and target.span == "period":
        first, last = target.period_start or _FIRST, target.period_end or _LAST
        same = same and (start or _FIRST) <= first and last <= (end or _LAST)
    else:
        same = same and (target.period_start, target.period_end) == (start, end)
    return same


def _is_at(target: Target, place: str, around: Places | None) -> bool:
    """Whether a target is of a place, or of one in it where totals are up to a place; no place is everywhere."""
    if around is None:
        return target.place == place
    return not place or around.contains(place, target.place, Period(target.period_start, target.period_end))


def _judge(told: Columns, row: int, of_row: list[Target]) -> None:
    unmet = [target for target in of_row if target.is_unmet]
    remarks = list(dict.fromkeys(target.words for target in of_row if target.kind))
    if len(unmet) == len(of_row):
        if told["status"][row] in EXPLAINED:
            told["status"][row] = Status.CONDITIONAL.value
            told["status_words"][row] = words_of({target.kind or "" for target in unmet})
    elif len(of_row) > 1:
        remarks[0] = f"{len(unmet)} of {len(of_row)} targets wait, {remarks[0]}"
    told["notes"][row] = "; ".join(part for part in (told["notes"][row], *remarks) if part)


def words_of(kinds: set[str]) -> str:
    """What waits for conditions of these kinds is called: by the kind, if there is only one."""
    return _WORDS.get(min(kinds), _OTHER) if len(kinds) == 1 else _OTHER
