-- periods: what stands for days that nobody told as such, by each indicator's rule of time.
--
-- Flows add, and a longer period's own value beats its parts. A stock is its value on the last day: an older one is
-- told, never added. A running total carries forward, result and target as a pair. People of several periods may be the
-- same: from the largest part to the sum, unless those who are new are told (breakdown new=yes). Nothing else combines.
--
-- With $since and $until every series is told for those days; with $year besides, what answers that reporting year
-- counts whatever its days. Without, only what a target or a total needs is made: targets whose period has no result
-- of its own, targets for life, stocks and running totals of a period that others have told. `how` says what was done,
-- as `kind~detail`, parted by ^.

--[ with asked_for
-- What was asked of own agencies for a year, as days.
codes AS (SELECT DISTINCT reporting_year AS code FROM calls),

    {code_days},

asked_days AS (
    SELECT q.*
    FROM (
        SELECT DISTINCT
            e.indicator,
            CASE WHEN CAST($within AS VARCHAR) IS NULL THEN e.place ELSE $within END AS place,
            CASE WHEN CAST($within AS VARCHAR) IS NULL THEN '' ELSE e.place END AS spot,
            e.agency, coalesce(e.activity, '') AS activity, c.reporting_year, d.first_day, d.last_day
        FROM expected AS e
        INNER JOIN calls AS c ON c.code = e."call"
        LEFT JOIN code_days AS d ON d.code = c.reporting_year
        INNER JOIN asked AS i ON i.code = e.indicator
        LEFT JOIN agencies AS a ON a.code = e.agency
        WHERE e.place <> '' AND coalesce(a.own, TRUE) AND (CAST($place AS VARCHAR) IS NULL OR e.place = $place)
    ) AS q
    --[ with $within
    WHERE CAST($within AS VARCHAR) IS NULL OR $within = '' OR EXISTS (
        SELECT 1 FROM scope AS c WHERE c.spot = q.spot AND c.since <= q.last_day AND c.until >= q.last_day
    )
    --]
),

asked_of AS (
    SELECT indicator, place, spot, agency, activity, reporting_year, first_day, last_day
    FROM asked_days
    WHERE CAST($since AS DATE) IS NULL
    --[ with $since
    UNION ALL
    SELECT DISTINCT
        indicator, place, spot, agency, activity, CAST($year AS VARCHAR), CAST($since AS DATE), CAST($until AS DATE)
    FROM asked_days
    WHERE CAST($since AS DATE) IS NOT NULL AND CASE
        WHEN CAST($year AS VARCHAR) IS NOT NULL THEN reporting_year = $year
        ELSE first_day >= CAST($since AS DATE) AND last_day <= CAST($until AS DATE) END
    --]
),
--]

-- The last day that anything was reported or asked for: a period that ends later is not over.
horizon AS (
    --[ with seeking
    SELECT max(last_day) AS day
    FROM (
        SELECT last_day
        FROM told
        WHERE CAST($since AS DATE) IS NULL AND place_in_line = 1 AND role IN ('result', 'beside')
            AND state = 'reported' AND span = 'period' AND last_day < DATE '9999-12-31'
        --[ with $since
        UNION ALL
        SELECT last_day
        FROM reached
        WHERE CAST($since AS DATE) IS NOT NULL AND place_in_line = 1 AND role IN ('result', 'beside')
            AND state = 'reported' AND span = 'period' AND last_day < DATE '9999-12-31'
        --]
        --[ with asked_for
        UNION ALL
        SELECT last_day FROM asked_days
        --]
    ) AS days
    --]
    --[ without seeking
    SELECT CAST($horizon AS DATE) AS day
    --]
),

