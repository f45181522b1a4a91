"""Two other layouts of coverage: agency × sector × country, and the projects that the plan does not hold.

The first is the screen that GAO asked of such strategies: where is there an activity, and is it measured, has it a
baseline, a target, a result, an evaluation. Rules: steps/matrix.sql.
"""

from collections.abc import Iterator
from typing import Any

from istmo.analyse.answer import Answer, Queryable, sql

COLUMNS = (
    "agency", "agency_name", "beside", "vocabulary", "sector", "sector_title", "place", "place_name", "activities",
    "indicators", "baseline", "target", "result", "evaluation", "gaps",
)  # fmt: skip
READING = (
    "agency", "sector_title", "place", "activities", "indicators", "baseline", "target", "result", "evaluation", "gaps",
)  # fmt: skip
NOTES = (
    "Sectors as an activity states them, else the lines of effort it stands under; no sector where neither is known.",
    "An evaluation counts once it is done. Agencies that are not own are marked beside.",
)

OUTSIDE = (
    "activity", "title", "agency", "agency_name", "place", "node", "indicators", "figures", "evaluations", "why",
)  # fmt: skip
OUTSIDE_NOTES = (
    "Own activities that name no node of a framework, or of which no figure of performance was ever told.",
)
_OUTSIDE = """
SELECT
    a.code, a.title, a.agency, g.name, a.place, a.node,
    count(DISTINCT f.indicator) AS indicators, count(f.indicator) AS figures,
    (
        SELECT count(DISTINCT l.evaluation)
        FROM evaluation_links AS l
        INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
        WHERE l.activity = a.code
    ) AS evaluations,
    EXISTS (SELECT 1 FROM nodes AS n WHERE a.node IN (n.code, n.framework || '/' || n.code)) AS planned
FROM activities AS a
LEFT JOIN agencies AS g ON g.code = a.agency
LEFT JOIN (
    SELECT t.activity, t.indicator
    FROM figures AS t
    INNER JOIN indicators AS i ON i.code = t.indicator AND i.kind <> 'context'
    WHERE t.role <> 'context'
) AS f ON f.activity = a.code
WHERE g.own IS DISTINCT FROM FALSE
GROUP BY a.code, a.title, a.agency, g.name, a.place, a.node
HAVING NOT planned OR count(f.indicator) = 0
ORDER BY a.agency NULLS FIRST, a.code
"""


def of(release: Queryable) -> Answer:
    """The matrix; baseline, target, result and evaluation are yes or no."""
    rows = []
    for *about, activities, indicators, baseline, target, result, evaluation in release.query(
        sql("steps/matrix")
    ):
        there = {"baseline": baseline, "target": target, "result": result, "evaluation": evaluation}
        gaps = "; ".join(_gaps(activities, indicators, there)) or None
        rows.append((*about, activities, indicators, *(bool(one) for one in there.values()), gaps))
    return Answer(COLUMNS, tuple(rows), NOTES, READING)


def _gaps(activities: int, indicators: int, there: dict[str, Any]) -> Iterator[str]:
    if not indicators:
        yield "activity without indicator"
    else:
        if not activities:
            yield "no activity named"
        yield from (f"no {name}" for name in ("baseline", "target", "result") if not there[name])
    if not there["evaluation"]:
        yield "no evaluation"


def outside(release: Queryable) -> Answer:
    """Own activities that are in no plan, or were never measured."""
    rows = []
    for *cells, planned in release.query(_OUTSIDE):
        figures = cells[OUTSIDE.index("figures")]
        why = [
            *([] if planned else ["names no node"]),
            *([] if figures else ["no indicator was ever told of it"]),
        ]
        rows.append((*cells, "; ".join(why)))
    return Answer(OUTSIDE, tuple(rows), OUTSIDE_NOTES)
