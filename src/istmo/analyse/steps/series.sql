-- series: each agency with an activity: its result and target side by side, its baseline, and what must be told.
--
--[ with crowded
-- What a later statement of the same series replaced: first targets, and results of other sources.
replaced AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY
                indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, role, source
            ORDER BY place_in_line
        ) AS place_in_source,
        row_number() OVER (
            PARTITION BY indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, role
            ORDER BY place_in_line DESC
        ) AS place_from_first
    FROM seen
    WHERE place_in_line > 1 AND role IN ('result', 'target')
),
--]

--[ with baselines
-- A baseline holds until the series has a later one.
baselines AS (
    SELECT
        indicator, place, spot, agency, activity, first_day, last_day, value, low, high, numerator, denominator, unit,
        CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END AS holds_from,
        lead(CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END) OVER (
            PARTITION BY indicator, place, spot, agency, activity
            ORDER BY CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END,
                first_day, wording, cohort, span
        ) AS holds_until
    FROM seen
    WHERE place_in_line = 1 AND role = 'baseline' AND state = 'reported'
),
--]

-- One row per series: its result and target side by side.
pairs AS (
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity,
        max(CASE WHEN role = 'result' THEN state END) AS result_state,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN value END) AS result,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN low END) AS low,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN high END) AS high,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN numerator END) AS numerator,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN denominator END) AS denominator,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN coalesce(qualifier, 'exact') END) AS qualifier,
        max(CASE WHEN role = 'result' AND state IN ('reported', 'carried', 'closed') THEN coalesce(maturity, '') END) AS maturity,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN value_as_written END) AS as_written,
        max(CASE WHEN role = 'result' THEN source END) AS source,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN base_period END) AS base_period,
        max(CASE WHEN role = 'target' THEN state END) AS target_state,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN value END) AS target,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN numerator END) AS target_numerator,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN denominator END) AS target_denominator,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN stated_on END) AS target_stated_on,
        max(CASE WHEN role = 'beside' AND state = 'reported' THEN value END) AS beside,
        max(CASE WHEN role = 'outside' THEN value END) AS outside,
        max(CASE WHEN role = 'waiting' AND state = 'reported' THEN value END) AS waiting,
        max(CASE WHEN role IN ('result', 'beside') THEN how END) AS how,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN note END) AS note,
        max(parts_of_it) AS parts_of_it,
        max(CASE WHEN role IN ('result', 'target') THEN unit END) AS unit,
        min(CASE WHEN role IN ('result', 'target') THEN unit END) AS unit_too,
        max(CASE WHEN role IN ('result', 'target') THEN 1 ELSE 0 END) AS own,
        max(period_as_written) AS period_as_written,
        max(reporting_year) AS reporting_year,
        count(*) AS figures
    FROM seen
    WHERE place_in_line = 1 AND role IN ('result', 'target', 'beside', 'outside', 'waiting')
    GROUP BY indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity
),

--[ with asked_for
-- Who is heard, and for what places: who reports for a place, or for a part of it, has answered for it.
heard AS NOT MATERIALIZED (
    SELECT indicator, place, spot, first_day, last_day, agency, activity, reporting_year
    FROM pairs
    WHERE own = 1
    --[ with $within
    UNION ALL
    SELECT p.indicator, p.place, l.spot, p.first_day, p.last_day, p.agency, p.activity, p.reporting_year
    FROM pairs AS p
    INNER JOIN lies_in AS l ON l.around = p.spot
    WHERE p.own = 1
    UNION ALL
    SELECT p.indicator, p.place, l.around, p.first_day, p.last_day, p.agency, p.activity, p.reporting_year
    FROM pairs AS p
    INNER JOIN lies_in AS l ON l.spot = p.spot
    WHERE p.own = 1
    --]
),

-- Asked and not answered at all: a series without result and target. An activity that ended before is not missed.
unanswered AS (
    SELECT q.*
    FROM asked_of AS q
    LEFT JOIN activities AS d ON d.code = q.activity
    WHERE coalesce(d.ends_on, DATE '9999-12-31') >= q.first_day
        AND NOT EXISTS (
            SELECT 1
            FROM heard AS p
            WHERE p.indicator = q.indicator AND p.place = q.place AND p.spot = q.spot AND p.agency = q.agency
                AND (q.activity = '' OR p.activity = q.activity)
                AND ((p.first_day = q.first_day AND p.last_day = q.last_day) OR p.reporting_year = q.reporting_year)
        )
),

--]

