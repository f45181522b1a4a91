-- levels: a target for a whole place and results of its parts, or the reverse, are compared where both can stand.
--
-- Only totals up to a place have levels. `around` is the place where the two meet.
--[ with nested
meeting AS (
    SELECT
        c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, c.spot,
        min(o.spot) AS around
    FROM timed AS c
    INNER JOIN asked AS i ON i.code = c.indicator AND i.over_places = 'sum'
    INNER JOIN lies_in AS l
        ON l.spot = c.spot
        AND (CASE WHEN c.last_day < DATE '9999-12-31' THEN c.last_day
                  WHEN c.first_day > DATE '0001-01-01' THEN c.first_day END IS NULL
            OR CASE WHEN c.last_day < DATE '9999-12-31' THEN c.last_day ELSE c.first_day END BETWEEN l.since AND l.until)
    INNER JOIN timed AS o
        ON o.spot = l.around AND o.indicator = c.indicator AND o.first_day = c.first_day AND o.last_day = c.last_day
        AND o.wording = c.wording AND o.cohort = c.cohort AND o.span = c.span AND o.agency = c.agency
        AND o.activity = c.activity AND o.role <> c.role
    WHERE CAST($within AS VARCHAR) IS NOT NULL AND c.place_in_line = 1 AND c.role IN ('result', 'target')
        AND o.role IN ('result', 'target') AND o.state = 'reported'
    GROUP BY c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, c.spot
),

-- What the place itself told of that role, for other days perhaps, goes with its parts.
levels AS (
    SELECT indicator, first_day, last_day, wording, cohort, span, agency, activity, role, spot, around FROM meeting
    UNION
    SELECT indicator, first_day, last_day, wording, cohort, span, agency, activity, role, around, around FROM meeting
),

-- The parts of such a place as one statement for it.
gathered AS (
    SELECT
        c.indicator, c.place, v.around AS spot, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity,
        c.role, max(c.period_as_written) AS period_as_written, max(c.reporting_year) AS reporting_year,
        CASE WHEN count(*) FILTER (WHERE c.state = 'reported') > 0 THEN 'reported' ELSE min(c.state) END AS state,
        CASE WHEN count(c.value) = count(*) FILTER (WHERE c.state = 'reported') THEN sum(c.value) END AS value,
        CASE WHEN count(c.numerator) = count(*) AND count(c.denominator) = count(*) THEN sum(c.numerator) END AS numerator,
        CASE WHEN count(c.numerator) = count(*) AND count(c.denominator) = count(*) THEN sum(c.denominator) END
            AS denominator,
        CASE WHEN count(c.low) > 0 THEN sum(coalesce(c.low, c.value)) END AS low,
        CASE WHEN count(c.high) > 0 AND count(coalesce(c.high, c.value)) = count(*) THEN sum(coalesce(c.high, c.value)) END
            AS high,
        CASE WHEN min(c.unit) <> max(c.unit) THEN min(c.unit) || ' and ' || max(c.unit) ELSE max(c.unit) END AS unit,
        CAST(NULL AS VARCHAR) AS value_as_written,
        CASE WHEN count(*) FILTER (WHERE c.qualifier = 'at_most') > 0
                AND count(*) FILTER (WHERE c.qualifier = 'at_least' OR c.state <> 'reported') > 0 THEN 'about'
             WHEN count(*) FILTER (WHERE c.qualifier = 'at_least' OR c.state <> 'reported') > 0 THEN 'at_least'
             WHEN count(*) FILTER (WHERE c.qualifier = 'at_most') > 0 THEN 'at_most'
             WHEN count(*) FILTER (WHERE c.qualifier = 'about') > 0 THEN 'about' ELSE 'exact' END AS qualifier,
        CASE min(CASE c.maturity WHEN 'preliminary' THEN 1 WHEN 'revised' THEN 3 WHEN 'final' THEN 4 ELSE 2 END)
             WHEN 1 THEN 'preliminary' WHEN 3 THEN 'revised' WHEN 4 THEN 'final' END AS maturity,
        CASE WHEN count(c.stated_on) = count(*) THEN max(c.stated_on) END AS stated_on,
        max(c.base_period) AS base_period, min(c.source) AS source, min(c.note) AS note, 1 AS place_in_line,
        string_agg(DISTINCT c.how, '^' ORDER BY c.how) AS how
    FROM timed AS c
    INNER JOIN levels AS v
        ON v.indicator = c.indicator AND v.first_day = c.first_day AND v.last_day = c.last_day AND v.wording = c.wording
        AND v.cohort = c.cohort AND v.span = c.span AND v.agency = c.agency AND v.activity = c.activity
        AND v.role = c.role AND v.spot = c.spot
    WHERE c.place_in_line = 1
    GROUP BY
        c.indicator, c.place, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, v.around
),
--]

-- Every statement where and when it counts.
seen AS NOT MATERIALIZED (
    SELECT *, 0 AS parts_of_it
    FROM timed AS t
    --[ with nested
    WHERE NOT EXISTS (
        SELECT 1
        FROM levels AS v
        WHERE v.indicator = t.indicator AND v.first_day = t.first_day AND v.last_day = t.last_day
            AND v.wording = t.wording AND v.cohort = t.cohort AND v.span = t.span AND v.agency = t.agency
            AND v.activity = t.activity AND v.role = t.role AND v.spot = t.spot
    )
    UNION ALL
    SELECT *, 1 FROM gathered
    --]
)
