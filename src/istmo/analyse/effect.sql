-- effect: each figure beside what it is compared with: registered comparisons, and of one indicator every series.
--
-- One row per registered comparison (table `comparisons`). Where an indicator is asked, also one row per result or context
-- value of it beside the same days one year earlier of the same series, and one beside its latest baseline that came
-- before; a pair that is registered is not told twice. Of several statements of one thing the latest stands, as in
-- trend.sql; of context the preferred source comes first. own_fits and base_fits count the series that fit what a
-- comparison names: where that is more than one, effect.py compares none of them.
--
-- Nothing is divided and nothing is drawn here: effect.py makes ratios of numerator and denominator, and chance.py
-- the intervals.
--
-- By hand: set $indicator to a code, or to NULL for the registered comparisons alone.

WITH compared AS (
    SELECT * FROM comparisons WHERE CAST($indicator AS VARCHAR) IS NULL OR indicator = $indicator
),

wanted AS (
    SELECT indicator AS code FROM compared
    UNION
    SELECT comparator_indicator FROM compared WHERE comparator_indicator IS NOT NULL
    UNION
    SELECT CAST($indicator AS VARCHAR) WHERE CAST($indicator AS VARCHAR) IS NOT NULL
),

said AS (
    SELECT
        f.*,
        i.title, i.kind, i.measure, i."time", i.per, i.bounded, coalesce(f.unit, i.unit) AS told_unit,
        l.name AS place_name,
        CASE WHEN f.source = i.preferred_source THEN 0 ELSE 1 END AS preference,
        CASE WHEN i.kind = 'context' THEN coalesce(f.source, '') ELSE '' END AS voice,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN coalesce(f.period_as_written, '') ELSE '' END
            AS wording
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator
    INNER JOIN places AS l ON l.code = f.place
    WHERE f.indicator IN (SELECT code FROM wanted) AND f.role IN ('baseline', 'result', 'context') AND f.span = 'period'
),

lined_up AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, place, agency, activity, voice, role, cohort, breakdown, period_start, period_end,
                wording
            ORDER BY as_of DESC NULLS LAST, stated_on DESC NULLS LAST,
                CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                source NULLS LAST, value NULLS LAST, submission NULLS LAST, "row" NULLS LAST
        ) AS place_in_line
    FROM said
),

standing AS (
    SELECT
        *,
        row_number() OVER (
            ORDER BY indicator, place, breakdown, agency NULLS FIRST, activity NULLS FIRST, voice, cohort NULLS FIRST,
                period_start NULLS FIRST, period_end NULLS FIRST, wording, role
        ) AS id
    FROM lined_up
    WHERE place_in_line = 1
),

-- The figures that fit what a comparison names.
own AS (
    SELECT
        c.code, s.id, s.agency, s.activity, s.cohort,
        row_number() OVER (PARTITION BY c.code ORDER BY s.preference, s.id) AS turn
    FROM compared AS c
    INNER JOIN standing AS s
        ON s.indicator = c.indicator AND s.place = c.place AND s.breakdown = c.breakdown AND s.role <> 'baseline'
        AND s.period_start IS NOT DISTINCT FROM c.period_start AND s.period_end IS NOT DISTINCT FROM c.period_end
        AND (c.agency IS NULL OR s.agency = c.agency) AND (c.activity IS NULL OR s.activity = c.activity)
),

own_fits AS (
    SELECT code, count(*) AS fits
    FROM (SELECT DISTINCT code, agency, activity, cohort FROM own) AS series
    GROUP BY code
),

