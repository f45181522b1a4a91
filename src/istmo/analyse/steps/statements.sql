-- statements: who said what of which total, the latest of each series first.
asked AS (
    SELECT *
    FROM indicators
    WHERE kind <> 'context' AND framework IS NOT NULL
        AND (CAST($indicator AS VARCHAR) IS NULL OR code = $indicator)
),

--[ with untotalled
-- Every combination of categories of dimensions in which nobody is counted twice and nobody is missing.
cells AS (
    SELECT k.dimension, k.dimension AS shape, k.dimension || '=' || k.code AS breakdown
    FROM categories AS k
    INNER JOIN dimensions AS d ON d.code = k.dimension
    WHERE d."exclusive" AND d."complete"
    UNION ALL
    SELECT k.dimension, c.shape || ';' || k.dimension, c.breakdown || ';' || k.dimension || '=' || k.code
    FROM cells AS c
    INNER JOIN categories AS k ON k.dimension > c.dimension
    INNER JOIN dimensions AS d ON d.code = k.dimension
    WHERE d."exclusive" AND d."complete"
        AND EXISTS (SELECT 1 FROM figures AS f WHERE f.breakdown LIKE '%=%;%=%')
),
--]

--[ with crowded
-- Series told more than once, or in parts only: the empty breakdown of a total comes before every other. Most are neither.
crowded AS MATERIALIZED (
    SELECT
        indicator, place, period_start, period_end, cohort, span, agency, activity, role, min(breakdown) AS first_breakdown
    FROM figures
    WHERE role <> 'context' AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
        AND (CAST($indicator AS VARCHAR) IS NULL OR indicator = $indicator)
        --[ with bounded
        AND (coalesce($within, '') = '' OR place IN (SELECT spot FROM looked_at))
        --]
        --[ without bounded
        --[ with $spots
        AND place IN (SELECT unnest(CAST($spots AS VARCHAR[])))
        --]
        --]
    GROUP BY indicator, place, period_start, period_end, cohort, span, agency, activity, role
    HAVING min(breakdown) <> '' OR count(*) FILTER (WHERE breakdown = '') > 1
),
--]

