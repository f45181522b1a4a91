-- others: what other publishers say of their own indicators: baseline, target and result as they published them.
--
-- One row per publisher × activity × indicator × place × period × cohort × span × breakdown with a target or a result.
-- The baseline beside it is the latest one of the same indicator, place and breakdown; every other baseline has a row
-- of its own, and so has an indicator of which nothing is published. Of several statements of one value the latest
-- stands; `figures` counts them all. An indicator is another publisher's own if it stands in no framework.
--
-- Nothing is added up, compared or judged: how another measures is not ours to say. others.py puts into words what is
-- no number. 0001-01-01 and 9999-12-31 stand for open ends.
--
-- By hand: set $indicator, $agency, $activity and $place to a code, or to NULL for all.

WITH theirs AS (
    SELECT
        i.code, i.title, i.kind, i.measure, i.unit, i.definition, i.caveat, i.agency, i.activity,
        TRY_CAST(regexp_extract(i.code, '[.]r([0-9]+)[.]i[0-9]+$', 1) AS INTEGER) AS result_number,
        TRY_CAST(regexp_extract(i.code, '[.]r[0-9]+[.]i([0-9]+)$', 1) AS INTEGER) AS indicator_number
    FROM indicators AS i
    WHERE i.framework IS NULL AND (CAST($indicator AS VARCHAR) IS NULL OR i.code = $indicator)
),

-- Every figure of theirs, the latest statement of each value first.
stated AS (
    SELECT
        f.indicator,
        coalesce(f.agency, '') AS agency,
        coalesce(f.activity, '') AS activity,
        f.place,
        coalesce(f.period_start, DATE '0001-01-01') AS first_day,
        coalesce(f.period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL
             THEN coalesce(f.period_as_written, '') ELSE '' END AS wording,
        coalesce(f.cohort, '') AS cohort,
        f.span, f.breakdown, f.role, f.state, f.value, f.unit, f.note, f.source, f.submission, f."row",
        coalesce(f.value_as_written,
            CASE WHEN f.low IS NOT NULL OR f.high IS NOT NULL
                 THEN coalesce(CAST(f.low AS VARCHAR), '…') || ' to ' || coalesce(CAST(f.high AS VARCHAR), '…')
            END) AS as_written,
        row_number() OVER (
            PARTITION BY f.indicator, f.agency, f.activity, f.place, f.period_start, f.period_end,
                CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN f.period_as_written END,
                f.cohort, f.span, f.breakdown, f.role
            ORDER BY f.as_of DESC NULLS LAST, f.stated_on DESC NULLS LAST, f.source NULLS LAST,
                f.submission NULLS LAST, f."row" NULLS LAST
        ) AS place_in_line
    FROM figures AS f
    INNER JOIN theirs AS i ON i.code = f.indicator
    WHERE f.role IN ('baseline', 'target', 'result')
),

-- Baselines, the latest of each indicator, place and breakdown first.
baselines AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, agency, activity, place, breakdown
            ORDER BY last_day DESC, first_day DESC, wording, cohort, span
        ) AS rank
    FROM stated
    WHERE role = 'baseline' AND place_in_line = 1
),

-- Target and result of one period side by side.
pairs AS (
    SELECT
        indicator, agency, activity, place, first_day, last_day, wording, cohort, span, breakdown,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN state END) AS target_state,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN value END) AS target,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN as_written END) AS target_as_written,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN note END) AS target_note,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN submission END) AS target_submission,
        max(CASE WHEN role = 'target' AND place_in_line = 1 THEN "row" END) AS target_row,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN state END) AS result_state,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN value END) AS result,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN as_written END) AS result_as_written,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN note END) AS result_note,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN submission END) AS result_submission,
        max(CASE WHEN role = 'result' AND place_in_line = 1 THEN "row" END) AS result_row,
        max(unit) AS unit,
        count(*) AS figures
    FROM stated
    WHERE role <> 'baseline'
    GROUP BY indicator, agency, activity, place, first_day, last_day, wording, cohort, span, breakdown
),

-- How many statements of one baseline there are.
repeated AS (
    SELECT
        indicator, agency, activity, place, first_day, last_day, wording, cohort, span, breakdown, count(*) AS figures
    FROM stated
    WHERE role = 'baseline'
    GROUP BY indicator, agency, activity, place, first_day, last_day, wording, cohort, span, breakdown
),

