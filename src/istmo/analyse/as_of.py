"""The day a release is read as of, where a question calls things overdue: the one asked for, or the latest it knows."""

from datetime import date

from istmo.analyse.answer import Queryable
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse

#: What the register tells of its own days, as texts at the precision stated, and the last day of performance figures.
#: Context and other publishers' figures are often years younger, and tell nothing of what was undertaken here.
_DAYS = """
SELECT made_on FROM undertakings
UNION ALL SELECT "on" FROM follow_ups
UNION ALL SELECT told_on FROM follow_ups
UNION ALL SELECT published_on FROM sources
WHERE code IN (SELECT source FROM undertakings UNION ALL SELECT evidence FROM follow_ups)
UNION ALL SELECT CAST(max(f.as_of) AS VARCHAR)
FROM figures AS f
INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context' AND i.framework IS NOT NULL
"""


def day_read(release: Queryable, asked: object, more: str = "") -> tuple[date | None, str]:
    """The day undertakings are read as of, and a sentence that says which and why; None if the release knows no day.

    more: SQL of further days that what is read tells, as texts at the precision stated.

    WrongUse if what was asked is no day and no period with an end.
    """
    if isinstance(asked, date):
        return asked, f"As of {asked}, as asked."
    if asked:
        try:
            end = Period.parse(str(asked)).end
        except ValueError as error:
            raise WrongUse(f"as_of takes a day or a period: {error}.") from error
        if end is None:
            raise WrongUse(f"as_of takes a day or a period with an end, not {asked}.")
        return end, f"As of {end}, as asked."
    days = [
        end
        for (text,) in release.query(f"{_DAYS}{f'UNION ALL {more}' if more else ''}")
        if (end := _last_day(text))
    ]
    if not days:
        return None, "The release knows no day, so nothing is called overdue; name one with as_of."
    told = "the latest day that this release knows of its undertakings and results; name another with as_of"
    return max(days), f"As of {max(days)}, {told}."


def _last_day(text: str | None) -> date | None:
    """The last day of a date as a register writes it; None for what is no period."""
    try:
        return Period.parse(text).end if text else None
    except ValueError:
        return None