--[ with untotalled
untotalled AS (
    SELECT * FROM crowded WHERE first_breakdown <> ''
),

-- Its parts. Undated ones are told apart by their words, which a total has too.
parts AS MATERIALIZED (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role, f.breakdown,
        f.period_as_written, f.reporting_year, f.value, f.numerator, f.denominator, f.low, f.high, f.unit, f.qualifier,
        f.maturity, f.as_of, f.stated_on, f.source, f.submission, f."row"
    FROM untotalled AS p
    INNER JOIN figures AS f
        ON f.indicator = p.indicator AND f.place = p.place AND f.role = p.role AND f.span = p.span
        AND f.period_start IS NOT DISTINCT FROM p.period_start AND f.period_end IS NOT DISTINCT FROM p.period_end
        AND f.cohort IS NOT DISTINCT FROM p.cohort AND f.agency IS NOT DISTINCT FROM p.agency
        AND f.activity IS NOT DISTINCT FROM p.activity
    WHERE f.state = 'reported'
),

-- All parts of one such breakdown.
complete_parts AS (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role, f.as_of,
        f.stated_on, f.source, c.shape,
        max(f.period_as_written) AS period_as_written, max(f.reporting_year) AS reporting_year,
        CASE WHEN max(i.measure) <> 'ratio' THEN sum(f.value) END AS value,
        CASE WHEN max(i.measure) = 'ratio' THEN sum(f.numerator) END AS numerator,
        CASE WHEN max(i.measure) = 'ratio' THEN sum(f.denominator) END AS denominator,
        max(f.unit) AS unit,
        CASE WHEN count(*) FILTER (WHERE f.qualifier = 'about') > 0 THEN 'about' ELSE 'exact' END AS qualifier,
        CASE min(CASE f.maturity WHEN 'preliminary' THEN 1 WHEN 'revised' THEN 3 WHEN 'final' THEN 4 ELSE 2 END)
             WHEN 1 THEN 'preliminary' WHEN 3 THEN 'revised' WHEN 4 THEN 'final' END AS maturity,
        min(f.submission) AS submission, min(f."row") AS "row"
    FROM parts AS f
    INNER JOIN cells AS c ON c.breakdown = f.breakdown
    INNER JOIN (SELECT shape, count(*) AS cells FROM cells GROUP BY shape) AS n ON n.shape = c.shape
    INNER JOIN asked AS i ON i.code = f.indicator AND i.measure IN ('count', 'amount', 'ratio')
    WHERE coalesce(f.qualifier, 'exact') IN ('exact', 'about') AND f.low IS NULL AND f.high IS NULL
        AND CASE WHEN i.measure = 'ratio' THEN f.numerator IS NOT NULL AND f.denominator IS NOT NULL
            ELSE f.value IS NOT NULL END
    GROUP BY
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role, f.as_of,
        f.stated_on, f.source, c.shape
    HAVING count(*) = max(n.cells) AND min(coalesce(f.unit, '')) = max(coalesce(f.unit, ''))
),

-- The total they make, if the breakdowns agree. Where they do not, there is none, and both sums are told.
made_of_parts AS (
    SELECT
        p.indicator, p.place, p.period_start, p.period_end, p.cohort, p.span, p.agency, p.activity, p.role, p.as_of,
        p.stated_on, p.source, max(p.period_as_written) AS period_as_written, max(p.reporting_year) AS reporting_year,
        CASE WHEN min(p.value) = max(p.value) THEN max(p.value) END AS value,
        CASE WHEN min(p.numerator) = max(p.numerator) AND min(p.denominator) = max(p.denominator)
             THEN max(p.numerator) END AS numerator,
        CASE WHEN min(p.numerator) = max(p.numerator) AND min(p.denominator) = max(p.denominator)
             THEN max(p.denominator) END AS denominator,
        max(p.unit) AS unit, max(p.qualifier) AS qualifier, max(p.maturity) AS maturity, min(p.submission) AS submission,
        min(p."row") AS "row",
        CASE WHEN min(p.value) < max(p.value) OR min(p.numerator) < max(p.numerator)
                OR min(p.denominator) < max(p.denominator)
             THEN 'parts differ~' || string_agg(replace(p.shape, ';', '+') || '=' || CAST(coalesce(p.value, p.numerator) AS VARCHAR), ','
                 ORDER BY p.shape)
             ELSE 'parts~' || string_agg(replace(p.shape, ';', '+'), ', ' ORDER BY p.shape) END AS how
    FROM complete_parts AS p
    GROUP BY
        p.indicator, p.place, p.period_start, p.period_end, p.cohort, p.span, p.agency, p.activity, p.role, p.as_of,
        p.stated_on, p.source
),

-- Parts of which no total can be made: the same may be in several of them, or they are not all there are.
parts_alone AS (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role,
        max(f.period_as_written) AS period_as_written, max(f.reporting_year) AS reporting_year, min(f.source) AS source,
        'parts only~' || string_agg(DISTINCT replace(regexp_replace(f.breakdown, '=[^;]*', '', 'g'), ';', '+'), ', '
            ORDER BY replace(regexp_replace(f.breakdown, '=[^;]*', '', 'g'), ';', '+')) AS how
    FROM parts AS f
    INNER JOIN asked AS i ON i.code = f.indicator AND i.over_series <> 'none'
    WHERE f.role = 'result'
        AND NOT EXISTS (
            SELECT 1
            FROM complete_parts AS t
            WHERE t.indicator = f.indicator AND t.place = f.place AND t.role = f.role
                AND t.span = f.span AND t.period_start IS NOT DISTINCT FROM f.period_start
                AND t.period_end IS NOT DISTINCT FROM f.period_end AND t.cohort IS NOT DISTINCT FROM f.cohort
                AND t.agency IS NOT DISTINCT FROM f.agency AND t.activity IS NOT DISTINCT FROM f.activity
        )
    GROUP BY
        f.indicator, f.place, f.period_start, f.period_end, f.cohort, f.span, f.agency, f.activity, f.role
),

--]