-- What it is compared with: a period of its own series, whose baseline comes first; or the other group's figure.
base AS (
    SELECT
        c.code, b.id, b.agency, b.activity, b.cohort,
        row_number() OVER (
            PARTITION BY c.code
            ORDER BY CASE WHEN b.voice = n.voice THEN 0 ELSE 1 END, CASE b.role WHEN 'baseline' THEN 0 ELSE 1 END,
                b.preference, b.id
        ) AS turn
    FROM compared AS c
    INNER JOIN own AS o ON o.code = c.code AND o.turn = 1
    INNER JOIN standing AS n ON n.id = o.id
    INNER JOIN standing AS b
        ON c.against = 'baseline' AND c.comparator_period IS NOT NULL AND b.id <> n.id
        AND b.indicator = n.indicator AND b.place = n.place AND b.breakdown = n.breakdown
        AND b.agency IS NOT DISTINCT FROM n.agency AND b.activity IS NOT DISTINCT FROM n.activity
        AND b.period_start IS NOT DISTINCT FROM c.comparator_start
        AND b.period_end IS NOT DISTINCT FROM c.comparator_end
        AND (b.role = 'baseline' OR c.comparator_start IS NOT NULL OR c.comparator_end IS NOT NULL)
    UNION ALL
    SELECT
        c.code, b.id, b.agency, b.activity, b.cohort,
        row_number() OVER (PARTITION BY c.code ORDER BY b.preference, b.id) AS turn
    FROM compared AS c
    INNER JOIN standing AS b
        ON c.against = 'group' AND b.role <> 'baseline'
        AND b.indicator = c.comparator_indicator AND b.place = c.comparator_place
        AND b.breakdown = coalesce(c.comparator_breakdown, '')
        AND b.period_start IS NOT DISTINCT FROM c.comparator_start
        AND b.period_end IS NOT DISTINCT FROM c.comparator_end
        AND (c.comparator_agency IS NULL OR b.agency = c.comparator_agency)
        AND (c.comparator_activity IS NULL OR b.activity = c.comparator_activity)
),

base_fits AS (
    SELECT code, count(*) AS fits
    FROM (SELECT DISTINCT code, agency, activity, cohort FROM base) AS series
    GROUP BY code
),

registered AS (
    SELECT
        c.code AS comparison, c."text" AS what, c.against, c.design, c.groups_overlap, c.chosen_because, c.n, c.comparator_n,
        c.source AS told_by, c.char_start, c.char_end, c.note AS remark,
        c.indicator AS own_indicator, c.place AS own_place, c.breakdown AS own_breakdown,
        c.period_start AS own_start, c.period_end AS own_end,
        c.comparator_indicator, c.comparator_place, c.comparator_period, c.comparator_start, c.comparator_end,
        o.id AS own_id, b.id AS base_id, coalesce(f.fits, 0) AS own_fits, coalesce(g.fits, 0) AS base_fits
    FROM compared AS c
    LEFT JOIN own AS o ON o.code = c.code AND o.turn = 1
    LEFT JOIN base AS b ON b.code = c.code AND b.turn = 1
    LEFT JOIN own_fits AS f ON f.code = c.code
    LEFT JOIN base_fits AS g ON g.code = c.code
),

-- Of one indicator that is asked: every value beside its own year before.
year_before AS (
    SELECT n.id AS own_id, p.id AS base_id
    FROM standing AS n
    INNER JOIN standing AS p
        ON p.indicator = n.indicator AND p.place = n.place AND p.breakdown = n.breakdown AND p.role = n.role
        AND p.agency IS NOT DISTINCT FROM n.agency AND p.activity IS NOT DISTINCT FROM n.activity
        AND p.cohort IS NOT DISTINCT FROM n.cohort AND p.voice = n.voice
        AND p.period_start = CAST(n.period_start - INTERVAL '1' YEAR AS DATE)
        AND p.period_end = CAST(n.period_end + INTERVAL '1' DAY - INTERVAL '1' YEAR - INTERVAL '1' DAY AS DATE)
    WHERE n.indicator = $indicator AND n.role <> 'baseline'
),