--[ with combined
-- Periods of targets that have periods of results inside.
nests AS (
    SELECT DISTINCT o.first_day, o.last_day
    FROM (SELECT DISTINCT first_day, last_day FROM told WHERE role = 'target' AND span = 'period') AS o
    INNER JOIN (SELECT DISTINCT first_day, last_day FROM told WHERE role = 'result' AND span = 'period') AS i
        ON i.first_day >= o.first_day AND i.last_day <= o.last_day
        AND (i.first_day > o.first_day OR i.last_day < o.last_day)
    WHERE CAST($since AS DATE) IS NULL AND (o.first_day > DATE '0001-01-01' OR o.last_day < DATE '9999-12-31')
),

-- Targets without a result of their own days.
lonely AS (
    SELECT t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, t.span, t.first_day, t.last_day, t.wording
    FROM told AS t
    LEFT JOIN nests AS n ON n.first_day = t.first_day AND n.last_day = t.last_day
    WHERE t.place_in_line = 1 AND t.role = 'target' AND t.state = 'reported'
        AND (t.span = 'life' OR n.first_day IS NOT NULL)
        AND NOT EXISTS (
            SELECT 1
            FROM told AS r
            WHERE r.role = 'result' AND r.indicator = t.indicator AND r.place = t.place AND r.spot = t.spot
                AND r.cohort = t.cohort AND r.agency = t.agency AND r.activity = t.activity AND r.span = t.span
                AND r.first_day = t.first_day AND r.last_day = t.last_day AND r.wording = t.wording
        )
),

--[ with asked_for
-- What was asked for a year and told in parts of it.
in_parts AS (
    SELECT DISTINCT
        t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, 'period' AS span, q.first_day, q.last_day, '' AS wording
    FROM asked_of AS q
    INNER JOIN told AS t
        ON t.indicator = q.indicator AND t.place = q.place AND t.spot = q.spot AND t.agency = q.agency
        AND (q.activity = '' OR t.activity = q.activity) AND t.first_day >= q.first_day AND t.last_day <= q.last_day
    WHERE CAST($since AS DATE) IS NULL AND t.place_in_line = 1 AND t.role = 'result' AND t.span = 'period'
        AND t.state = 'reported'
        AND NOT EXISTS (
            SELECT 1
            FROM told AS r
            WHERE r.role = 'result' AND r.indicator = t.indicator AND r.place = t.place AND r.spot = t.spot
                AND r.cohort = t.cohort AND r.agency = t.agency AND r.activity = t.activity AND r.span = 'period'
                AND r.first_day = q.first_day AND r.last_day = q.last_day
        )
    EXCEPT
    SELECT indicator, place, spot, cohort, agency, activity, span, first_day, last_day, wording FROM lonely
),
--]

--[ with $since
-- Of the time asked for: each series with the days it was told for.
wanted AS (
    SELECT
        t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, t.role, min(t.first_day) AS first_told,
        max(t.last_day) AS last_told
    FROM told AS t
    WHERE CAST($since AS DATE) IS NOT NULL AND t.role <> 'baseline' AND t.span = 'period' AND t.place_in_line = 1
        AND CASE WHEN CAST($year AS VARCHAR) IS NOT NULL AND t.reporting_year IS NOT NULL THEN t.reporting_year = $year
            ELSE t.first_day >= CAST($since AS DATE) AND t.last_day <= CAST($until AS DATE) END
    GROUP BY t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, t.role
),
--]

-- Which series is to be told for which days; `from_day` to `to_day` are those its parts have to cover.
aims AS (
    SELECT
        l.indicator, l.place, l.spot, l.cohort, l.agency, l.activity, 'result' AS role, l.span, l.first_day, l.last_day,
        l.wording, l.first_day AS from_day, l.last_day AS to_day, i."time", i.measure, i.counts,
        CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 1 ELSE 0 END AS non_negative
    FROM (
        SELECT * FROM lonely
        --[ with asked_for
        UNION ALL
        SELECT * FROM in_parts
        --]
    ) AS l
    INNER JOIN asked AS i ON i.code = l.indicator
    WHERE i."time" = 'flow'
    --[ with $since
    UNION ALL
    SELECT
        w.indicator, w.place, w.spot, w.cohort, w.agency, w.activity, w.role, 'period', CAST($since AS DATE),
        CAST($until AS DATE), '', CASE WHEN CAST($year AS VARCHAR) IS NULL THEN CAST($since AS DATE) ELSE w.first_told END,
        CASE WHEN CAST($year AS VARCHAR) IS NULL THEN CAST($until AS DATE) ELSE w.last_told END, i."time", i.measure,
        i.counts, CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 1 ELSE 0 END
    FROM wanted AS w
    INNER JOIN asked AS i ON i.code = w.indicator
    WHERE i."time" = 'flow'
    --]
),

-- The parts, longest first where two begin alike. A part within a longer one that is told does not count.
pieces AS (
    SELECT *
    FROM (
        SELECT
            a.indicator, a.place, a.spot, a.cohort, a.agency, a.activity, a.role, a.span, a.first_day, a.last_day,
            a.wording, a.from_day, a.to_day, a.measure, a.counts, a.non_negative, t.first_day AS first_told,
            t.last_day AS last_told, t.period_as_written, t.reporting_year, t.state, t.value, t.numerator, t.denominator,
            t.low, t.high, t.unit, t.value_as_written, t.qualifier, t.maturity, t.stated_on, t.base_period, t.source,
            t.note, t.how,
            max(CASE WHEN t.state = 'reported' THEN t.last_day END) OVER (
                PARTITION BY a.indicator, a.place, a.spot, a.cohort, a.agency, a.activity, a.role, a.span, a.first_day,
                    a.last_day, a.wording
                ORDER BY t.first_day, t.last_day DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS covered_to,
            min(CASE WHEN t.state = 'reported' THEN t.last_day END) OVER (
                PARTITION BY a.indicator, a.place, a.spot, a.cohort, a.agency, a.activity, a.role, a.span, a.first_day,
                    a.last_day, a.wording
                ORDER BY t.first_day, t.last_day DESC
                ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ) AS next_told_to
        FROM aims AS a
        INNER JOIN (SELECT * FROM told WHERE indicator IN (SELECT indicator FROM aims)) AS t
            ON t.indicator = a.indicator AND t.place = a.place AND t.spot = a.spot AND t.cohort = a.cohort
            AND t.agency = a.agency AND t.activity = a.activity AND t.role = a.role
            AND t.first_day >= a.from_day AND t.last_day <= a.to_day
        WHERE t.span = 'period' AND t.place_in_line = 1
            AND (t.first_day > DATE '0001-01-01' OR t.last_day < DATE '9999-12-31')
            AND CASE WHEN CAST($year AS VARCHAR) IS NOT NULL AND t.reporting_year IS NOT NULL
                THEN t.reporting_year = $year ELSE TRUE END
    ) AS p
    WHERE (covered_to IS NULL OR covered_to < last_told) AND (state = 'reported' OR next_told_to IS NULL OR next_told_to > last_told)
),

-- People told as new in a period; all of a series' first period are.
newcomers AS (
    SELECT
        indicator, place, coalesce(cohort, '') AS cohort, coalesce(agency, '') AS agency,
        coalesce(activity, '') AS activity, period_start AS first_told, period_end AS last_told,
        max(CASE WHEN breakdown = 'new=yes' AND place_in_line = 1 THEN value END) AS newcomers,
        min(min(period_start)) OVER (PARTITION BY indicator, place, cohort, agency, activity) AS first_ever
    FROM (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY indicator, place, cohort, agency, activity, period_start, period_end, breakdown
                ORDER BY as_of DESC NULLS LAST, stated_on DESC NULLS LAST,
                    CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                    source NULLS LAST, value NULLS LAST
            ) AS place_in_line
        FROM figures
        WHERE role = 'result' AND span = 'period' AND state = 'reported'
            AND indicator IN (SELECT indicator FROM aims WHERE counts = 'people')
    ) AS f
    GROUP BY indicator, place, cohort, agency, activity, period_start, period_end
),

added_up AS (
    SELECT
        p.indicator, p.place, p.spot, p.cohort, p.agency, p.activity, p.role, p.span, p.first_day, p.last_day, p.wording,
        min(p.from_day) AS from_day, min(p.to_day) AS to_day, count(*) AS parts,
        count(*) FILTER (WHERE p.state = 'reported') AS reported,
        count(*) FILTER (WHERE p.state IN ('withheld', 'not_available')) AS holes,
        coalesce(min(p.state) FILTER (WHERE p.state IN ('withheld', 'not_available')), min(p.state)) AS some_state,
        min(p.first_told) FILTER (WHERE p.state = 'reported') AS first_told,
        max(p.last_told) FILTER (WHERE p.state = 'reported') AS last_told,
        min(p.first_told) AS first_said, max(p.last_told) AS last_said,
        max(CASE WHEN p.next_first <= p.last_told THEN 1 ELSE 0 END) AS overlapping,
        max(CASE WHEN p.next_said > p.told_until + 1 THEN 1 ELSE 0 END) AS torn,
        string_agg(CASE WHEN p.next_said > p.told_until + 1 THEN (p.told_until + 1) || '~' || (p.next_said - 1) END, ','
            ORDER BY p.first_told) AS gaps,
        string_agg(CASE WHEN p.state IN ('withheld', 'not_available') THEN 'part ' || p.state || '~' || p.first_told || '~'
            || p.last_told END, '^' ORDER BY p.first_told) AS hidden,
        max(p.counts) AS counts, max(p.measure) AS measure,
        CASE WHEN max(p.non_negative) = 1 AND coalesce(min(p.value), 0) >= 0 AND coalesce(min(p.low), 0) >= 0
             THEN 1 ELSE 0 END AS non_negative,
        max(p.period_as_written) AS period_as_written, max(p.reporting_year) AS reporting_year,
        CAST(sum(p.known) AS BIGINT) AS known, count(p.value) AS points, sum(p.value) AS value, count(p.bottom) AS lows,
        coalesce(sum(p.bottom), 0) AS low, count(p.top) AS highs, sum(p.top) AS high, max(p.bottom) AS largest,
        max(p.low) AS own_low, max(p.high) AS own_high,
        count(p.numerator) AS numerators, count(p.denominator) AS denominators, sum(p.numerator) AS numerator,
        sum(p.denominator) AS denominator,
        CASE WHEN min(p.first_told) FILTER (WHERE p.state = 'reported') = min(n.first_ever)
                AND count(CASE WHEN p.first_told = n.first_ever THEN p.value ELSE n.newcomers END)
                    = count(*) FILTER (WHERE p.state = 'reported')
             THEN sum(CASE WHEN p.first_told = n.first_ever THEN p.value ELSE n.newcomers END) END AS newcomers,
        max(p.unit) AS unit, CASE WHEN min(p.unit) <> max(p.unit) THEN 1 ELSE 0 END AS mixed,
        max(p.value_as_written) AS value_as_written, count(*) FILTER (WHERE p.qualifier = 'at_least' AND p.known + p.divides > 0) AS at_least,
        count(*) FILTER (WHERE p.qualifier = 'at_most' AND p.known + p.divides > 0) AS at_most,
        count(*) FILTER (WHERE p.qualifier = 'about' AND p.known + p.divides > 0) AS about,
        min(CASE p.maturity WHEN 'preliminary' THEN 1 WHEN 'revised' THEN 3 WHEN 'final' THEN 4 ELSE 2 END)
            FILTER (WHERE p.state = 'reported') AS settled,
        count(p.stated_on) AS dated, min(p.stated_on) AS stated_on,
        max(CASE WHEN p.stated_on > p.first_told THEN 1 ELSE 0 END) AS stated_late, max(p.base_period) AS base_period,
        min(p.source) AS source, min(p.note) AS note, max(p.how) AS how
    FROM (
        SELECT
            * REPLACE (
                CASE WHEN state = 'reported' THEN value END AS value, CASE WHEN state = 'reported' THEN low END AS low,
                CASE WHEN state = 'reported' THEN high END AS high, CASE WHEN state = 'reported' THEN unit END AS unit,
                CASE WHEN state = 'reported' THEN stated_on END AS stated_on,
                CASE WHEN state = 'reported' THEN qualifier END AS qualifier
            ),
            CASE WHEN state = 'reported' AND (value IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL) THEN 1 ELSE 0 END
                AS known,
            CASE WHEN measure = 'ratio' THEN 1 ELSE 0 END AS divides,
            CASE WHEN state <> 'reported' OR (low IS NULL AND (high IS NOT NULL OR qualifier = 'at_most')) THEN NULL
                 ELSE coalesce(low, value) END AS bottom,
            CASE WHEN state <> 'reported' OR (high IS NULL AND (low IS NOT NULL OR qualifier = 'at_least')) THEN NULL
                 ELSE coalesce(high, value) END AS top,
            lead(CASE WHEN state = 'reported' THEN first_told END) OVER (
                PARTITION BY indicator, place, spot, cohort, agency, activity, role, span, first_day, last_day, wording,
                    CASE WHEN state = 'reported' THEN 1 ELSE 0 END
                ORDER BY first_told, last_told DESC
            ) AS next_first,
            lead(first_told) OVER (
                PARTITION BY indicator, place, spot, cohort, agency, activity, role, span, first_day, last_day, wording
                ORDER BY first_told, last_told DESC
            ) AS next_said,
            max(last_told) OVER (
                PARTITION BY indicator, place, spot, cohort, agency, activity, role, span, first_day, last_day, wording
                ORDER BY first_told, last_told DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS told_until
        FROM pieces
    ) AS p
    LEFT JOIN newcomers AS n
        ON n.indicator = p.indicator AND n.place = CASE WHEN p.spot = '' THEN p.place ELSE p.spot END
        AND n.cohort = p.cohort AND n.agency = p.agency AND n.activity = p.activity AND n.first_told = p.first_told
        AND n.last_told = p.last_told AND p.counts = 'people' AND p.role = 'result'
    GROUP BY
        p.indicator, p.place, p.spot, p.cohort, p.agency, p.activity, p.role, p.span, p.first_day, p.last_day, p.wording
),

-- Whether days are missing: in between, before, or, of a period that is over, behind. A target for life waits.
weighed AS (
    SELECT
        w.*,
        CASE WHEN untold + holes > 0 OR known + divides < reported THEN 1 ELSE 0 END AS gap,
        CASE WHEN overlapping = 1 OR mixed = 1 OR reported = 0 OR (known = 0 AND divides = 0) THEN 1 ELSE 0 END AS bare
    FROM (
        SELECT
            a.*,
            CASE WHEN torn = 1 THEN 1 WHEN span = 'life' THEN 0 WHEN first_said > from_day THEN 1
                 WHEN last_said < to_day AND to_day <= h.day THEN 1 WHEN short = 1 THEN 1 ELSE 0 END AS untold,
            CASE WHEN last_said < to_day AND (span = 'life' OR coalesce(to_day > h.day, TRUE)) THEN 1 ELSE 0 END AS to_date,
            CASE WHEN counts = 'people' AND known > 1 AND role <> 'target' THEN 1 ELSE 0 END AS same_people,
            CASE WHEN measure = 'ratio' THEN reported ELSE 0 END AS divides
        FROM (
            SELECT
                *,
                CASE WHEN CAST($year AS VARCHAR) IS NOT NULL AND span <> 'life'
                        AND to_day - from_day < last_day - first_day - 1 THEN 1 ELSE 0 END AS short
            FROM added_up
        ) AS a
        CROSS JOIN horizon AS h
    ) AS w
),

-- Together: the value with its ends, and how exactly it is known.
merged AS (
    SELECT
        *,
        CASE WHEN measure = 'ratio' THEN CASE WHEN reported = 1 THEN value END
             WHEN same_people = 0 THEN CASE WHEN points = known THEN value END
             WHEN newcomers IS NOT NULL THEN newcomers
             WHEN gap = 0 AND highs = known AND largest = high THEN high END AS whole,
        CASE WHEN same_people = 1 THEN largest
             WHEN non_negative = 1 OR (gap = 0 AND lows = known) THEN low END AS whole_low,
        CASE WHEN gap = 0 AND highs = known THEN high END AS whole_high,
        CASE WHEN reported = 0 THEN NULL
             WHEN bare = 1 THEN 'exact'
             WHEN at_most > 0 AND (at_least > 0 OR (gap = 1 AND non_negative = 1)) THEN 'about'
             WHEN at_least > 0 OR (gap = 1 AND non_negative = 1) THEN 'at_least'
             WHEN at_most > 0 THEN 'at_most' WHEN about > 0 OR gap = 1 THEN 'about' ELSE 'exact' END AS how_exact
    FROM weighed
),

-- The ends are told where the value and how exactly it is known do not tell them.
ranged AS (
    SELECT
        *,
        CASE WHEN bare = 1 OR measure = 'ratio' THEN 0
             WHEN same_people = 1 THEN CASE WHEN whole IS NULL THEN 1 ELSE 0 END
             WHEN whole_low IS NOT DISTINCT FROM CASE
                    WHEN whole IS NULL OR how_exact = 'at_most' THEN CASE WHEN non_negative = 1 THEN 0 END ELSE whole END
                AND whole_high IS NOT DISTINCT FROM CASE WHEN how_exact <> 'at_least' THEN whole END
             THEN 0 ELSE 1 END AS as_range
    FROM merged
),

-- The latest of each series whose value does not add up over time, for the days it is asked for.
standing_aims AS (
    -- Periods that others have told, up to the last day known of.
    SELECT
        v.indicator, v.place, v.spot, v.cohort, v.agency, v.activity, v.role, 'period' AS span, d.first_day, d.last_day,
        '' AS wording, d.first_day AS from_day, d.last_day AS to_day, d."time"
    FROM (
        SELECT DISTINCT t.indicator, t.place, t.cohort, t.first_day, t.last_day, i."time"
        FROM told AS t
        INNER JOIN asked AS i ON i.code = t.indicator AND i."time" IN ('stock', 'running')
        CROSS JOIN horizon AS h
        WHERE CAST($since AS DATE) IS NULL AND t.place_in_line = 1 AND t.role IN ('result', 'target')
            AND t.span = 'period' AND t.last_day <= h.day
        --[ with asked_for
        UNION
        SELECT q.indicator, q.place, '', q.first_day, q.last_day, i."time"
        FROM asked_of AS q
        INNER JOIN asked AS i ON i.code = q.indicator AND i."time" IN ('stock', 'running')
        WHERE CAST($since AS DATE) IS NULL
        --]
    ) AS d
    INNER JOIN (
        SELECT DISTINCT t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, t.role
        FROM told AS t
        INNER JOIN asked AS i ON i.code = t.indicator AND i."time" IN ('stock', 'running')
        WHERE t.role = 'result' AND t.span = 'period' AND t.state = 'reported'
    ) AS v
        ON v.indicator = d.indicator AND v.place = d.place AND v.cohort = d.cohort
    WHERE NOT EXISTS (
        SELECT 1
        FROM told AS r
        WHERE r.role = 'result' AND r.indicator = v.indicator AND r.place = v.place AND r.spot = v.spot
            AND r.cohort = v.cohort AND r.agency = v.agency AND r.activity = v.activity AND r.span = 'period'
            AND r.first_day = d.first_day AND r.last_day = d.last_day
    )
    UNION ALL
    SELECT
        l.indicator, l.place, l.spot, l.cohort, l.agency, l.activity, 'result', l.span, l.first_day, l.last_day, l.wording,
        l.first_day, l.last_day, i."time"
    FROM lonely AS l
    INNER JOIN asked AS i ON i.code = l.indicator
    WHERE l.span = 'life' AND i."time" <> 'flow'
    --[ with $since
    UNION ALL
    SELECT
        t.indicator, t.place, t.spot, t.cohort, t.agency, t.activity, t.role, 'period', CAST($since AS DATE),
        CAST($until AS DATE), '', coalesce(CASE WHEN CAST($year AS VARCHAR) IS NOT NULL THEN w.first_told END, CAST($since AS DATE)),
        coalesce(CASE WHEN CAST($year AS VARCHAR) IS NOT NULL THEN w.last_told END, CAST($until AS DATE)), i."time"
    FROM (
        SELECT DISTINCT indicator, place, spot, cohort, agency, activity, role
        FROM told
        WHERE CAST($since AS DATE) IS NOT NULL AND role <> 'baseline' AND span = 'period'
    ) AS t
    INNER JOIN asked AS i ON i.code = t.indicator AND i."time" <> 'flow'
    LEFT JOIN wanted AS w
        ON w.indicator = t.indicator AND w.place = t.place AND w.spot = t.spot AND w.cohort = t.cohort
        AND w.agency = t.agency AND w.activity = t.activity AND w.role = t.role
    --]
),

latest AS (
    SELECT *
    FROM (
        SELECT
            a.indicator, a.place, a.spot, a.cohort, a.agency, a.activity, a.role, a.span, a.first_day, a.last_day,
            a.wording, a.from_day, a.to_day, a."time", i.per, d.ends_on, t.first_day AS first_told, t.last_day AS last_told,
            t.period_as_written, t.reporting_year, t.state, t.value, t.numerator, t.denominator, t.low, t.high, t.unit,
            t.value_as_written, t.qualifier, t.maturity, t.stated_on, t.base_period, t.source, t.note, t.how,
            row_number() OVER (
                PARTITION BY a.indicator, a.place, a.spot, a.cohort, a.agency, a.activity, a.role, a.span, a.first_day,
                    a.last_day, a.wording
                ORDER BY
                    -- What is known at the end stands before what is not.
                    CASE WHEN t.state = 'reported' AND t.last_day = a.to_day AND a."time" <> 'none' THEN 0 ELSE 1 END,
                    CASE WHEN t.first_day = a.from_day AND t.last_day = a.to_day THEN 0 ELSE 1 END,
                    t.last_day DESC, CASE WHEN t.state = 'reported' THEN 0 ELSE 1 END, t.first_day
            ) AS place_in_line
        FROM standing_aims AS a
        INNER JOIN (SELECT * FROM told WHERE indicator IN (SELECT indicator FROM standing_aims)) AS t
            ON t.indicator = a.indicator AND t.place = a.place AND t.spot = a.spot AND t.cohort = a.cohort
            AND t.agency = a.agency AND t.activity = a.activity AND t.role = a.role AND t.last_day <= a.to_day
        INNER JOIN asked AS i ON i.code = a.indicator
        LEFT JOIN activities AS d ON d.code = a.activity
        WHERE t.span = 'period' AND t.place_in_line = 1 AND t.last_day < DATE '9999-12-31'
            -- Of a life what was told of its days.
            AND (a.span <> 'life' OR CASE WHEN a."time" = 'none' THEN t.first_day ELSE t.last_day END >= a.from_day)
            -- An older one counts where it has a number; one within the days asked for, whatever it says.
            AND (t.state = 'reported' OR (t.last_day = a.to_day AND t.first_day >= a.from_day))
            -- A target is for its own days: for a running total it comes with the result, below.
            AND (a.role <> 'target' OR (t.last_day = a.to_day AND t.first_day >= a.from_day AND a."time" IN ('stock', 'running'))
                OR (t.first_day = a.from_day AND t.last_day = a.to_day))
    ) AS l
    WHERE place_in_line = 1
),

standing AS (
    SELECT
        *,
        CASE WHEN role = 'target' OR span = 'life' OR ("time" <> 'none' AND last_told = to_day)
                OR (first_told = from_day AND last_told = to_day) THEN state
             WHEN "time" = 'none' THEN 'uncombined'
             WHEN "time" = 'stock' THEN CASE WHEN coalesce(ends_on, to_day) >= to_day THEN 'last_seen' ELSE 'gone' END
             WHEN $apart THEN 'gone' -- a target carried along is no target of a later period
             WHEN coalesce(ends_on, first_day) >= first_day THEN 'carried'
             ELSE 'closed' END AS told_state
    FROM latest
),

--[ with nested
-- Up to a place: of one series the place's own beats what stands in it, and what is known beats what is carried along.
grounds_of_time AS (
    SELECT indicator, place, spot, cohort, agency, activity, role, first_day, last_day, told_state AS state
    FROM standing
    WHERE CAST($within AS VARCHAR) IS NOT NULL AND span = 'period' AND told_state <> 'gone'
    UNION ALL
    SELECT indicator, place, spot, cohort, agency, activity, role, first_day, last_day, state
    FROM told
    WHERE CAST($within AS VARCHAR) IS NOT NULL AND CAST($since AS DATE) IS NULL AND span = 'period'
        AND place_in_line = 1 AND role = 'result' AND indicator IN (SELECT indicator FROM standing_aims)
),

overtaken AS (
    SELECT s.indicator, s.place, s.spot, s.cohort, s.agency, s.activity, s.role, s.first_day, s.last_day
    FROM standing AS s
    INNER JOIN lies_in AS l ON l.spot = s.spot AND l.since <= s.last_day AND l.until >= s.last_day
    INNER JOIN grounds_of_time AS o
        ON o.spot = l.around AND o.indicator = s.indicator AND o.place = s.place AND o.cohort = s.cohort
        AND o.agency = s.agency AND o.activity = s.activity AND o.role = s.role AND o.first_day = s.first_day
        AND o.last_day = s.last_day
    WHERE o.state = 'reported' OR s.told_state <> 'reported'
    UNION
    SELECT s.indicator, s.place, s.spot, s.cohort, s.agency, s.activity, s.role, s.first_day, s.last_day
    FROM standing AS s
    INNER JOIN lies_in AS l ON l.around = s.spot AND l.since <= s.last_day AND l.until >= s.last_day
    INNER JOIN grounds_of_time AS i
        ON i.spot = l.spot AND i.indicator = s.indicator AND i.place = s.place AND i.cohort = s.cohort
        AND i.agency = s.agency AND i.activity = s.activity AND i.role = s.role AND i.first_day = s.first_day
        AND i.last_day = s.last_day
    WHERE i.state = 'reported' AND s.told_state <> 'reported'
),
--]

stands AS (
    SELECT *
    FROM standing AS s
    WHERE told_state <> 'gone'
        --[ with nested
        AND (span = 'life' OR NOT EXISTS (
            SELECT 1
            FROM overtaken AS o
            WHERE o.indicator = s.indicator AND o.place = s.place AND o.spot = s.spot AND o.cohort = s.cohort
                AND o.agency = s.agency AND o.activity = s.activity AND o.role = s.role AND o.first_day = s.first_day
                AND o.last_day = s.last_day
        ))
        --]
),

--[ with nested
-- A place whose parts of time are told, and places in it told for other days that overlap them: only one can count.
-- The place's own does, if it is whole; else what was told inside.
rivals AS (
    SELECT DISTINCT
        i.indicator, i.place, i.cohort, i.agency, i.activity, i.role, i.span, i.first_day, i.last_day, o.spot AS around,
        i.spot
    FROM pieces AS i
    INNER JOIN lies_in AS l ON l.spot = i.spot AND l.since <= i.last_told AND l.until >= i.last_told
    INNER JOIN pieces AS o
        ON o.spot = l.around AND o.indicator = i.indicator AND o.place = i.place AND o.cohort = i.cohort
        AND o.agency = i.agency AND o.activity = i.activity AND o.role = i.role AND o.span = i.span
        AND o.first_day = i.first_day AND o.last_day = i.last_day AND o.first_told <= i.last_told AND o.last_told >= i.first_told
    WHERE CAST($since AS DATE) IS NOT NULL AND CAST($within AS VARCHAR) IS NOT NULL AND i.state = 'reported'
        AND o.state = 'reported'
),

outdone AS (
    SELECT
        r.indicator, r.place, r.cohort, r.agency, r.activity, r.role, r.span, r.first_day, r.last_day,
        CASE WHEN w.gap = 0 THEN r.spot ELSE r.around END AS spot
    FROM rivals AS r
    INNER JOIN weighed AS w
        ON w.indicator = r.indicator AND w.place = r.place AND w.spot = r.around AND w.cohort = r.cohort
        AND w.agency = r.agency AND w.activity = r.activity AND w.role = r.role AND w.span = r.span
        AND w.first_day = r.first_day
        AND w.last_day = r.last_day
),
--]

-- What was made, as statements for the days they were made for.
composed AS (
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, role,
        CASE WHEN parts = 1 THEN period_as_written END AS period_as_written, reporting_year,
        CASE WHEN reported > 0 THEN 'reported' ELSE some_state END AS state,
        CASE WHEN bare = 0 THEN whole END AS value,
        CASE WHEN bare = 0 AND measure = 'ratio' AND (reported = 1 OR (numerators = reported AND denominators = reported))
             THEN numerator END AS numerator,
        CASE WHEN bare = 0 AND measure = 'ratio' AND (reported = 1 OR (numerators = reported AND denominators = reported))
             THEN denominator END AS denominator,
        CASE WHEN as_range = 1 THEN whole_low WHEN bare = 0 AND measure = 'ratio' AND reported = 1 THEN own_low END AS low,
        CASE WHEN as_range = 1 THEN whole_high WHEN bare = 0 AND measure = 'ratio' AND reported = 1 THEN own_high END
            AS high,
        CASE WHEN mixed = 0 THEN unit END AS unit, CASE WHEN parts = 1 THEN value_as_written END AS value_as_written,
        how_exact AS qualifier,
        CASE settled WHEN 1 THEN 'preliminary' WHEN 3 THEN 'revised' WHEN 4 THEN 'final' END AS maturity,
        CASE WHEN stated_late = 1 THEN DATE '9999-12-31' WHEN dated = reported THEN least(stated_on, first_day) END AS stated_on,
        CASE WHEN parts = 1 THEN base_period END AS base_period, source, CASE WHEN parts = 1 THEN note END AS note,
        1 AS place_in_line,
        nullif(concat_ws('^',
            how,
            CASE WHEN overlapping = 1 THEN 'periods overlap~' || first_told || '~' || last_told
                 WHEN mixed = 1 THEN 'units~'
                 WHEN to_date = 0 AND (reported > 1 OR (reported = 1 AND (first_told > from_day OR last_told < to_day)))
                 THEN 'made~' || reported || '~' || first_told || '~' || last_told END,
            CASE WHEN bare = 1 OR same_people = 0 THEN NULL WHEN newcomers IS NOT NULL THEN 'new people~'
                 ELSE 'same people~' END,
            CASE WHEN parts > 1 OR reported > 0 THEN hidden END,
            CASE WHEN bare = 0 AND measure <> 'ratio' AND known < reported
                 THEN 'part unnumbered~' || (reported - known) || ' of ' || reported END,
            CASE WHEN untold = 1 AND reported > 0 AND overlapping = 0 THEN 'without~' || concat_ws(',',
                CASE WHEN first_said > from_day AND span <> 'life' THEN from_day || '~' || (first_said - 1) END,
                gaps,
                CASE WHEN last_said < to_day AND to_date = 0 AND span <> 'life' THEN (last_said + 1) || '~' || to_day END)
                END,
            CASE WHEN to_date = 1 THEN 'to date~' || first_told || '~' || last_told END,
            CASE WHEN first_told < first_day OR last_told > last_day THEN 'true period~' || first_told || '~' || last_told END
        ), '') AS how
    FROM ranged AS w
    --[ with nested
    WHERE NOT EXISTS (
        SELECT 1
        FROM outdone AS r
        WHERE r.indicator = w.indicator AND r.place = w.place AND r.spot = w.spot AND r.cohort = w.cohort
            AND r.agency = w.agency AND r.activity = w.activity AND r.role = w.role AND r.span = w.span
            AND r.first_day = w.first_day
            AND r.last_day = w.last_day
    )
    --]
    UNION ALL
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity,
        -- The target of a running total that is carried forward comes with it; its own waits.
        CASE WHEN role = 'target' AND "time" = 'running' AND EXISTS (
            SELECT 1
            FROM stands AS c
            WHERE c.told_state IN ('carried', 'closed') AND c.role = 'result' AND c.span = 'period'
                AND c.indicator = stands.indicator AND c.place = stands.place AND c.spot = stands.spot
                AND c.cohort = stands.cohort AND c.agency = stands.agency AND c.activity = stands.activity
        ) THEN 'waiting' ELSE role END,
        period_as_written, reporting_year, told_state,
        CASE WHEN told_state NOT IN ('last_seen', 'uncombined') THEN value END,
        CASE WHEN told_state NOT IN ('last_seen', 'uncombined') THEN numerator END,
        CASE WHEN told_state NOT IN ('last_seen', 'uncombined') THEN denominator END,
        CASE WHEN told_state NOT IN ('last_seen', 'uncombined') THEN low END,
        CASE WHEN told_state NOT IN ('last_seen', 'uncombined') THEN high END,
        unit, CASE WHEN told_state = state THEN value_as_written END, qualifier, maturity,
        CASE WHEN stated_on > first_told THEN DATE '9999-12-31' WHEN stated_on IS NOT NULL THEN least(stated_on, first_day) END,
        base_period, source,
        note, 1,
        nullif(concat_ws('^',
            how,
            CASE told_state
                WHEN 'last_seen' THEN 'last seen~' || coalesce(CAST(coalesce(value, low, high) AS VARCHAR),
                    numerator || '/' || denominator || '/' || per, '') || '~' || first_told || '~' || last_told
                WHEN 'carried' THEN 'carried from~' || coalesce(CAST(coalesce(value, low, high) AS VARCHAR), '') || '~' || first_told || '~' || last_told
                WHEN 'closed' THEN 'closed~' || coalesce(CAST(coalesce(value, low, high) AS VARCHAR), '') || '~' || first_told || '~' || last_told
                WHEN 'uncombined' THEN 'not combined~' || first_told || '~' || last_told END,
            CASE WHEN span = 'life' AND last_told < to_day THEN 'to date~' || first_told || '~' || last_told END,
            CASE WHEN first_told < first_day AND last_told > first_day AND told_state = state AND span <> 'life'
                    OR last_told > last_day THEN 'true period~' || first_told || '~' || last_told END
        ), '')
    FROM stands
),

-- The targets that go with results carried forward.
carried_targets AS (
    SELECT
        c.indicator, c.place, c.spot, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity,
        t.period_as_written, t.reporting_year, t.state, t.value, t.numerator, t.denominator, t.low, t.high, t.unit,
        t.value_as_written, t.qualifier, t.maturity,
        CASE WHEN t.stated_on > t.first_day THEN DATE '9999-12-31'
             WHEN t.stated_on IS NOT NULL THEN least(t.stated_on, c.first_day) END AS stated_on,
        t.base_period, t.source, t.note, t.how
    FROM stands AS c
    INNER JOIN told AS t
        ON t.indicator = c.indicator AND t.place = c.place AND t.spot = c.spot AND t.cohort = c.cohort
        AND t.agency = c.agency AND t.activity = c.activity AND t.role = 'target' AND t.span = 'period'
        AND t.first_day = c.first_told AND t.last_day = c.last_told AND t.place_in_line = 1
    WHERE c.told_state IN ('carried', 'closed') AND c.role = 'result'
),

--]

-- Every statement for the days it counts for.
timed AS NOT MATERIALIZED (
    SELECT
        t.indicator, t.place, t.spot, t.first_day, t.last_day, t.wording, t.cohort, t.span, t.agency, t.activity,
        --[ with combined
        CASE WHEN t.role = 'target' AND c.indicator IS NOT NULL THEN 'waiting' ELSE t.role END AS role,
        --]
        --[ without combined
        t.role,
        --]
        t.period_as_written, t.reporting_year, t.state, t.value, t.numerator, t.denominator, t.low, t.high, t.unit,
        t.value_as_written, t.qualifier, t.maturity, t.stated_on, t.base_period, t.source, t.note, t.place_in_line, t.how
    FROM told AS t
    --[ with combined
    LEFT JOIN (
        SELECT DISTINCT indicator, place, spot, first_day, last_day, cohort, agency, activity
        FROM stands
        WHERE told_state IN ('carried', 'closed') AND role = 'result' AND span = 'period'
    ) AS c
        ON c.indicator = t.indicator AND c.place = t.place AND c.spot = t.spot AND c.first_day = t.first_day
        AND c.last_day = t.last_day AND c.cohort = t.cohort AND c.agency = t.agency AND c.activity = t.activity
        AND t.span = 'period' AND t.role = 'target'
    WHERE CAST($since AS DATE) IS NULL OR t.role = 'baseline' OR t.span = 'life'
        OR (t.place_in_line > 1 AND t.first_day = CAST($since AS DATE) AND t.last_day = CAST($until AS DATE))
    UNION ALL
    SELECT * FROM composed
    UNION ALL
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, 'target',
        period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written,
        qualifier, maturity, stated_on, base_period, source, note, 1, how
    FROM carried_targets
    --]
)
