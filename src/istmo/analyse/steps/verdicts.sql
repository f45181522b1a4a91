-- verdicts: each total by the rule of its measure, and how it stands against its target.
--
-- Each total by the rule of its measure. A hole in a sum of what cannot be below zero makes it at least that much.
ruled AS (
    SELECT
        t.*, h.day AS horizon,
        --[ with $within
        c.low AS climbed_low, c.spots, CASE WHEN CAST($within AS VARCHAR) IS NULL OR c.shared = 1 THEN 1 ELSE 0 END AS shared,
        --]
        --[ without $within
        CAST(NULL AS DECIMAL(38, 9)) AS climbed_low, CAST(NULL AS VARCHAR) AS spots, 1 AS shared,
        --]
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 'none'
             WHEN t.voices <= 1 OR (t.known <= 1 AND i.over_series = 'range') THEN 'single'
             WHEN t.units_differ = 1 THEN 'none' ELSE i.over_series END AS rule,
        CASE WHEN i.measure IN ('ratio', 'quantity', 'score') AND i."time" <> 'running' OR i."time" = 'stock'
             THEN 1 ELSE 0 END AS is_level,
        CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 AND coalesce(t.smallest, 0) >= 0
                AND coalesce(t.smallest_low, 0) >= 0
             THEN 1 ELSE 0 END AS non_negative,
        CASE WHEN i.over_series IN ('sum', 'range') THEN t.holes + t.unnumbered
             --[ with asked_for
             + coalesce(u.asked, 0)
             --]
             ELSE 0 END AS gaps,
        CASE WHEN t.span = 'life' AND t.over_on > h.day THEN 0
             WHEN t.last_day <= h.day OR (t.first_day = DATE '0001-01-01' AND t.last_day = DATE '9999-12-31')
             THEN 1 ELSE 0 END AS ended,
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 0
             WHEN t.matched = 1 OR (i.over_series IN ('sum', 'range') AND t.units_differ = 0) THEN 1 ELSE 0 END
            AS comparable,
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 'none' ELSE i.over_series END AS over_series,
        i.measure, i.direction
    FROM totals AS t
    INNER JOIN asked AS i ON i.code = t.indicator
    --[ with asked_for
    LEFT JOIN unheard AS u
        ON u.indicator = t.indicator AND u.place = t.place AND u.first_day = t.first_day AND u.last_day = t.last_day
        AND u.wording = t.wording AND u.cohort = t.cohort AND u.span = t.span
    --]
    --[ with $within
    LEFT JOIN climbed AS c
        ON c.indicator = t.indicator AND c.first_day = t.first_day AND c.last_day = t.last_day
        AND c.wording = t.wording AND c.cohort = t.cohort AND c.span = t.span
    --]
    CROSS JOIN horizon AS h
),

-- Of people in several series: between what those with a target lie together, the largest part and the sum.
bounded AS (
    SELECT
        *,
        CASE WHEN rule <> 'range' THEN matched_lowest WHEN matched = known THEN coalesce(climbed_low, largest_low)
             ELSE matched_largest END AS least_matched
    FROM ruled
),

-- The total with its ends, and whether the series with a target reached it together.
ended AS (
    SELECT
        r.*,
        CASE WHEN rule IN ('single', 'sum') AND points = known THEN result
             WHEN rule = 'range' AND gaps = 0 AND lows = known AND highs = known
                AND coalesce(climbed_low, largest_low) = highest
             THEN highest END AS total,
        CASE WHEN rule = 'range' THEN coalesce(climbed_low, largest_low)
             WHEN rule IN ('single', 'sum') AND lows = known AND (non_negative = 1 OR (gaps = 0 AND floored = 0))
             THEN lowest END AS total_low,
        CASE WHEN rule IN ('single', 'sum', 'range') AND highs = known AND gaps = 0 THEN highest END AS total_high,
        CASE WHEN at_most = 1 AND (at_least = 1 OR (gaps > 0 AND non_negative = 1)) THEN 'about'
             WHEN at_least = 1 OR (gaps > 0 AND non_negative = 1) THEN 'at_least'
             WHEN at_most = 1 THEN 'at_most'
             WHEN about = 1 OR gaps > 0 THEN 'about' ELSE 'exact' END AS total_qualifier,
        CASE WHEN direction = 'up' AND matched_lows = matched AND least_matched >= matched_target THEN 'reached'
             WHEN direction = 'up' AND matched_highs = matched AND matched_highest < matched_target THEN 'missed'
             WHEN direction = 'down' AND matched_highs = matched AND matched_highest <= matched_target THEN 'reached'
             WHEN direction = 'down' AND matched_lows = matched AND least_matched > matched_target THEN 'missed'
             ELSE 'open' END AS verdict,
        CASE WHEN over_series IN ('sum', 'range') AND units_differ = 0 THEN 1 ELSE 0 END AS adds,
        CASE WHEN baseline_first_day = baseline_first_day_too AND baseline_last_day = baseline_last_day_too
             THEN 1 ELSE 0 END AS one_baseline,
        CASE WHEN direction IN ('up', 'down') AND measure NOT IN ('ratio', 'change', 'milestone', 'text')
                AND matched > 0 AND matched_points = matched AND comparable = 1
                AND (rule <> 'range' OR (matched_highs = matched AND least_matched = matched_highest))
             THEN 1 ELSE 0 END AS achievable
    FROM bounded AS r
),

-- A range is told where the value and its qualifier do not tell it already.
summed AS (
    SELECT
        e.*,
        CASE WHEN total_low IS NULL AND total_high IS NULL THEN 0
             WHEN total IS NULL THEN
                CASE WHEN rule <> 'range' AND total_low = 0 AND total_high IS NULL AND non_negative = 1 THEN 0 ELSE 1 END
             WHEN total_qualifier = 'at_least' AND total_low = total AND total_high IS NULL THEN 0
             WHEN total_qualifier = 'at_most' AND total_high = total
                AND coalesce(total_low, 0) = 0 AND (total_low IS NULL) = (non_negative = 0) THEN 0
             WHEN total_qualifier IN ('exact', 'about') AND total_low = total AND total_high = total THEN 0
             ELSE 1 END AS told_as_range
    FROM ended AS e
),

-- How the result stands against its target. `ratio`: the comparison needs a division, progress.py makes it.
judged AS (
    SELECT
        *,
        CASE
            WHEN voices + holes = 0 AND not_applicable > 0 THEN 'not_applicable'
            WHEN reported = 0 AND closed = 0 THEN CASE WHEN ended = 1 THEN 'not_reported' ELSE 'too_early' END
            WHEN divides = 1 AND units_differ = 0 THEN 'ratio'
            WHEN rule = 'none' THEN 'not_additive'
            WHEN direction = 'none' OR measure = 'text' THEN 'not_applicable'
            WHEN targeted = 0 THEN 'no_target'
            WHEN answered = 0 THEN CASE WHEN ended = 1 THEN 'not_reported' ELSE 'too_early' END
            WHEN comparable = 0 OR matched = 0 THEN 'conditional'
            WHEN ended = 0 THEN
                CASE WHEN verdict = 'reached' AND direction = 'up' AND is_level = 0 AND measure <> 'change'
                     THEN 'met' ELSE 'on_the_way' END
            WHEN verdict = 'reached' THEN 'met'
            WHEN verdict = 'missed' THEN 'not_met'
            ELSE 'conditional' END AS status
    FROM summed
)
