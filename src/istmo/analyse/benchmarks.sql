-- benchmarks: every context value beside its own past and beside the region and the world.
--
-- One row per context indicator × place × period × source × benchmark; a value without a benchmark has one row.
-- Context is contribution only: it is credited to no agency, never added up and never interpolated. The previous
-- year is the same days one year earlier, of the same source. A benchmark of method publisher is the value published
-- for that place; mean and median are made of the members that have a value of the same source and period.
--
-- Nothing is divided here: benchmarks.py divides change by previous, benchmark_sum by members_with_value (mean), and
-- the sum of the two middle values by two (median).
--
-- By hand: set $indicator and $place to a code or NULL. $ended_by (a date or NULL) reads context as of that day: of
-- each series only the last period that had ended by then.

WITH measured AS (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end, f.period_as_written, f.source, f.state, f.value, f.low,
        f.high, f.unit, f.value_as_written, f.qualifier, f.maturity, f.as_of, f.base_period, f.submission, f."row",
        row_number() OVER (
            PARTITION BY f.indicator, f.place, f.period_start, f.period_end,
                CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN f.period_as_written END,
                f.source
            ORDER BY f.as_of DESC NULLS LAST, f.stated_on DESC NULLS LAST,
                CASE f.maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                f.value NULLS LAST, f.submission NULLS LAST, f."row" NULLS LAST
        ) AS place_in_line
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind = 'context'
    WHERE f.breakdown = '' AND f.role = 'context'
        AND (CAST($indicator AS VARCHAR) IS NULL OR f.indicator = $indicator)
),

-- One value per indicator, place, period and source: the latest edition.
standing AS (
    SELECT * FROM measured WHERE place_in_line = 1
),

-- Each value after the last one of its series that has a number.
dated AS (
    SELECT
        *,
        max(CASE WHEN value IS NOT NULL THEN period_end END) OVER (
            PARTITION BY indicator, place, source
            ORDER BY period_end, period_start
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS last_value_end
    FROM standing
    WHERE period_start IS NOT NULL AND period_end IS NOT NULL
),

-- The last value before: one entry per day a period of the series ends.
last_values AS (
    SELECT indicator, place, source, period_end, max(period_start) AS period_start
    FROM standing
    WHERE value IS NOT NULL
    GROUP BY indicator, place, source, period_end
),

-- The same days one year before. Ends are compared by the day after, because of 29 February.
compared AS (
    SELECT
        d.indicator, d.place, d.period_start, d.period_end, d.source,
        p.value AS previous, p.submission AS previous_submission, p."row" AS previous_row,
        l.period_start AS last_start, l.period_end AS last_end
    FROM dated AS d
    LEFT JOIN standing AS p
        ON p.indicator = d.indicator AND p.place = d.place AND coalesce(p.source, '') = coalesce(d.source, '')
        AND p.period_start = CAST(d.period_start - INTERVAL '1' YEAR AS DATE)
        AND CAST(p.period_end + INTERVAL '1' DAY AS DATE)
            = CAST(CAST(d.period_end + INTERVAL '1' DAY AS DATE) - INTERVAL '1' YEAR AS DATE)
        AND p.value IS NOT NULL
    LEFT JOIN last_values AS l
        ON l.indicator = d.indicator AND l.place = d.place AND coalesce(l.source, '') = coalesce(d.source, '')
        AND l.period_end = d.last_value_end
),

-- Who belongs to the group of a benchmark on the last day of each period; what cannot be attributed is no member.
membership AS (
    SELECT b.code AS benchmark, t.period_start, t.period_end, m.member
    FROM benchmarks AS b
    INNER JOIN place_members AS m ON m.place = b.place
    INNER JOIN places AS l ON l.code = m.member AND l.kind <> 'unattributed'
    CROSS JOIN (SELECT DISTINCT period_start, period_end FROM dated) AS t
    WHERE b.method IN ('mean', 'median')
        AND coalesce(m.since, DATE '0001-01-01') <= t.period_end
        AND coalesce(m.until, DATE '9999-12-31') >= t.period_end
),

sizes AS (
    SELECT benchmark, period_start, period_end, count(*) AS members
    FROM membership
    GROUP BY benchmark, period_start, period_end
),

-- The members' values in order, to find the middle one or two.
ranked AS (
    SELECT
        m.benchmark, s.indicator, s.period_start, s.period_end, s.source, s.value,
        row_number() OVER (
            PARTITION BY m.benchmark, s.indicator, s.period_start, s.period_end, s.source ORDER BY s.value, s.place
        ) AS nth,
        count(*) OVER (
            PARTITION BY m.benchmark, s.indicator, s.period_start, s.period_end, s.source
        ) AS with_value
    FROM membership AS m
    INNER JOIN standing AS s
        ON s.place = m.member AND s.period_start = m.period_start AND s.period_end = m.period_end
    WHERE s.value IS NOT NULL
),

-- What each benchmark offers: sum over count is its value; `published` ones are a sum of one.
offered AS (
    SELECT
        b.code AS benchmark, s.indicator, s.period_start, s.period_end, s.source,
        s.value AS total, CAST(1 AS BIGINT) AS parts, CAST(NULL AS BIGINT) AS with_value,
        CAST(NULL AS BIGINT) AS members, s.submission, s."row"
    FROM benchmarks AS b
    INNER JOIN dated AS s ON s.place = b.place
    WHERE b.method = 'publisher' AND s.value IS NOT NULL
    UNION ALL
    SELECT
        r.benchmark, r.indicator, r.period_start, r.period_end, r.source,
        sum(CASE WHEN b.method = 'mean' OR r.nth + r.nth IN (r.with_value, r.with_value + 1, r.with_value + 2)
            THEN r.value END),
        count(CASE WHEN b.method = 'mean' OR r.nth + r.nth IN (r.with_value, r.with_value + 1, r.with_value + 2)
            THEN 1 END),
        max(r.with_value), max(z.members), NULL, NULL
    FROM ranked AS r
    INNER JOIN benchmarks AS b ON b.code = r.benchmark
    INNER JOIN sizes AS z
        ON z.benchmark = r.benchmark AND z.period_start = r.period_start AND z.period_end = r.period_end
    GROUP BY r.benchmark, r.indicator, r.period_start, r.period_end, r.source
),

-- A benchmark is set beside an indicator and source if it has any value of them.
available AS (
    SELECT DISTINCT benchmark, indicator, source FROM offered
),

-- Context as of a day: of each series the last value whose period had ended.
read_as_of AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, place, source ORDER BY period_end DESC, period_start DESC
        ) AS from_last
    FROM standing
    WHERE CAST($ended_by AS DATE) IS NULL OR (period_end <= CAST($ended_by AS DATE) AND value IS NOT NULL)
)

