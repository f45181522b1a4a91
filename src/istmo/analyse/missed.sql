-- missed: what reporters say of why a target was missed or exceeded, one row per series: the latest told stands.
--
-- A series is an agency with an activity, for one indicator, place and period. It is told in the row of the result, also
-- where there is no result (state not_available). What became of each target is told by progress.sql with $apart;
-- missed.py joins the two.
--
-- By hand: no parameters.

SELECT
    indicator, place, period_start, period_end, span, coalesce(cohort, '') AS cohort, coalesce(agency, '') AS agency,
    coalesce(activity, '') AS activity, reason, explanation, plan, plan_by, submission, "row"
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, place, period_start, period_end, span, cohort, agency, activity
            ORDER BY as_of DESC NULLS LAST, stated_on DESC NULLS LAST, submission DESC, "row" DESC
        ) AS from_last
    FROM figures
    WHERE role = 'result' AND breakdown = ''
        AND (reason IS NOT NULL OR explanation IS NOT NULL OR plan IS NOT NULL OR plan_by IS NOT NULL)
) AS told
WHERE from_last = 1
ORDER BY indicator, place, period_start, period_end, span, cohort, agency, activity
