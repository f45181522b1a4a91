-- totals: series added up, what was not answered, each row of the answer once.
--
-- Every series as if it were a total: what a total counts is 0 or 1. `matched` is a series with result and target.
tallied AS NOT MATERIALIZED (
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, told, company, elsewhere,
        note,
        CASE WHEN CAST($within AS VARCHAR) IS NOT NULL
                AND spot IN (SELECT code FROM places WHERE kind = 'unattributed')
             THEN result END AS unattributed,
        CASE WHEN result_state = 'reported' THEN 1 ELSE 0 END AS reported,
        CASE WHEN result_state IN ('withheld', 'not_available', 'carried', 'last_seen', 'uncombined')
             OR (result_state IS NULL AND target_state = 'reported') THEN 1 ELSE 0 END AS holes,
        CASE WHEN result_state IN ('reported', 'carried', 'closed') THEN 1 ELSE 0 END AS voices,
        CASE WHEN result_state IN ('reported', 'closed') AND numbered = 0 THEN 1 ELSE 0 END AS unnumbered,
        CASE WHEN result_state = 'closed' THEN 1 ELSE 0 END AS closed,
        CASE WHEN result_state = 'not_applicable' OR target_state = 'not_applicable'
             THEN 1 ELSE 0 END AS not_applicable,
        CASE WHEN numbered = 1 THEN 1 ELSE 0 END AS known,
        CASE WHEN result IS NOT NULL THEN 1 ELSE 0 END AS points, result, result AS smallest,
        CASE WHEN lowest IS NOT NULL THEN 1 ELSE 0 END AS lows, lowest, lowest AS smallest_low,
        lowest AS largest_low, CASE WHEN highest IS NOT NULL THEN 1 ELSE 0 END AS highs, highest,
        CASE WHEN qualifier = 'at_most' AND low IS NULL AND high IS NULL THEN 1 ELSE 0 END AS floored,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'at_least' THEN 1 ELSE 0 END AS at_least,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'at_most' THEN 1 ELSE 0 END AS at_most,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'about' THEN 1 ELSE 0 END AS about,
        CASE maturity WHEN 'preliminary' THEN 4 WHEN '' THEN 3 WHEN 'revised' THEN 2 WHEN 'final'
             THEN 1 END AS least_settled,
        unit, CASE WHEN unit_too <> unit THEN 1 ELSE 0 END AS units_differ, as_written,
        CASE WHEN denominator <> 0 AND numerator IS NOT NULL THEN numerator END AS numerator,
        CASE WHEN denominator <> 0 AND numerator IS NOT NULL THEN denominator END AS denominator,
        CASE WHEN target IS NOT NULL THEN 1 ELSE 0 END AS targets, target, target AS smallest_target,
        target AS largest_target, coalesce(first_target, target) AS first_target,
        CASE WHEN first_target IS NOT NULL THEN 1 ELSE 0 END AS revised,
        CASE WHEN target_state = 'reported' AND target_stated_on > begins THEN 1 ELSE 0 END AS late,
        CASE WHEN target_state = 'reported' AND (target_stated_on IS NULL OR begins IS NULL)
             THEN 1 ELSE 0 END AS undated,
        CASE WHEN target_state = 'reported' THEN 1 ELSE 0 END AS targeted,
        CASE WHEN result_state IN ('reported', 'carried', 'closed') AND target_state = 'reported' THEN 1 ELSE 0 END AS answered,
        CASE WHEN matched = 1 THEN 1 ELSE 0 END AS matched,
        CASE WHEN matched = 1 THEN result END AS matched_result,
        CASE WHEN matched = 1 AND result IS NOT NULL THEN 1 ELSE 0 END AS matched_points,
        CASE WHEN matched = 1 THEN target END AS matched_target,
        CASE WHEN matched = 1 THEN baseline END AS matched_baseline,
        CASE WHEN matched = 1 AND baseline IS NOT NULL THEN 1 ELSE 0 END AS matched_baselines,
        CASE WHEN matched = 1 THEN lowest END AS matched_lowest, CASE WHEN matched = 1 THEN lowest END AS matched_largest,
        CASE WHEN matched = 1 AND lowest IS NOT NULL THEN 1 ELSE 0 END AS matched_lows,
        CASE WHEN matched = 1 THEN highest END AS matched_highest,
        CASE WHEN matched = 1 AND highest IS NOT NULL THEN 1 ELSE 0 END AS matched_highs,
        CASE WHEN matched = 1 AND ((direction = 'up' AND lowest >= target)
             OR (direction = 'down' AND highest <= target)) THEN 1 ELSE 0 END AS met_alone,
        CASE WHEN matched = 0 THEN result END AS untargeted,
        CASE WHEN matched = 0 AND target IS NOT NULL THEN target + coalesce(waiting, 0) ELSE waiting END AS unreported_target,
        CASE WHEN own = 1 THEN 1 ELSE 0 END AS series,
        CASE WHEN baseline IS NOT NULL THEN 1 ELSE 0 END AS baselines, baseline, baseline_first_day,
        baseline_last_day, baseline_first_day AS baseline_first_day_too,
        baseline_last_day AS baseline_last_day_too, source, source AS source_too, nullif(remark, '') AS remarks,
        part AS parts, base_period, divides, period_as_written, reporting_year, figures, over_on
    FROM series
),

