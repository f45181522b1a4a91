"""When the data of an indicator were last assessed, in a sentence that stands beside its numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from istmo.analyse.answer import Queryable
from istmo.analyse.as_of import day_read
from istmo.kernel.quality import overdue_since

#: The days that sheets and assessments tell, and the last day of what was reported.
DAYS = """
SELECT CAST(max(assessed_on) AS VARCHAR) FROM quality_assessments
UNION ALL SELECT CAST(max(updated_on) AS VARCHAR) FROM sheets
UNION ALL SELECT CAST(max(f.period_end) AS VARCHAR)
FROM figures AS f
INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context' AND i.framework IS NOT NULL
WHERE f.role = 'result' AND f.state = 'reported'
"""
_LAST = """
SELECT indicator, max(assessed_on)
FROM quality_assessments
WHERE CAST($as_of AS DATE) IS NULL OR assessed_on <= CAST($as_of AS DATE)
GROUP BY indicator
ORDER BY indicator
"""
#: An answer names so many indicators whose assessment is overdue; more are counted.
_NAMED = 5


@dataclass(frozen=True)
class Assessed:
    """Of every indicator the day of its last assessment; as of a day. Empty where the release tells of none at all."""

    day: date | None
    last: dict[str, date]

    def sentence(self, indicator: str) -> str:
        """What stands beside a number of this indicator; nothing where the release tells of no assessment at all."""
        if not self.last:
            return ""
        on = self.last.get(indicator)
        if on is None:
            return "No assessment of its data is known"
        since = overdue_since(on)
        told = f"Its data were last assessed on {on}"
        return f"{told}; the next assessment is overdue since {since}" if self._is_past(since) else told

    def notes(self, indicators: Iterable[str]) -> Iterator[str]:
        """A note for an answer about these indicators: which of them have data that were assessed too long ago."""
        if not self.last:
            return
        late = [
            (code, self.last[code], overdue_since(self.last[code]))
            for code in dict.fromkeys(indicators)
            if code in self.last and self._is_past(overdue_since(self.last[code]))
        ]
        if late:
            named = "; ".join(f"{code} on {on}, overdue since {since}" for code, on, since in late[:_NAMED])
            more = f"; and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
            yield f"As of {self.day} the data of these were last assessed too long ago: {named}{more}."

    def _is_past(self, day: date) -> bool:
        return self.day is not None and day <= self.day


def read(release: Queryable) -> Assessed:
    """The last assessments that a release knows of, as of the last day that it knows."""
    if not release.query("SELECT 1 FROM quality_assessments LIMIT 1"):
        return Assessed(None, {})
    day, _ = day_read(release, None, DAYS)
    return Assessed(day, dict(release.query(_LAST, {"as_of": day})))