--[ with crowded
-- What other sources say of the same series, where they differ.
others AS (
    SELECT
        p.indicator, p.place, p.spot, p.first_day, p.last_day, p.wording, p.cohort, p.span, p.agency, p.activity,
        string_agg('another source|' || p.agency || '|' || p.activity || '|' || coalesce(r.source, '') || '='
            || CAST(r.value AS VARCHAR), ';' ORDER BY r.source, r.value) AS other_sources
    FROM replaced AS r
    INNER JOIN pairs AS p
        ON p.indicator = r.indicator AND p.place = r.place AND p.spot = r.spot AND p.first_day = r.first_day
        AND p.last_day = r.last_day AND p.wording = r.wording AND p.cohort = r.cohort AND p.span = r.span
        AND p.agency = r.agency AND p.activity = r.activity
    WHERE r.role = 'result' AND r.place_in_source = 1 AND r.state = 'reported'
        AND coalesce(r.source, '') <> coalesce(p.source, '') AND r.value <> p.result
    GROUP BY
        p.indicator, p.place, p.spot, p.first_day, p.last_day, p.wording, p.cohort, p.span, p.agency, p.activity
),
--]

--[ with together
-- Where more than one series stands at one indicator, place and period.
companies AS (
    SELECT indicator, place, first_day, last_day, wording, cohort, span, count(*) AS company
    FROM pairs
    WHERE NOT $apart
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
    HAVING count(*) > 1
),
--]