-- A series alone is its own total, which most are; several are added up. With $apart all are alone.
totals AS (
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CASE WHEN $apart THEN agency END AS agency, CASE WHEN $apart THEN activity END AS activity,
        CASE WHEN $apart THEN note END AS note, elsewhere, unattributed,
        reported AS places, reported, holes, voices, unnumbered, closed, not_applicable, known, points, result, smallest, lows, lowest, smallest_low,
        largest_low, highs, highest, floored, at_least, at_most, about, least_settled, unit, units_differ,
        as_written, numerator, denominator, targets, target, smallest_target, largest_target, first_target,
        revised, late, undated, targeted, answered, matched, matched_result, matched_points, matched_target,
        matched_baseline, matched_baselines, matched_lowest, matched_largest, matched_lows, matched_highest, matched_highs,
        met_alone, untargeted, unreported_target, series, baselines, baseline, baseline_first_day,
        baseline_last_day, baseline_first_day_too, baseline_last_day_too, source, source_too, remarks, parts,
        base_period, divides, period_as_written, reporting_year, figures, over_on
    FROM tallied
    WHERE company = 1
    --[ with together
    UNION ALL
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CAST(NULL AS VARCHAR) AS agency, CAST(NULL AS VARCHAR) AS activity, CAST(NULL AS VARCHAR) AS note,
        max(elsewhere) AS elsewhere, sum(unattributed) AS unattributed,
        count(DISTINCT CASE WHEN reported = 1 THEN spot END) AS places, CAST(sum(reported) AS BIGINT) AS reported, CAST(sum(holes) AS BIGINT) AS holes,
        CAST(sum(voices) AS BIGINT) AS voices, CAST(sum(unnumbered) AS BIGINT) AS unnumbered,
        CAST(sum(closed) AS BIGINT) AS closed,
        CAST(sum(not_applicable) AS BIGINT) AS not_applicable, CAST(sum(known) AS BIGINT) AS known,
        CAST(sum(points) AS BIGINT) AS points, sum(result) AS result, min(smallest) AS smallest,
        CAST(sum(lows) AS BIGINT) AS lows, sum(lowest) AS lowest, min(smallest_low) AS smallest_low,
        max(largest_low) AS largest_low, CAST(sum(highs) AS BIGINT) AS highs, sum(highest) AS highest,
        max(floored) AS floored, max(at_least) AS at_least, max(at_most) AS at_most, max(about) AS about,
        max(least_settled) AS least_settled, max(unit) AS unit,
        CASE WHEN max(units_differ) = 1 OR min(unit) <> max(unit) THEN 1 ELSE 0 END AS units_differ,
        max(as_written) AS as_written, sum(numerator) AS numerator, sum(denominator) AS denominator,
        CAST(sum(targets) AS BIGINT) AS targets, sum(target) AS target, min(smallest_target) AS smallest_target,
        max(largest_target) AS largest_target, sum(first_target) AS first_target,
        CAST(sum(revised) AS BIGINT) AS revised, CAST(sum(late) AS BIGINT) AS late,
        CAST(sum(undated) AS BIGINT) AS undated, CAST(sum(targeted) AS BIGINT) AS targeted,
        CAST(sum(answered) AS BIGINT) AS answered, CAST(sum(matched) AS BIGINT) AS matched,
        sum(matched_result) AS matched_result, CAST(sum(matched_points) AS BIGINT) AS matched_points,
        sum(matched_target) AS matched_target, sum(matched_baseline) AS matched_baseline,
        CAST(sum(matched_baselines) AS BIGINT) AS matched_baselines, sum(matched_lowest) AS matched_lowest, max(matched_lowest) AS matched_largest,
        CAST(sum(matched_lows) AS BIGINT) AS matched_lows, sum(matched_highest) AS matched_highest,
        CAST(sum(matched_highs) AS BIGINT) AS matched_highs, CAST(sum(met_alone) AS BIGINT) AS met_alone,
        sum(untargeted) AS untargeted, sum(unreported_target) AS unreported_target,
        CAST(sum(series) AS BIGINT) AS series, CAST(sum(baselines) AS BIGINT) AS baselines,
        sum(baseline) AS baseline, min(baseline_first_day) AS baseline_first_day,
        max(baseline_last_day) AS baseline_last_day, max(baseline_first_day_too) AS baseline_first_day_too,
        min(baseline_last_day_too) AS baseline_last_day_too, min(source) AS source,
        max(source_too) AS source_too,
        string_agg(remarks, ';' ORDER BY remarks) FILTER (WHERE remarks IS NOT NULL) AS remarks,
        string_agg(parts, ';' ORDER BY agency, told) FILTER (WHERE parts IS NOT NULL) AS parts,
        max(base_period) AS base_period, max(divides) AS divides, max(period_as_written) AS period_as_written,
        max(reporting_year) AS reporting_year, CAST(sum(figures) AS BIGINT) AS figures,
        CASE WHEN count(over_on) = sum(series) THEN max(over_on) END AS over_on
    FROM tallied
    WHERE company > 1
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
    --]
),

