-- trend: every series beside its own year before, with what breaks it and what was restated.
--
-- One row per series and period: of performance a series is an agency with an activity, of context a source. Totals
-- only (breakdown ''), results and context, each by its latest statement. The year before is the same days one year
-- earlier of the same series; nothing is interpolated, and nothing is added up over agencies, which is for progress.
-- `earlier` lists, parted by |, what earlier submissions stated; `restated_by` is the submission that stands.
-- A series is closed with its last value where its activity had ended by then (`ended_on`), or where a later call asked
-- its agency but no more for it (`not_asked`): nobody is late with what is over.
--
-- What an indicator meant then, and breaks by redefinition, are added by trend.py from the table breaks.
--
-- Nothing is divided here: trend.py makes ratios of numerator and denominator, takes differences, and divides
-- the difference by the value before.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.

WITH
--[ with repeated
-- What is told more than once: most is not, and then nothing has to stand in line.
repeated AS MATERIALIZED (
    SELECT indicator, place, agency, activity, role, cohort, period_start, period_end
    FROM figures
    WHERE breakdown = '' AND role IN ('result', 'context') AND span = 'period'
        AND (CAST($indicator AS VARCHAR) IS NULL OR indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
    GROUP BY indicator, place, agency, activity, role, cohort, period_start, period_end
    HAVING count(*) > 1
),
--]

said AS NOT MATERIALIZED (
    SELECT
        f.*,
        --[ with repeated
        EXISTS (
            SELECT 1
            FROM repeated AS r
            WHERE r.indicator = f.indicator AND r.place = f.place AND r.role = f.role
                AND r.agency IS NOT DISTINCT FROM f.agency AND r.activity IS NOT DISTINCT FROM f.activity
                AND r.cohort IS NOT DISTINCT FROM f.cohort AND r.period_start IS NOT DISTINCT FROM f.period_start
                AND r.period_end IS NOT DISTINCT FROM f.period_end
        ) AS is_repeated,
        --]
        i.kind, i."time",
        CASE WHEN i.kind = 'context' THEN coalesce(f.source, '') ELSE '' END AS voice,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN coalesce(f.period_as_written, '') ELSE '' END
            AS wording
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator
    WHERE f.breakdown = '' AND f.role IN ('result', 'context') AND f.span = 'period' AND i.framework IS NOT NULL
        AND (CAST($indicator AS VARCHAR) IS NULL OR f.indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
),

standing AS MATERIALIZED (
    SELECT *, 1 AS place_in_line
    FROM said
    --[ with repeated
    WHERE NOT is_repeated
    UNION ALL
    SELECT *
    FROM (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY indicator, place, agency, activity, voice, role, cohort, period_start, period_end, wording
                ORDER BY as_of DESC NULLS LAST, stated_on DESC NULLS LAST,
                    CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                    source NULLS LAST, value NULLS LAST, submission NULLS LAST, "row" NULLS LAST
            ) AS place_in_line
        FROM said
        WHERE is_repeated
    ) AS lined_up
    WHERE place_in_line = 1
    --]
),

-- The last period of the series before this one that has a number, which may be longer ago than a year.
dated AS (
    SELECT
        *,
        max(CASE WHEN value IS NOT NULL OR denominator <> 0 THEN period_end END) OVER (
            PARTITION BY indicator, place, agency, activity, voice, role, cohort
            ORDER BY period_end, period_start
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS last_end
        --[ with ending
        , max(period_end) OVER (PARTITION BY indicator, place, agency, activity, voice, role, cohort) AS series_end
        --]
    FROM standing
),

--[ with ending
codes AS (SELECT DISTINCT reporting_year AS code FROM calls),

    {code_days},

-- What calls asked of each agency, with the first day of the year they are about.
calls_made AS (
    SELECT e.agency, e.indicator, e.place, e.activity, c.reporting_year, d.first_day
    FROM expected AS e
    INNER JOIN calls AS c ON c.code = e."call"
    LEFT JOIN code_days AS d ON d.code = c.reporting_year
),

-- The last value of a series where it ended.
closed AS (
    SELECT
        d.indicator, d.place, d.agency, d.activity, d.cohort, d.period_start, d.period_end,
        max(CASE WHEN a.ends_on <= d.period_end THEN a.ends_on END) AS ended_on,
        CASE WHEN max(CASE WHEN c.indicator = d.indicator AND c.place IN ('', d.place)
                          AND c.activity IN ('', coalesce(d.activity, '')) THEN 1 ELSE 0 END) = 0
             THEN min(c.reporting_year) END AS not_asked
    FROM dated AS d
    LEFT JOIN activities AS a ON a.code = d.activity
    LEFT JOIN calls_made AS c ON c.agency = d.agency AND c.first_day > d.period_end
    WHERE d.period_end = d.series_end AND d.role = 'result'
    GROUP BY d.indicator, d.place, d.agency, d.activity, d.cohort, d.period_start, d.period_end
),
--]
--[ without ending
closed AS (SELECT *, period_end AS ended_on, wording AS not_asked FROM standing WHERE FALSE),
--]

-- What was stated before and restated since. A release does not say which of several earlier statements came first.
restated AS (
    SELECT
        indicator, place, agency, activity, role, cohort, period_start, period_end, source,
        string_agg(
            coalesce(CAST(value AS VARCHAR), CAST(numerator AS VARCHAR) || '/' || CAST(denominator AS VARCHAR), state),
            '|' ORDER BY submission NULLS LAST, "row" NULLS LAST
        ) AS earlier,
        count(*) AS times,
        max(restated_by) AS restated_by
    FROM revisions
    WHERE breakdown = '' AND span = 'period'
    GROUP BY indicator, place, agency, activity, role, cohort, period_start, period_end, source
)

SELECT
    v.indicator,
    i.title,
    i.kind,
    i.measure,
    i."time",
    i.direction,
    i.per,
    v.place,
    l.name AS place_name,
    v.agency,
    a.own,
    v.activity,
    v.source,
    v.cohort,
    v.period_start,
    v.period_end,
    v.period_as_written,
    v.state,
    v.value,
    v.numerator,
    v.denominator,
    v.low,
    v.high,
    coalesce(v.unit, i.unit) AS unit,
    CASE WHEN v.unit IS NULL THEN 1 ELSE 0 END AS unit_of_indicator,
    i.definition,
    v.value_as_written,
    v.qualifier,
    v.maturity,
    v.as_of,
    v.base_period,
    p.period_start AS previous_start,
    p.period_end AS previous_end,
    p.value AS previous_value,
    p.numerator AS previous_numerator,
    p.denominator AS previous_denominator,
    CASE WHEN p.indicator IS NOT NULL THEN coalesce(p.unit, i.unit) END AS previous_unit,
    CASE WHEN p.indicator IS NOT NULL AND p.unit IS NULL THEN 1 ELSE 0 END AS previous_unit_of_indicator,
    p.source AS previous_source,
    p.maturity AS previous_maturity,
    p.base_period AS previous_base,
    v.last_end,
    r.earlier,
    r.times AS restatements,
    r.restated_by,
    k.ended_on,
    k.not_asked,
    v.submission,
    v."row",
    -- Numbers that compare, with nothing to be told of them.
    v.state = 'reported' AND v.value IS NOT NULL AND v.period_start IS NOT NULL
        AND v.maturity IS DISTINCT FROM 'preliminary' AND i."time" <> 'running' AND a.own IS DISTINCT FROM FALSE
        AND r.earlier IS NULL AND k.ended_on IS NULL AND k.not_asked IS NULL
        AND (p.indicator IS NULL OR (
            p.value IS NOT NULL AND p.maturity IS DISTINCT FROM 'preliminary' AND p.source IS NOT DISTINCT FROM v.source
            AND p.base_period IS NOT DISTINCT FROM v.base_period
            AND coalesce(p.unit, i.unit) IS NOT DISTINCT FROM coalesce(v.unit, i.unit)
            AND i.measure NOT IN ('milestone', 'text', 'change')
        )) AS quiet
FROM dated AS v
INNER JOIN indicators AS i ON i.code = v.indicator
LEFT JOIN places AS l ON l.code = v.place
LEFT JOIN agencies AS a ON a.code = v.agency
LEFT JOIN standing AS p
    ON p.indicator = v.indicator AND p.place = v.place AND p.role = v.role AND p.voice = v.voice
    AND coalesce(p.agency, '') = coalesce(v.agency, '') AND coalesce(p.activity, '') = coalesce(v.activity, '')
    AND coalesce(p.cohort, '') = coalesce(v.cohort, '')
    AND p.period_start = CAST(v.period_start - INTERVAL '1' YEAR AS DATE)
    -- Ends are compared by the day after, because of 29 February.
    AND CAST(p.period_end + INTERVAL '1' DAY AS DATE)
        = CAST(CAST(v.period_end + INTERVAL '1' DAY AS DATE) - INTERVAL '1' YEAR AS DATE)
LEFT JOIN closed AS k
    ON v.role = 'result' AND k.indicator = v.indicator AND k.place = v.place AND k.period_end = v.period_end
    AND coalesce(k.period_start, DATE '0001-01-01') = coalesce(v.period_start, DATE '0001-01-01')
    AND coalesce(k.agency, '') = coalesce(v.agency, '') AND coalesce(k.activity, '') = coalesce(v.activity, '')
    AND coalesce(k.cohort, '') = coalesce(v.cohort, '')
LEFT JOIN restated AS r
    ON r.indicator = v.indicator AND r.place = v.place AND r.role = v.role
    AND coalesce(r.agency, '') = coalesce(v.agency, '') AND coalesce(r.activity, '') = coalesce(v.activity, '')
    AND coalesce(r.cohort, '') = coalesce(v.cohort, '') AND coalesce(r.source, '') = coalesce(v.source, '')
    AND coalesce(r.period_start, DATE '0001-01-01') = coalesce(v.period_start, DATE '0001-01-01')
    AND coalesce(r.period_end, DATE '9999-12-31') = coalesce(v.period_end, DATE '9999-12-31')
ORDER BY v.indicator, v.place, v.agency NULLS FIRST, v.activity NULLS FIRST, v.voice, v.cohort NULLS FIRST,
    v.period_end NULLS FIRST, v.period_start NULLS FIRST, v.wording