-- Every series with its baseline and the ends its result can have. `remark` is what must be told of it beside a
-- total, as `kind|agency|activity|detail`. `part` is a ratio: the states of result and target, value, numerator and
-- denominator of result, target and baseline, agency and activity; comparing ratios needs a division.
series AS NOT MATERIALIZED (
    SELECT
        p.*,
        CASE WHEN p.low IS NOT NULL OR p.high IS NOT NULL THEN p.low
             WHEN p.qualifier = 'at_most' THEN
                CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 0 END
             ELSE p.result END AS lowest,
        CASE WHEN p.low IS NOT NULL OR p.high IS NOT NULL THEN p.high
             WHEN p.qualifier = 'at_least' THEN NULL
             ELSE p.result END AS highest,
        CASE WHEN p.base_fits THEN p.base_value END AS baseline,
        CASE WHEN p.base_fits THEN p.base_first_day END AS baseline_first_day,
        CASE WHEN p.base_fits THEN p.base_last_day END AS baseline_last_day,
        concat_ws(';',
            CASE WHEN p.result_state IN ('withheld', 'not_available')
                 THEN p.result_state || '|' || p.agency || '|' || p.told || '|'
                 WHEN p.result_state IS NULL AND p.target_state = 'reported'
                 THEN 'silent|' || p.agency || '|' || p.told || '|'
                 WHEN p.result_state IN ('carried', 'last_seen', 'uncombined')
                 THEN p.result_state || '|' || p.agency || '|' || p.told || '|'
                 WHEN p.result_state = 'reported' AND i.over_series IN ('sum', 'range') AND i.measure <> 'ratio'
                    AND p.result IS NULL AND p.low IS NULL AND p.high IS NULL
                 THEN 'unnumbered|' || p.agency || '|' || p.told || '|' END,
            'beside|' || p.agency || '|' || p.told || '|' || CAST(p.beside AS VARCHAR),
            'outside|' || p.agency || '|' || p.told || '|' || CAST(p.outside AS VARCHAR),
            'how|' || p.agency || '|' || p.told || '|' || p.how,
            CASE WHEN p.parts_of_it = 1 THEN 'levels|' || p.agency || '|' || p.told || '|' END,
            CASE WHEN p.has_base AND NOT coalesce(p.base_fits, FALSE) AND p.result_state = 'reported' THEN
                'other base|' || p.agency || '|' || p.told || '|'
                || coalesce(CAST(p.base_value AS VARCHAR), '') || '~' || coalesce(CAST(p.base_low AS VARCHAR), '')
                || '~' || coalesce(CAST(p.base_high AS VARCHAR), '') || '~'
                || replace(coalesce(p.base_unit, ''), ';', ',') END
            --[ with crowded
            , o.other_sources
            --]
        ) AS remark,
        CASE WHEN p.own = 1 AND (i.measure = 'ratio' OR i.over_series = 'ratio')
                AND (p.elsewhere = 0 OR i.over_places = 'sum') THEN
            coalesce(p.result_state, '') || '|' || coalesce(p.target_state, '') || '|'
            || coalesce(CAST(p.result AS VARCHAR), '') || '|' || coalesce(CAST(p.numerator AS VARCHAR), '') || '|'
            || coalesce(CAST(p.denominator AS VARCHAR), '') || '|' || coalesce(CAST(p.target AS VARCHAR), '') || '|'
            || coalesce(CAST(p.target_numerator AS VARCHAR), '') || '|'
            || coalesce(CAST(p.target_denominator AS VARCHAR), '') || '|' || CASE WHEN p.base_fits THEN
                coalesce(CAST(p.base_value AS VARCHAR), '') || '|' || coalesce(CAST(p.base_numerator AS VARCHAR), '') || '|'
                || coalesce(CAST(p.base_denominator AS VARCHAR), '') ELSE '||' END
            || '|' || p.agency || '|' || p.told END AS part,
        --[ with crowded
        t.value AS first_target,
        --]
        --[ without crowded
        CAST(NULL AS DECIMAL(38, 9)) AS first_target,
        --]
        --[ with combined
        CASE WHEN p.span = 'life' THEN d.starts_on
             WHEN p.first_day > DATE '0001-01-01' THEN p.first_day END AS begins,
        CASE WHEN p.span = 'life' AND p.own = 1 THEN d.ends_on END AS over_on,
        --]
        --[ without combined
        CASE WHEN p.first_day > DATE '0001-01-01' THEN p.first_day END AS begins, CAST(NULL AS DATE) AS over_on,
        --]
        CASE WHEN p.result IS NOT NULL OR p.low IS NOT NULL OR p.high IS NOT NULL THEN 1 ELSE 0 END AS numbered,
        CASE WHEN p.target IS NOT NULL AND (p.result IS NOT NULL OR p.low IS NOT NULL OR p.high IS NOT NULL)
                AND coalesce(p.unit_too, '') = coalesce(p.unit, '')
             THEN 1 ELSE 0 END AS matched,
        CASE WHEN (i.measure = 'ratio' OR i.over_series = 'ratio') AND (p.elsewhere = 0 OR i.over_places = 'sum')
             THEN 1 ELSE 0 END AS divides,
        i.measure, i.over_series, i.direction
    FROM (
        SELECT
            pairs.*,
            --[ with together
            CASE WHEN $apart THEN 1 ELSE coalesce(c.company, 1) END AS company,
            --]
            --[ without together
            1 AS company,
            --]
            CASE WHEN pairs.own = 1 AND pairs.spot NOT IN ('', pairs.place) THEN 1 ELSE 0 END AS elsewhere,
            --[ with baselines
            b.indicator IS NOT NULL AS has_base, b.value AS base_value, b.low AS base_low, b.high AS base_high,
            b.numerator AS base_numerator, b.denominator AS base_denominator, b.unit AS base_unit,
            b.first_day AS base_first_day, b.last_day AS base_last_day,
            coalesce(b.unit, pairs.unit, '') = coalesce(pairs.unit, b.unit, '')
                AND (b.value IS NOT NULL OR b.denominator <> 0) AS base_fits,
            --]
            --[ without baselines
            FALSE AS has_base, CAST(NULL AS DECIMAL(38, 9)) AS base_value, NULL AS base_low, NULL AS base_high,
            NULL AS base_numerator, NULL AS base_denominator, CAST(NULL AS VARCHAR) AS base_unit,
            CAST(NULL AS DATE) AS base_first_day, CAST(NULL AS DATE) AS base_last_day, FALSE AS base_fits,
            --]
            CASE WHEN pairs.spot IN ('', pairs.place) THEN pairs.activity
                 ELSE concat_ws(' ', nullif(pairs.activity, ''), 'at ' || pairs.spot) END AS told
        FROM pairs
        --[ with together
        LEFT JOIN companies AS c
            ON c.indicator = pairs.indicator AND c.place = pairs.place AND c.first_day = pairs.first_day
            AND c.last_day = pairs.last_day AND c.wording = pairs.wording AND c.cohort = pairs.cohort
            AND c.span = pairs.span
        --]
        --[ with baselines
        LEFT JOIN baselines AS b
            ON b.indicator = pairs.indicator AND b.place = pairs.place AND b.spot = pairs.spot
            AND b.agency = pairs.agency AND b.activity = pairs.activity AND b.holds_from <= pairs.last_day
            AND (b.holds_until IS NULL OR b.holds_until > pairs.last_day)
        --]
    ) AS p
    INNER JOIN asked AS i ON i.code = p.indicator
    --[ with combined
    LEFT JOIN activities AS d ON d.code = p.activity
    --]
    --[ with crowded
    LEFT JOIN replaced AS t
        ON t.role = 'target' AND t.place_from_first = 1
        AND t.indicator = p.indicator AND t.place = p.place AND t.spot = p.spot AND t.first_day = p.first_day
        AND t.last_day = p.last_day AND t.wording = p.wording AND t.cohort = p.cohort AND t.span = p.span
        AND t.agency = p.agency AND t.activity = p.activity AND t.value <> p.target
    LEFT JOIN others AS o
        ON o.indicator = p.indicator AND o.place = p.place AND o.spot = p.spot AND o.first_day = p.first_day
        AND o.last_day = p.last_day AND o.wording = p.wording AND o.cohort = p.cohort AND o.span = p.span
        AND o.agency = p.agency AND o.activity = p.activity
    --]
)