-- Rows without any figure of result or target: what was asked and not answered, and baselines nothing followed.
unheard AS (
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CAST(sum(asked) AS BIGINT) AS asked, max(reporting_year) AS reporting_year,
        sum(value) AS baseline, count(value) AS baselines, max(period_as_written) AS period_as_written,
        string_agg('silent|' || agency || '|' || CASE WHEN spot IN ('', place) THEN activity
            ELSE concat_ws(' ', nullif(activity, ''), 'at ' || spot) END || '|', ';' ORDER BY agency, activity, spot)
            FILTER (WHERE asked = 1) AS remarks
    FROM (
        SELECT
            indicator, place, spot, first_day, last_day, wording, cohort, span, 0 AS asked, agency, activity,
            reporting_year, value, period_as_written
        FROM seen AS b
        WHERE place_in_line = 1 AND role = 'baseline' AND state = 'reported'
            --[ with baselines
            AND NOT EXISTS (SELECT 1 FROM pairs AS p WHERE p.indicator = b.indicator AND p.place = b.place)
            --]
            --[ without baselines
            AND FALSE
            --]
        --[ with asked_for
        UNION ALL
        SELECT
            indicator, place, spot, first_day, last_day, '', '', 'period', 1, agency, activity, reporting_year, NULL,
            NULL
        FROM unanswered
        --]
    ) AS rows_without_figures
    WHERE NOT $apart
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
)
