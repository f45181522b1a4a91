-- selected: one row that tells which rules of totals have anything to do, of what was selected.
--
-- Most figures are told once, in their total, for days that are asked for as they stand. Of the rules for everything else
-- (the columns below) istmo puts into the SQL of progress those that find something; planning and running them on
-- nothing takes longer than answering. Where in doubt a column is true.
--
-- By hand: the parameters are those of progress.sql.
WITH RECURSIVE
    {within}

-- What was told of each series under its role.
told AS (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role, i."time",
        --[ with $since
        -- Whatever is not plainly a number of exactly the days asked for.
        count(*) FILTER (
            WHERE f.state <> 'reported' OR f.low IS NOT NULL OR f.high IS NOT NULL OR f.qualifier <> 'exact'
                OR (f.numerator IS NOT NULL AND i.measure <> 'ratio') OR f.reporting_year <> CAST($year AS VARCHAR)
        ) AS not_plain,
        --]
        count(*) FILTER (WHERE f.breakdown = '') AS totals,
        count(*) FILTER (WHERE f.breakdown = '' AND f.state = 'reported') AS reported
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context' AND i.framework IS NOT NULL
    WHERE f.role <> 'context' AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
        AND (CAST($indicator AS VARCHAR) IS NULL OR f.indicator = $indicator)
        --[ with $within
        AND (coalesce($within, '') = '' OR f.place IN (SELECT spot FROM looked_at))
        --]
        --[ with $since
        AND (f.role = 'baseline' OR CASE
            WHEN coalesce(f.period_start, DATE '0001-01-01') = CAST($since AS DATE)
                AND coalesce(f.period_end, DATE '9999-12-31') = CAST($until AS DATE) THEN TRUE
            WHEN i."time" IN ('stock', 'running') THEN coalesce(f.period_end, DATE '9999-12-31') <= CAST($until AS DATE)
            WHEN CAST($year AS VARCHAR) IS NOT NULL AND f.reporting_year IS NOT NULL THEN f.reporting_year = $year
            ELSE coalesce(f.period_start, DATE '0001-01-01') >= CAST($since AS DATE)
                AND coalesce(f.period_end, DATE '9999-12-31') <= CAST($until AS DATE) END)
        --]
    GROUP BY
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role, i."time"
),

--[ without $since
days AS (
    SELECT DISTINCT role, period_start AS first_day, period_end AS last_day FROM told
),
--]

found AS (
    SELECT
        count(*) FILTER (WHERE totals <> 1) > 0 AS crowded,
        count(*) FILTER (WHERE totals = 0) > 0 AS untotalled,
        count(*) FILTER (WHERE role = 'baseline') > 0 AS baselines,
        count(*) FILTER (WHERE agency IN (SELECT code FROM agencies WHERE NOT own)) > 0 AS beside,
        max(CASE WHEN role = 'result' AND span = 'period' AND reported > 0 THEN period_end END) AS last_day,
        --[ with $since
        count(*) FILTER (WHERE role = 'result' AND totals > 0) = 0 OR count(*) FILTER (WHERE not_plain > 0) > 0
            OR count(*) FILTER (WHERE role <> 'baseline' AND (
                span <> 'period' OR period_start IS DISTINCT FROM CAST($since AS DATE)
                OR period_end IS DISTINCT FROM CAST($until AS DATE)
            )) > 0 AS combined
        --]
        --[ without $since
        count(*) FILTER (WHERE span <> 'period' OR "time" IN ('stock', 'running')) > 0
            OR (SELECT count(*) > 0 FROM expected)
            OR EXISTS (
                SELECT 1
                FROM days AS o
                INNER JOIN days AS i
                    ON (o.first_day IS NULL OR i.first_day >= o.first_day)
                    AND (o.last_day IS NULL OR i.last_day <= o.last_day)
                    AND (i.first_day IS DISTINCT FROM o.first_day OR i.last_day IS DISTINCT FROM o.last_day)
                WHERE o.role = 'target' AND i.role = 'result'
            ) AS combined
        --]
    FROM told
),

-- Of places: whether one is told that lies in another, and whether the place asked for has to be looked at day by day.
around AS (
    SELECT
        --[ with $within
        EXISTS (
            SELECT 1
            FROM lies_in
            WHERE around IN (SELECT place FROM told) AND spot IN (SELECT place FROM told)
        ) AS nested,
        (SELECT count(*) > 0 FROM partly_outside) AS outside,
        $within <> '' AND ((SELECT count(*) > 0 FROM partly_outside)
            OR (SELECT count(since) + count(until) > 0 FROM place_members)) AS bounded,
        CASE WHEN $within <> ''
             THEN coalesce((SELECT list(place ORDER BY place) FROM (SELECT DISTINCT place FROM told) AS p), []) END AS spots
        --]
        --[ without $within
        FALSE AS nested, FALSE AS outside, FALSE AS bounded, NULL AS spots
        --]
),

called AS (
    SELECT (SELECT count(*) > 0 FROM expected) AS asked_for, (SELECT count(*) > 0 FROM "overlaps") AS settled
)

SELECT
    -- What is combined is held against the last day known of, which is sought in all periods: of them nothing is known here.
    f.crowded OR (f.combined AND CAST($since AS DATE) IS NOT NULL) AS crowded,
    f.untotalled OR (f.combined AND CAST($since AS DATE) IS NOT NULL) AS untotalled,
    f.baselines, f.beside, f.combined, a.nested, a.outside, a.bounded, c.asked_for, c.settled, a.spots,
    CAST($within AS VARCHAR) IS NOT NULL AND (a.nested OR a.bounded OR c.asked_for OR c.settled) AS around,
    -- Whether the last day known of is to be sought; else it is this one, or what is told ends with the days asked for.
    f.crowded OR f.combined OR c.asked_for OR a.bounded AS seeking,
    --[ with $since
    CAST($until AS DATE) AS horizon
    --]
    --[ without $since
    f.last_day AS horizon
    --]
FROM found AS f
CROSS JOIN around AS a
CROSS JOIN called AS c
