-- lag: whose money is behind each result: the strategy's own, that of years before it, both, or not known.
--
-- One row per indicator × agency × bucket; with $apart TRUE every figure is a row of its own. Every result figure of
-- performance (breakdowns too, and those without a value) is in exactly one bucket, so that the buckets add up to all.
--
-- A framework says with which year its own money begins (funds_from). A result says the years of the money
-- behind it (fund_years): all of them from that year on is `strategy`, all before it `prior_year`, some of each `mixed`.
-- Where either is not said the bucket is `unknown`, and `unknown_why` says which. A result of several years stays one
-- figure in one bucket: nothing is split over years.
--
-- begins_before: the result's own period begins before the strategy's money does. too_early: its period ends before the
-- money can show results: lag_months after the end of its first year of the strategy's money, as the framework, or the
-- indicator itself, declares.
--
-- Sums: of things and amounts that add, over totals (breakdown '') of periods. Of several statements of one series the
-- latest stands, as in progress.sql; a longer period's and a wider place's own value beats those inside it. Where
-- periods of one series overlap, or units differ, there is no sum. `no_sum` says why.
--
-- By hand: set $apart to TRUE or FALSE. 0001-01-01 and 9999-12-31 stand for open ends.

WITH RECURSIVE years AS MATERIALIZED (SELECT DISTINCT fund_years FROM figures WHERE fund_years IS NOT NULL),

codes AS (
    SELECT replace(upper(fund_years), ' ', '') AS code FROM years
    UNION
    SELECT funds_from FROM frameworks WHERE funds_from IS NOT NULL
),

    {code_days},

asked AS (
    SELECT
        i.code, i.title, i.unit, i.preferred_source, i.framework,
        CASE WHEN i.measure NOT IN ('count', 'amount') THEN 'its values do not add up'
             WHEN i.over_series = 'range' THEN 'people of several series may be the same people'
             WHEN i."time" <> 'flow' THEN 'its values do not add up over time'
             WHEN i.over_series <> 'sum' OR i.over_places <> 'sum' THEN 'its values do not add up' ELSE '' END AS no_sum,
        d.first_day AS own_from,
        coalesce(i.lag_months, f.lag_months) AS lag_months
    FROM indicators AS i
    INNER JOIN frameworks AS f ON f.code = i.framework
    LEFT JOIN code_days AS d ON d.code = f.funds_from
    WHERE i.kind <> 'context'
),

-- The years of money as written, with their first and last day.
funded AS (
    SELECT
        m.fund_years AS written,
        CASE WHEN d.first_day <= d.last_day THEN d.first_day END AS first_day,
        CASE WHEN d.first_day <= d.last_day THEN d.last_day END AS last_day,
        CASE WHEN d.last_day >= d.first_day + INTERVAL '1' YEAR THEN 1 ELSE 0 END AS several
    FROM years AS m
    LEFT JOIN code_days AS d ON d.code = replace(upper(m.fund_years), ' ', '')
),

-- Each indicator with each writing of years: the bucket, and the day from which such a result is not too early.
bucketed AS (
    SELECT
        a.code, m.written, m.several, m.first_day AS fund_first, m.last_day AS fund_last,
        CASE WHEN a.own_from IS NULL OR m.first_day IS NULL THEN 'unknown'
             WHEN m.first_day >= a.own_from THEN 'strategy'
             WHEN m.last_day < a.own_from THEN 'prior_year' ELSE 'mixed' END AS bucket,
        CASE WHEN a.own_from IS NULL THEN 'no start' WHEN m.first_day IS NULL THEN 'not years' ELSE '' END AS unknown_why,
        CASE WHEN m.last_day >= a.own_from
             THEN CAST(greatest(m.first_day, a.own_from) + INTERVAL '1' YEAR + a.lag_months * INTERVAL '1' MONTH
                 - INTERVAL '1' DAY AS DATE) END AS early_until
    FROM asked AS a
    CROSS JOIN funded AS m
),

