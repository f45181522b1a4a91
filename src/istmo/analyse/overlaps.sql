-- overlaps: where two or more own series report the same place, or a place and one in it, for the same period.
--
-- One row per indicator × place × period × cohort × span whose total may count somebody or something twice. A series
-- is an agency with an activity. Only what is ever added over series: people (`range`), things and amounts (`sum`).
-- Rules: a series' latest statement stands; of one series a place's own value beats those of the places in it; places
-- beside one another share nobody; groups have their members on the last day of the period. A row stands at the place
-- that contains all its parts and has one of its own; where a person decided, a row stands at that place too.
--
-- Nothing is decided here: overlaps.py works its way up the places (climb.py) and puts decisions beside. `series` lists
-- `agency|activity|place|value|low|high|qualifier`, `spots` what stands at each place as
-- `place|parts|value|low|high`. 0001-01-01 and 9999-12-31 stand for open ends.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.

WITH RECURSIVE asked AS (
    SELECT code, over_places, measure, valid_min
    FROM indicators
    WHERE kind <> 'context' AND framework IS NOT NULL AND over_series IN ('sum', 'range') AND measure <> 'ratio'
        AND (CAST($indicator AS VARCHAR) IS NULL OR code = $indicator)
),

-- Every total that an own agency reported, of every standing.
said AS NOT MATERIALIZED (
    SELECT
        f.indicator, f.place,
        coalesce(f.period_start, DATE '0001-01-01') AS first_day,
        coalesce(f.period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL
             THEN coalesce(f.period_as_written, '') ELSE '' END AS wording,
        coalesce(f.cohort, '') AS cohort, f.span,
        coalesce(f.agency, '') AS agency, coalesce(f.activity, '') AS activity,
        f.period_as_written, f.state, f.value, f.low, f.high, f.unit, f.qualifier, f.maturity, f.as_of, f.stated_on,
        f.source, f.submission, f."row"
    FROM figures AS f
    INNER JOIN asked AS i ON i.code = f.indicator
    LEFT JOIN agencies AS a ON a.code = f.agency
    WHERE f.role = 'result' AND f.breakdown = '' AND a.own IS DISTINCT FROM FALSE
),

-- Which place lies in which, by its parents and as a member of groups, and on what days.
lies_in AS (
    SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    WHERE parent IS NOT NULL
    UNION
    SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
    FROM place_members
    UNION
    SELECT l.around, e.spot, greatest(l.since, e.since), least(l.until, e.until)
    FROM lies_in AS l
    INNER JOIN (
        SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
        FROM places
        WHERE parent IS NOT NULL
        UNION ALL
        SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
        FROM place_members
    ) AS e ON e.around = l.spot
    WHERE greatest(l.since, e.since) <= least(l.until, e.until) AND l.around <> e.spot
),

-- Places for which anything was reported, and whether by more than one series.
spots AS MATERIALIZED (
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CASE WHEN last_day < DATE '9999-12-31' THEN last_day
             WHEN first_day > DATE '0001-01-01' THEN first_day END AS day_of_groups,
        CASE WHEN min(agency) <> max(agency) OR min(activity) <> max(activity) THEN 1 ELSE 0 END AS several
    FROM said
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
),

-- Few places contain others: these first, so that no place is joined with all that it could lie in.
outer_spots AS MATERIALIZED (
    SELECT s.*
    FROM spots AS s
    INNER JOIN asked AS i ON i.code = s.indicator AND i.over_places = 'sum'
    WHERE s.place IN (SELECT around FROM lies_in)
),

-- Places whose total may count something twice, before it is known whose statements those are.
grounds AS MATERIALIZED (
    SELECT indicator, first_day, last_day, wording, cohort, span, day_of_groups, place AS around
    FROM spots
    WHERE several = 1 AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
    UNION
    SELECT o.indicator, o.first_day, o.last_day, o.wording, o.cohort, o.span, o.day_of_groups, o.place
    FROM outer_spots AS o
    WHERE CAST($place AS VARCHAR) IS NULL OR o.place = $place
    UNION
    SELECT s.indicator, s.first_day, s.last_day, s.wording, s.cohort, s.span, s.day_of_groups, d.place
    FROM "overlaps" AS d
    INNER JOIN spots AS s ON s.indicator = d.indicator
    WHERE CAST($place AS VARCHAR) IS NULL OR d.place = $place
),

members AS MATERIALIZED (
    SELECT g.*, g.around AS spot
    FROM grounds AS g
    UNION
    SELECT g.*, s.place
    FROM grounds AS g
    INNER JOIN asked AS i ON i.code = g.indicator AND i.over_places = 'sum'
    INNER JOIN lies_in AS l
        ON l.around = g.around AND (g.day_of_groups IS NULL OR (l.since <= g.day_of_groups AND l.until >= g.day_of_groups))
    INNER JOIN spots AS s
        ON s.place = l.spot AND s.indicator = g.indicator AND s.first_day = g.first_day AND s.last_day = g.last_day
        AND s.wording = g.wording AND s.cohort = g.cohort AND s.span = g.span
),

-- Of several statements of one series at one place the latest stands.
lined_up AS (
    SELECT
        s.*,
        row_number() OVER (
            PARTITION BY s.indicator, s.place, s.first_day, s.last_day, s.wording, s.cohort, s.span, s.agency, s.activity
            ORDER BY
                s.as_of DESC NULLS LAST,
                s.stated_on DESC NULLS LAST,
                CASE s.maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                CASE WHEN s.source = i.preferred_source THEN 0 ELSE 1 END,
                s.source NULLS LAST, s.value NULLS LAST, s.submission NULLS LAST, s."row" NULLS LAST
        ) AS place_in_line
    FROM said AS s
    INNER JOIN indicators AS i ON i.code = s.indicator
    INNER JOIN (
        SELECT DISTINCT indicator, first_day, last_day, wording, cohort, span, spot FROM members
    ) AS m
        ON m.spot = s.place AND m.indicator = s.indicator AND m.first_day = s.first_day AND m.last_day = s.last_day
        AND m.wording = s.wording AND m.cohort = s.cohort AND m.span = s.span
),

parts AS MATERIALIZED (
    SELECT
        m.indicator, m.first_day, m.last_day, m.wording, m.cohort, m.span, m.day_of_groups, m.around, m.spot,
        s.agency, s.activity, s.period_as_written, s.state, s.value, s.low, s.high,
        s.unit, coalesce(s.qualifier, 'exact') AS qualifier,
        CASE WHEN s.low IS NOT NULL OR s.high IS NOT NULL THEN s.low
             WHEN s.qualifier = 'at_most' THEN
                CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 0 END
             ELSE s.value END AS lowest,
        CASE WHEN s.low IS NOT NULL OR s.high IS NOT NULL THEN s.high
             WHEN s.qualifier = 'at_least' THEN NULL
             ELSE s.value END AS highest,
        CASE WHEN s.state = 'reported' AND (s.value IS NOT NULL OR s.low IS NOT NULL OR s.high IS NOT NULL)
             THEN 1 ELSE 0 END AS numbered
    FROM members AS m
    INNER JOIN lined_up AS s
        ON s.place = m.spot AND s.indicator = m.indicator AND s.first_day = m.first_day AND s.last_day = m.last_day
        AND s.wording = m.wording AND s.cohort = m.cohort AND s.span = m.span
    INNER JOIN asked AS i ON i.code = m.indicator
    WHERE s.place_in_line = 1
),

-- The same series reported a place around this one: that value counts.
beaten AS (
    SELECT DISTINCT
        p.indicator, p.first_day, p.last_day, p.wording, p.cohort, p.span, p.around, p.agency, p.activity, p.spot
    FROM parts AS p
    INNER JOIN asked AS i ON i.code = p.indicator AND i.over_places = 'sum'
    INNER JOIN lies_in AS l
        ON l.spot = p.spot AND (p.day_of_groups IS NULL OR (l.since <= p.day_of_groups AND l.until >= p.day_of_groups))
    INNER JOIN parts AS o
        ON o.spot = l.around AND o.around = p.around AND o.indicator = p.indicator AND o.first_day = p.first_day
        AND o.last_day = p.last_day AND o.wording = p.wording AND o.cohort = p.cohort AND o.span = p.span
        AND o.agency = p.agency AND o.activity = p.activity
    WHERE o.state = 'reported'
),

counted AS (
    SELECT p.*
    FROM parts AS p
    LEFT JOIN beaten AS b
        ON b.spot = p.spot AND b.around = p.around AND b.indicator = p.indicator AND b.first_day = p.first_day
        AND b.last_day = p.last_day AND b.wording = p.wording AND b.cohort = p.cohort AND b.span = p.span
        AND b.agency = p.agency AND b.activity = p.activity
    WHERE b.indicator IS NULL
),

-- What stands at each place of a row: of several series from the largest part to the sum.
heaps AS (
    SELECT
        indicator, first_day, last_day, wording, cohort, span, around, spot,
        count(*) FILTER (WHERE numbered = 1) AS parts,
        count(*) FILTER (WHERE state IN ('withheld', 'not_available')) AS holes,
        min(agency || '|' || activity) FILTER (WHERE numbered = 1) AS least_series,
        max(agency || '|' || activity) FILTER (WHERE numbered = 1) AS greatest_series,
        min(unit) FILTER (WHERE numbered = 1) AS least_unit,
        max(unit) FILTER (WHERE numbered = 1) AS greatest_unit,
        max(period_as_written) AS period_as_written,
        CASE WHEN count(value) FILTER (WHERE numbered = 1) = count(*) FILTER (WHERE numbered = 1)
             THEN sum(value) FILTER (WHERE numbered = 1) END AS value,
        max(lowest) FILTER (WHERE numbered = 1) AS low,
        CASE WHEN count(highest) FILTER (WHERE numbered = 1) = count(*) FILTER (WHERE numbered = 1)
             THEN sum(highest) FILTER (WHERE numbered = 1) END AS high,
        string_agg(
            agency || '|' || activity || '|' || spot || '|' || coalesce(CAST(value AS VARCHAR), '') || '|'
            || coalesce(CAST(low AS VARCHAR), '') || '|' || coalesce(CAST(high AS VARCHAR), '') || '|'
            || qualifier,
            ';' ORDER BY agency, activity
        ) FILTER (WHERE numbered = 1) AS series
    FROM counted
    GROUP BY indicator, first_day, last_day, wording, cohort, span, around, spot
),

rows_of_places AS (
    SELECT
        indicator, around AS place, first_day, last_day, wording, cohort, span,
        CAST(sum(parts) AS BIGINT) AS parts,
        CAST(sum(holes) AS BIGINT) AS holes,
        CASE WHEN coalesce(max(CASE WHEN spot = around THEN parts END), 0) > 0
                AND min(least_series) <> max(greatest_series)
             THEN 1 ELSE 0 END AS shared,
        CASE WHEN min(least_unit) <> max(greatest_unit) THEN 1 ELSE 0 END AS units_differ,
        max(greatest_unit) AS unit,
        max(period_as_written) AS period_as_written,
        string_agg(series, ';' ORDER BY CASE WHEN spot = around THEN 0 ELSE 1 END, spot)
            FILTER (WHERE parts > 0) AS series,
        string_agg(
            spot || '|' || parts || '|' || coalesce(CAST(value AS VARCHAR), '') || '|'
            || coalesce(CAST(low AS VARCHAR), '') || '|' || coalesce(CAST(high AS VARCHAR), ''),
            ';' ORDER BY spot
        ) FILTER (WHERE parts > 0) AS spots
    FROM heaps
    GROUP BY indicator, around, first_day, last_day, wording, cohort, span
)

SELECT
    r.indicator,
    r.place,
    nullif(r.first_day, DATE '0001-01-01') AS period_start,
    nullif(r.last_day, DATE '9999-12-31') AS period_end,
    r.period_as_written,
    r.span,
    nullif(r.cohort, '') AS cohort,
    CASE WHEN r.units_differ = 0 THEN r.unit END AS unit,
    r.units_differ,
    r.shared,
    r.parts,
    r.holes,
    r.series,
    r.spots
FROM rows_of_places AS r
WHERE r.parts > 0
    AND ((r.shared = 1 AND r.units_differ = 0) OR EXISTS (
        SELECT 1 FROM "overlaps" AS d WHERE d.indicator = r.indicator AND d.place = r.place
    ))
ORDER BY 1, 2, 3 NULLS FIRST, 4 NULLS FIRST, 5 NULLS FIRST, 6, 7 NULLS FIRST