beside AS (
    SELECT
        p.*,
        b.state AS baseline_state, b.value AS baseline, b.as_written AS baseline_as_written, b.note AS baseline_note,
        b.first_day AS baseline_first_day, b.last_day AS baseline_last_day, b.wording AS baseline_wording,
        b.submission AS baseline_submission, b."row" AS baseline_row
    FROM pairs AS p
    LEFT JOIN baselines AS b
        ON b.rank = 1 AND b.indicator = p.indicator AND b.agency = p.agency AND b.activity = p.activity
        AND b.place = p.place AND b.breakdown = p.breakdown
),

-- Baselines that stand beside no target and no result.
alone AS (
    SELECT
        b.indicator, b.agency, b.activity, b.place, b.first_day, b.last_day, b.wording, b.cohort, b.span, b.breakdown,
        NULL AS target_state, NULL AS target, NULL AS target_as_written, NULL AS target_note,
        NULL AS target_submission, NULL AS target_row,
        NULL AS result_state, NULL AS result, NULL AS result_as_written, NULL AS result_note,
        NULL AS result_submission, NULL AS result_row,
        b.unit, r.figures,
        b.state AS baseline_state, b.value AS baseline, b.as_written AS baseline_as_written, b.note AS baseline_note,
        b.first_day AS baseline_first_day, b.last_day AS baseline_last_day, b.wording AS baseline_wording,
        b.submission AS baseline_submission, b."row" AS baseline_row
    FROM baselines AS b
    INNER JOIN repeated AS r
        ON r.indicator = b.indicator AND r.agency = b.agency AND r.activity = b.activity AND r.place = b.place
        AND r.first_day = b.first_day AND r.last_day = b.last_day AND r.wording = b.wording
        AND r.cohort = b.cohort AND r.span = b.span AND r.breakdown = b.breakdown
    WHERE b.rank > 1 OR NOT EXISTS (
        SELECT 1
        FROM pairs AS p
        WHERE p.indicator = b.indicator AND p.agency = b.agency AND p.activity = b.activity
            AND p.place = b.place AND p.breakdown = b.breakdown
    )
),

-- Indicators of which nothing is published stand with the place of their activity.
silent AS (
    SELECT
        i.code AS indicator, coalesce(i.agency, '') AS agency, coalesce(i.activity, '') AS activity,
        coalesce(a.place, '') AS place
    FROM theirs AS i
    LEFT JOIN activities AS a ON a.code = i.activity
    WHERE NOT EXISTS (SELECT 1 FROM stated AS s WHERE s.indicator = i.code)
),

everything AS (
    SELECT * FROM beside
    UNION ALL BY NAME
    SELECT * FROM alone
    UNION ALL BY NAME
    SELECT *, 0 AS figures FROM silent
)

SELECT
    nullif(e.agency, '') AS agency, g.name AS agency_name,
    nullif(e.activity, '') AS activity, a.title AS activity_title,
    e.indicator, i.title, i.definition, i.kind, i.measure, nullif(e.place, '') AS place, p.name AS place_name,
    CASE WHEN e.first_day > DATE '0001-01-01' THEN e.first_day END AS period_start,
    CASE WHEN e.last_day < DATE '9999-12-31' THEN e.last_day END AS period_end,
    nullif(e.wording, '') AS period_as_written,
    e.span, nullif(e.cohort, '') AS cohort, e.breakdown,
    coalesce(e.unit, i.unit) AS unit,
    e.baseline, e.baseline_state, e.baseline_as_written, e.baseline_note,
    CASE WHEN e.baseline_first_day > DATE '0001-01-01' THEN e.baseline_first_day END AS baseline_start,
    CASE WHEN e.baseline_last_day < DATE '9999-12-31' THEN e.baseline_last_day END AS baseline_end,
    e.target, e.target_state, e.target_as_written, e.target_note,
    e.result, e.result_state, e.result_as_written, e.result_note,
    i.caveat, e.figures,
    e.baseline_submission, e.baseline_row, e.target_submission, e.target_row, e.result_submission, e.result_row
FROM everything AS e
INNER JOIN theirs AS i ON i.code = e.indicator
LEFT JOIN agencies AS g ON g.code = e.agency
LEFT JOIN activities AS a ON a.code = e.activity
LEFT JOIN places AS p ON p.code = e.place
WHERE (CAST($agency AS VARCHAR) IS NULL OR e.agency = $agency)
    AND (CAST($activity AS VARCHAR) IS NULL OR e.activity = $activity)
    AND (CAST($place AS VARCHAR) IS NULL OR e.place = $place)
ORDER BY
    e.agency, e.activity, i.result_number NULLS LAST, i.indicator_number NULLS LAST, e.indicator, e.place,
    e.first_day NULLS LAST, e.last_day NULLS LAST, e.wording, e.cohort, e.span, e.breakdown,
    e.baseline_first_day NULLS LAST, e.baseline_last_day NULLS LAST, e.baseline_wording