stated AS (
    SELECT
        f.indicator, coalesce(f.agency, '') AS agency, coalesce(f.activity, '') AS activity, f.place, f.breakdown, f.span,
        coalesce(f.cohort, '') AS cohort, f.state, f.value, f.unit, f.qualifier,
        coalesce(f.period_start, DATE '0001-01-01') AS first_day, coalesce(f.period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL
             THEN coalesce(f.period_as_written, '') ELSE '' END AS wording,
        f.period_as_written, f.value_as_written, f.fund_years, f.account, f.source, f.note, f.submission, f."row", f."at",
        f.as_of, f.stated_on, f.maturity, f.period_start, f.period_end,
        CASE WHEN a.no_sum = '' AND f.breakdown = '' AND f.span = 'period' THEN 1 ELSE 0 END AS may_add,
        a.preferred_source,
        coalesce(b.bucket, 'unknown') AS bucket,
        CASE WHEN a.own_from IS NULL THEN 'no start' ELSE coalesce(b.unknown_why, 'not told') END AS unknown_why,
        coalesce(b.several, 0) AS several, b.fund_first, b.fund_last,
        CASE WHEN f.period_start < a.own_from THEN 1 ELSE 0 END AS begins_before,
        CASE WHEN f.period_end < b.early_until THEN b.early_until END AS early_until
    FROM figures AS f
    INNER JOIN asked AS a ON a.code = f.indicator
    LEFT JOIN bucketed AS b ON b.code = f.indicator AND b.written = f.fund_years
    WHERE f.role = 'result'
),

-- Of what may be added, the latest statement of each series stands first in line; nothing else stands in it.
in_line AS (
    --[ with repeated
    SELECT
        *,
        row_number() OVER (
            PARTITION BY indicator, agency, activity, place, cohort, first_day, last_day, wording
            ORDER BY
                as_of DESC NULLS LAST, stated_on DESC NULLS LAST,
                CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                CASE WHEN source = preferred_source THEN 0 ELSE 1 END,
                source NULLS LAST, value NULLS LAST, submission NULLS LAST, "row" NULLS LAST
        ) AS place_in_line
    FROM stated
    WHERE may_add = 1
    UNION ALL
    SELECT *, 0 FROM stated WHERE may_add = 0
    --]
    --[ without repeated
    SELECT *, may_add AS place_in_line FROM stated
    --]
),

--[ with nested or crossing
latest AS (
    SELECT indicator, agency, activity, place, cohort, first_day, last_day, wording, unit
    FROM in_line
    WHERE place_in_line = 1 AND state = 'reported' AND value IS NOT NULL
),

-- Periods that hold or cross one another. One that nobody dated crosses every other.
spans AS (
    SELECT DISTINCT
        first_day, last_day, wording,
        CASE WHEN first_day = DATE '0001-01-01' AND last_day = DATE '9999-12-31' THEN 1 ELSE 0 END AS undated
    FROM latest
),

paired AS (
    SELECT
        o.first_day AS outer_first, o.last_day AS outer_last, o.wording AS outer_wording,
        i.first_day, i.last_day, i.wording,
        CASE WHEN o.undated + i.undated = 0 AND o.first_day <= i.first_day AND o.last_day >= i.last_day THEN 1 ELSE 0 END
            AS holds,
        CASE WHEN o.undated + i.undated > 0 OR (o.first_day < i.first_day AND o.last_day < i.last_day) THEN 1 ELSE 0 END
            AS crosses
    FROM spans AS o
    INNER JOIN spans AS i
        ON o.first_day <= i.last_day AND o.last_day >= i.first_day
        AND (o.first_day <> i.first_day OR o.last_day <> i.last_day OR o.wording <> i.wording)
),

-- Which of the places lies in which, by its parents and as a member of groups, and on what days.
below AS (
    SELECT parent AS around, code AS place, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    WHERE parent IS NOT NULL
    UNION ALL
    SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
    FROM place_members
),

lies_in AS (
    SELECT * FROM below
    UNION
    SELECT l.around, b.place, greatest(l.since, b.since), least(l.until, b.until)
    FROM lies_in AS l
    INNER JOIN below AS b ON b.around = l.place
    WHERE greatest(l.since, b.since) <= least(l.until, b.until) AND l.around <> b.place
),

-- A longer period's own value beats those inside it, and so does a wider place's.
beaten AS (
    SELECT i.indicator, i.agency, i.activity, i.place, i.cohort, i.first_day, i.last_day, i.wording
    FROM latest AS i
    INNER JOIN paired AS p
        ON p.holds = 1 AND p.first_day = i.first_day AND p.last_day = i.last_day AND p.wording = i.wording
    INNER JOIN latest AS o
        ON o.indicator = i.indicator AND o.agency = i.agency AND o.activity = i.activity AND o.place = i.place
        AND o.cohort = i.cohort AND o.first_day = p.outer_first AND o.last_day = p.outer_last
        AND o.wording = p.outer_wording
    UNION
    SELECT i.indicator, i.agency, i.activity, i.place, i.cohort, i.first_day, i.last_day, i.wording
    FROM latest AS i
    INNER JOIN (
        SELECT * FROM lies_in WHERE around IN (SELECT place FROM latest)
    ) AS l ON l.place = i.place AND l.since <= i.last_day AND l.until >= i.last_day
    INNER JOIN latest AS o
        ON o.indicator = i.indicator AND o.agency = i.agency AND o.activity = i.activity AND o.place = l.around
        AND o.cohort = i.cohort AND o.first_day <= i.first_day AND o.last_day >= i.last_day
    WHERE (o.first_day = i.first_day AND o.last_day = i.last_day AND o.wording = i.wording)
        OR o.first_day > DATE '0001-01-01' OR o.last_day < DATE '9999-12-31'
),

-- Where nothing is added, and why.
crossed AS (
    SELECT DISTINCT i.indicator, i.agency
    FROM latest AS i
    INNER JOIN paired AS p
        ON p.crosses = 1 AND p.first_day = i.first_day AND p.last_day = i.last_day AND p.wording = i.wording
    INNER JOIN latest AS o
        ON o.indicator = i.indicator AND o.agency = i.agency AND o.activity = i.activity AND o.place = i.place
        AND o.cohort = i.cohort AND o.first_day = p.outer_first AND o.last_day = p.outer_last
        AND o.wording = p.outer_wording
),
--]
--[ without nested or crossing
crossed AS (SELECT * FROM stated WHERE FALSE),
--]

judged AS (
    SELECT
        l.*, CASE WHEN l.place_in_line = 1 AND l.state = 'reported' AND l.value IS NOT NULL THEN l.unit END AS unit_told,
        --[ with nested or crossing
        b.indicator IS NOT NULL AS is_beaten
        --]
        --[ without nested or crossing
        FALSE AS is_beaten
        --]
    FROM in_line AS l
    --[ with nested or crossing
    LEFT JOIN beaten AS b
        ON b.indicator = l.indicator AND b.agency = l.agency AND b.activity = l.activity AND b.place = l.place
        AND b.cohort = l.cohort AND b.first_day = l.first_day AND b.last_day = l.last_day AND b.wording = l.wording
    --]
),

-- One row a bucket, or a figure.
told AS (
    SELECT
        *,
        CASE WHEN place_in_line = 1 AND NOT is_beaten AND state = 'reported' AND value IS NOT NULL THEN 1 ELSE 0 END
            AS adds,
        CASE WHEN place_in_line = 1 AND NOT is_beaten AND state IN ('withheld', 'not_available') THEN 1 ELSE 0 END
            AS hole,
        --[ with $apart
        CASE WHEN CAST($apart AS BOOLEAN)
             THEN row_number() OVER (
                 PARTITION BY indicator, agency
                 ORDER BY
                     place, first_day, last_day, wording, cohort, activity, breakdown, span, as_of NULLS FIRST,
                     stated_on NULLS FIRST, source NULLS FIRST, submission NULLS FIRST, "row" NULLS FIRST,
                     "at" NULLS FIRST, value NULLS FIRST
             ) ELSE 0 END AS nth
        --]
        --[ without $apart
        0 AS nth
        --]
    FROM judged
),

counted AS (
    SELECT
        indicator, agency, bucket, nth,
        count(*) AS figures,
        count(CASE WHEN state <> 'reported' THEN 1 END) AS without_value,
        CAST(sum(several) AS BIGINT) AS several_years,
        CAST(sum(begins_before) AS BIGINT) AS begins_before,
        count(CASE WHEN period_start IS NULL THEN 1 END) AS begins_unknown,
        count(early_until) AS too_early,
        max(early_until) AS early_until,
        min(fund_first) AS fund_first,
        max(fund_last) AS fund_last,
        count(CASE WHEN unknown_why = 'not told' THEN 1 END) AS not_told,
        count(CASE WHEN unknown_why = 'not years' THEN 1 END) AS not_years,
        max(CASE WHEN unknown_why = 'not years' THEN fund_years END) AS no_years,
        sum(CASE WHEN adds = 1 THEN value END) AS value,
        CAST(sum(adds) AS BIGINT) AS added,
        CAST(sum(hole) AS BIGINT) AS holes,
        max(CASE WHEN adds = 1 AND qualifier = 'at_least' THEN 1 ELSE 0 END) AS at_least,
        max(CASE WHEN adds = 1 AND qualifier = 'at_most' THEN 1 ELSE 0 END) AS at_most,
        max(CASE WHEN adds = 1 AND qualifier = 'about' THEN 1 ELSE 0 END) AS about,
        max(CASE WHEN adds = 1 THEN unit END) AS unit,
        max(value) AS own_value,
        max(unit) AS own_unit,
        min(unit_told) AS first_unit, max(unit_told) AS last_unit,
        -- What only a figure that stands apart has.
        --[ with $apart
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(activity) END AS activity,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(place) END AS place,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(period_start) END AS period_start,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(period_end) END AS period_end,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(period_as_written) END AS period_as_written,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(breakdown) END AS breakdown,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(span) END AS span,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(state) END AS state,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(fund_years) END AS fund_years,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(account) END AS account,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(source) END AS source,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(value_as_written) END AS value_as_written,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(note) END AS remark,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max(submission) END AS submission,
        CASE WHEN CAST($apart AS BOOLEAN) THEN max("row") END AS "row"
        --]
        --[ without $apart
        NULL AS activity, CAST(NULL AS VARCHAR) AS place, NULL AS period_start, NULL AS period_end, NULL AS period_as_written, NULL AS breakdown, NULL AS span, NULL AS state, NULL AS fund_years, NULL AS account, NULL AS source, NULL AS value_as_written, NULL AS remark, NULL AS submission, NULL AS "row"
        --]
    FROM told
    GROUP BY indicator, agency, bucket, nth
),

measured AS (
    SELECT indicator, agency FROM counted GROUP BY indicator, agency HAVING min(first_unit) <> max(last_unit)
)

SELECT
    c.*,
    a.title, a.framework, a.unit AS usual_unit,
    CASE WHEN a.no_sum <> '' THEN a.no_sum
         WHEN x.indicator IS NOT NULL THEN 'its periods overlap'
         WHEN m.indicator IS NOT NULL THEN 'it is told in several units' ELSE '' END AS no_sum,
    CASE WHEN a.own_from IS NULL THEN 1 ELSE 0 END AS no_start,
    g.name AS agency_name,
    CASE WHEN g.own THEN 'own' WHEN g.own IS NULL THEN 'not stated' ELSE 'other' END AS whose,
    p.name AS place_name
FROM counted AS c
INNER JOIN asked AS a ON a.code = c.indicator
LEFT JOIN crossed AS x ON x.indicator = c.indicator AND x.agency = c.agency
LEFT JOIN measured AS m ON m.indicator = c.indicator AND m.agency = c.agency
LEFT JOIN agencies AS g ON g.code = c.agency
LEFT JOIN places AS p ON p.code = c.place
ORDER BY c.indicator, c.agency,
    CASE c.bucket WHEN 'strategy' THEN 1 WHEN 'prior_year' THEN 2 WHEN 'mixed' THEN 3 ELSE 4 END, c.nth