-- Totals of series told once, which nothing has to stand in line for, and all others.
said AS NOT MATERIALIZED (
    SELECT
        --[ with crowded
        NOT EXISTS (
            SELECT 1
            FROM crowded AS c
            WHERE c.indicator = f.indicator AND c.place = f.place AND c.role = f.role AND c.span = f.span
                AND c.period_start IS NOT DISTINCT FROM f.period_start AND c.period_end IS NOT DISTINCT FROM f.period_end
                AND c.cohort IS NOT DISTINCT FROM f.cohort AND c.agency IS NOT DISTINCT FROM f.agency
                AND c.activity IS NOT DISTINCT FROM f.activity
        ) AS is_alone,
        --]
        indicator, place, period_start, period_end, cohort, span, agency, activity, role, period_as_written,
        reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written, qualifier, maturity,
        as_of, stated_on, base_period, source, note, submission, "row", CAST(NULL AS VARCHAR) AS how
    FROM figures AS f
    WHERE breakdown = '' AND role <> 'context' AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
        --[ with bounded
        AND (coalesce($within, '') = '' OR place IN (SELECT spot FROM looked_at))
        --]
        --[ without bounded
        --[ with $spots
        AND place IN (SELECT unnest(CAST($spots AS VARCHAR[])))
        --]
        --]
    --[ with untotalled
    UNION ALL
    SELECT
        FALSE, indicator, place, period_start, period_end, cohort, span, agency, activity, role, period_as_written,
        reporting_year, 'reported', value, numerator, denominator, NULL, NULL, unit, NULL, qualifier, maturity,
        as_of, stated_on, NULL, source, NULL, submission, "row", how
    FROM made_of_parts
    UNION ALL
    SELECT
        FALSE, indicator, place, period_start, period_end, cohort, span, agency, activity, role, period_as_written,
        reporting_year, 'reported', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, source, NULL,
        NULL, NULL, how
    FROM parts_alone
    --]
),

named AS NOT MATERIALIZED (
    SELECT
        f.*
        --[ with beside
        REPLACE (
            CASE WHEN a.own = FALSE AND f.role = 'result' THEN 'beside' WHEN a.own = FALSE THEN 'not counted'
                 ELSE f.role END AS role
        )
        --]
        , f.role AS given_role, i.preferred_source
    FROM said AS f
    INNER JOIN asked AS i ON i.code = f.indicator
    --[ with beside
    LEFT JOIN agencies AS a ON a.code = f.agency
    --]
),

-- Every total of performance, the latest statement of its series first.
statements AS NOT MATERIALIZED (
    SELECT
        indicator,
        place,
        coalesce(period_start, DATE '0001-01-01') AS first_day,
        coalesce(period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN period_start IS NULL AND period_end IS NULL THEN coalesce(period_as_written, '') ELSE '' END AS wording,
        coalesce(cohort, '') AS cohort,
        span,
        coalesce(agency, '') AS agency,
        coalesce(activity, '') AS activity,
        role, period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written,
        qualifier, maturity, stated_on, base_period, source, note, how, place_in_line
    FROM (
        SELECT *, 1 AS place_in_line
        FROM named
        --[ with crowded
        WHERE is_alone
        UNION ALL
        SELECT
            *,
            row_number() OVER (
                PARTITION BY indicator, place, period_start, period_end,
                    CASE WHEN period_start IS NULL AND period_end IS NULL THEN period_as_written END,
                    cohort, span, agency, activity, given_role
                ORDER BY
                    CASE WHEN given_role = 'target' THEN stated_on END DESC NULLS LAST,
                    as_of DESC NULLS LAST,
                    stated_on DESC NULLS LAST,
                    CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                    CASE WHEN source = preferred_source THEN 0 ELSE 1 END,
                    source NULLS LAST, value NULLS LAST, submission NULLS LAST, "row" NULLS LAST
            )
        FROM named
        WHERE NOT is_alone
        --]
    ) AS in_line
)