-- And beside the latest baseline of its series that came before it, or that has no date.
baseline AS (
    SELECT
        n.id AS own_id, b.id AS base_id,
        row_number() OVER (PARTITION BY n.id ORDER BY b.period_end DESC NULLS LAST, b.id) AS turn
    FROM standing AS n
    INNER JOIN standing AS b
        ON b.indicator = n.indicator AND b.place = n.place AND b.breakdown = n.breakdown AND b.role = 'baseline'
        AND b.agency IS NOT DISTINCT FROM n.agency AND b.activity IS NOT DISTINCT FROM n.activity
        AND (b.period_end < n.period_start OR b.period_end IS NULL)
    WHERE n.indicator = $indicator AND n.role = 'result'
),

paired AS (
    SELECT * FROM registered
    UNION ALL
    SELECT
        NULL, NULL, s.against, 'before_after', NULL, 'unknown', NULL, NULL,
        NULL, NULL, NULL, NULL,
        n.indicator, n.place, n.breakdown, n.period_start, n.period_end,
        NULL, NULL, NULL, b.period_start, b.period_end,
        s.own_id, s.base_id, 1, 1
    FROM (
        SELECT own_id, base_id, 'year before' AS against FROM year_before
        UNION ALL
        SELECT own_id, base_id, 'baseline' FROM baseline WHERE turn = 1
    ) AS s
    INNER JOIN standing AS n ON n.id = s.own_id
    INNER JOIN standing AS b ON b.id = s.base_id
    WHERE NOT EXISTS (SELECT 1 FROM registered AS r WHERE r.own_id = s.own_id AND r.base_id = s.base_id)
)

SELECT
    p.comparison, p.what, p.against, p.design, p.groups_overlap, p.chosen_because, p.n, p.comparator_n,
    p.told_by, p.char_start, p.char_end, p.remark,
    p.own_indicator, i.title AS own_title, i.kind AS own_kind, i.measure AS own_measure, p.own_place, p.own_breakdown,
    p.own_start, p.own_end,
    p.comparator_indicator, p.comparator_place, p.comparator_period, p.comparator_start, p.comparator_end,
    p.own_fits, p.base_fits,
    n.indicator, n.title, n.kind, n.measure, n."time", n.per, n.bounded, n.place, n.place_name, n.agency, n.activity,
    n.cohort, n.breakdown, n.role, n.period_start, n.period_end, n.period_as_written, n.state, n.value, n.numerator,
    n.denominator, n.low, n.high, n.told_unit, n.qualifier, n.maturity, n.base_period, n.source, n.submission, n."row",
    b.indicator AS b_indicator, b.title AS b_title, b.kind AS b_kind, b.measure AS b_measure, b."time" AS b_time,
    b.per AS b_per, b.bounded AS b_bounded, b.place AS b_place, b.place_name AS b_place_name, b.agency AS b_agency,
    b.activity AS b_activity, b.cohort AS b_cohort, b.breakdown AS b_breakdown, b.role AS b_role,
    b.period_start AS b_start, b.period_end AS b_end, b.period_as_written AS b_as_written, b.state AS b_state,
    b.value AS b_value, b.numerator AS b_numerator, b.denominator AS b_denominator, b.low AS b_low, b.high AS b_high,
    b.told_unit AS b_unit, b.qualifier AS b_qualifier, b.maturity AS b_maturity, b.base_period AS b_base_period,
    b.source AS b_source, b.submission AS b_submission, b."row" AS b_row
FROM paired AS p
INNER JOIN indicators AS i ON i.code = p.own_indicator
LEFT JOIN standing AS n ON n.id = p.own_id
LEFT JOIN standing AS b ON b.id = p.base_id
ORDER BY
    CASE WHEN p.comparison IS NULL THEN 1 ELSE 0 END, p.comparison, p.own_indicator, p.own_place, p.own_breakdown,
    n.agency NULLS FIRST, n.activity NULLS FIRST, n.source NULLS FIRST, n.cohort NULLS FIRST, p.own_start NULLS FIRST,
    p.own_end NULLS FIRST, p.own_id, p.against
