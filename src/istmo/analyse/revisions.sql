-- revisions: what was stated, and what stands instead: every restatement a release carries, and running totals that fall.
--
-- One row per earlier statement that says something else than the one that stands; statements sent again unchanged are
-- left out. The reporter's note beside the statement that stands is the reason. A running total cannot fall by what is
-- done: where the latest statement of a period is below that of the period before it, a row of kind `fell` asks whether
-- that is a correction, which belongs into the earlier period, or a loss.
--
-- What changed since another release is told by revisions.py, beside this, from the two releases.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.

WITH restated AS (
    SELECT
        'restated' AS kind,
        b.indicator, b.place, b.period_start, b.period_end, b.period_as_written, b.role, b.span, b.cohort, b.breakdown,
        b.agency, b.activity, b.source, b.as_of, b.stated_on,
        b.state AS state_before, b.value AS value_before, b.numerator AS numerator_before,
        b.denominator AS denominator_before, b.low AS low_before, b.high AS high_before,
        b.qualifier AS qualifier_before, b.value_as_written AS written_before, b.unit AS unit_before,
        b.submission AS submission_before, b."row" AS row_before,
        f.state, f.value, f.numerator, f.denominator, f.low, f.high, f.qualifier, f.value_as_written AS written, f.unit,
        coalesce(f.submission, b.restated_by) AS submission, f."row", f.note,
        CAST(NULL AS DATE) AS start_before, CAST(NULL AS DATE) AS end_before
    FROM revisions AS b
    LEFT JOIN figures AS f
        ON f.indicator = b.indicator AND f.place = b.place AND f.role = b.role AND f.span = b.span
        AND f.breakdown = b.breakdown
        AND f.period_start IS NOT DISTINCT FROM b.period_start AND f.period_end IS NOT DISTINCT FROM b.period_end
        AND f.cohort IS NOT DISTINCT FROM b.cohort AND f.agency IS NOT DISTINCT FROM b.agency
        AND f.activity IS NOT DISTINCT FROM b.activity AND f.as_of IS NOT DISTINCT FROM b.as_of
        AND f.stated_on IS NOT DISTINCT FROM b.stated_on AND f.source IS NOT DISTINCT FROM b.source
    WHERE (CAST($indicator AS VARCHAR) IS NULL OR b.indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR b.place = $place)
        AND (
            f.state IS DISTINCT FROM b.state OR f.value IS DISTINCT FROM b.value
            OR f.numerator IS DISTINCT FROM b.numerator OR f.denominator IS DISTINCT FROM b.denominator
            OR f.low IS DISTINCT FROM b.low OR f.high IS DISTINCT FROM b.high
            OR f.unit IS DISTINCT FROM b.unit
            OR coalesce(f.qualifier, 'exact') <> coalesce(b.qualifier, 'exact')
            OR (b.value IS NULL AND f.value IS NULL AND f.value_as_written IS DISTINCT FROM b.value_as_written)
        )
),

-- The latest statement of every running total.
running AS (
    SELECT
        f.*,
        row_number() OVER (
            PARTITION BY f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.agency, f.activity
            ORDER BY
                f.as_of DESC NULLS LAST,
                f.stated_on DESC NULLS LAST,
                CASE f.maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                CASE WHEN f.source = i.preferred_source THEN 0 ELSE 1 END,
                f.source NULLS LAST, f.value NULLS LAST, f.submission NULLS LAST, f."row" NULLS LAST
        ) AS place_in_line
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator
    WHERE i."time" = 'running' AND f.role = 'result' AND f.span = 'period' AND f.breakdown = ''
        AND f.period_end IS NOT NULL
        AND (CAST($indicator AS VARCHAR) IS NULL OR f.indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
),

in_turn AS (
    SELECT
        r.*,
        lag(r.value) OVER series AS value_of_last, lag(r.period_start) OVER series AS start_of_last,
        lag(r.period_end) OVER series AS end_of_last, lag(r.unit) OVER series AS unit_of_last,
        lag(r.qualifier) OVER series AS qualifier_of_last,
        lag(r.submission) OVER series AS submission_of_last, lag(r."row") OVER series AS row_of_last
    FROM running AS r
    WHERE r.place_in_line = 1 AND r.state = 'reported' AND r.value IS NOT NULL
    WINDOW series AS (
        PARTITION BY r.indicator, r.place, r.cohort, r.agency, r.activity
        ORDER BY r.period_end, r.period_start NULLS FIRST
    )
),

fell AS (
    SELECT
        'fell' AS kind,
        indicator, place, period_start, period_end, period_as_written, "role", span, cohort, breakdown,
        agency, activity, source, as_of, stated_on,
        'reported' AS state_before, value_of_last AS value_before, CAST(NULL AS DECIMAL(38, 9)) AS numerator_before,
        CAST(NULL AS DECIMAL(38, 9)) AS denominator_before, CAST(NULL AS DECIMAL(38, 9)) AS low_before,
        CAST(NULL AS DECIMAL(38, 9)) AS high_before, qualifier_of_last AS qualifier_before,
        CAST(NULL AS VARCHAR) AS written_before, unit_of_last AS unit_before,
        submission_of_last AS submission_before, row_of_last AS row_before,
        state, value, numerator, denominator, CAST(NULL AS DECIMAL(38, 9)) AS low, CAST(NULL AS DECIMAL(38, 9)) AS high,
        qualifier, value_as_written AS written, unit, submission, "row", note,
        start_of_last AS start_before, end_of_last AS end_before
    FROM in_turn
    WHERE value < value_of_last
)

SELECT * FROM restated
UNION ALL
SELECT * FROM fell
ORDER BY indicator, place, period_end NULLS FIRST, period_start NULLS FIRST, agency NULLS FIRST,
    activity NULLS FIRST, "role", span, cohort NULLS FIRST, breakdown, kind, source NULLS FIRST, as_of NULLS FIRST,
    stated_on NULLS FIRST, submission_before NULLS FIRST, row_before NULLS FIRST