SELECT
    v.indicator,
    i.title,
    i.sector,
    i.measure,
    i.direction,
    v.place,
    l.name AS place_name,
    v.period_start,
    v.period_end,
    v.period_as_written,
    v.source,
    o.title AS source_title,
    CASE WHEN i.preferred_source IS NOT NULL THEN coalesce(v.source, '') = i.preferred_source END AS preferred,
    v.state,
    v.value,
    v.low,
    v.high,
    coalesce(v.unit, i.unit) AS unit,
    v.value_as_written,
    v.qualifier,
    v.maturity,
    v.as_of,
    v.base_period,
    c.previous,
    v.value - c.previous AS change,
    b.code AS benchmark,
    b.title AS benchmark_title,
    b.scope,
    b.method,
    b.place AS benchmark_place,
    g.name AS benchmark_place_name,
    f.total AS benchmark_sum,
    f.parts AS benchmark_parts,
    f.with_value AS members_with_value,
    f.members,
    v.submission,
    v."row",
    f.submission AS benchmark_submission,
    f."row" AS benchmark_row,
    c.previous_submission,
    c.previous_row,
    c.last_start,
    c.last_end
FROM read_as_of AS v
INNER JOIN indicators AS i ON i.code = v.indicator
LEFT JOIN places AS l ON l.code = v.place
LEFT JOIN sources AS o ON o.code = v.source
LEFT JOIN compared AS c
    ON c.indicator = v.indicator AND c.place = v.place AND coalesce(c.source, '') = coalesce(v.source, '')
    AND c.period_start = v.period_start AND c.period_end = v.period_end
LEFT JOIN available AS a
    ON a.indicator = v.indicator AND coalesce(a.source, '') = coalesce(v.source, '')
    AND coalesce(l.kind, '') NOT IN ('world', 'region', 'group')
LEFT JOIN benchmarks AS b ON b.code = a.benchmark
LEFT JOIN places AS g ON g.code = b.place
LEFT JOIN offered AS f
    ON f.benchmark = a.benchmark AND f.indicator = v.indicator AND coalesce(f.source, '') = coalesce(v.source, '')
    AND f.period_start = v.period_start AND f.period_end = v.period_end
WHERE (CAST($place AS VARCHAR) IS NULL OR v.place = $place)
    AND (CAST($ended_by AS DATE) IS NULL OR v.from_last = 1)
ORDER BY v.indicator, v.place, v.period_start NULLS FIRST, v.period_end NULLS FIRST, v.period_as_written NULLS FIRST,
    preferred DESC NULLS LAST, v.source NULLS FIRST, b.scope DESC NULLS LAST, b.code NULLS LAST
