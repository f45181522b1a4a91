-- people: the same people may be told at a place and at a town in it: what stands where, for climb.py.
--
--[ with $within
-- Up to a place: what stands at each spot of a total of several series, from the largest part to the sum.
grounds AS (
    SELECT
        indicator, first_day, last_day, wording, cohort, span, spot, count(*) AS parts, sum(result) AS value,
        max(lowest) AS low, CASE WHEN count(highest) = count(*) THEN sum(highest) END AS high
    FROM tallied
    WHERE company > 1 AND known = 1 AND divides = 0 AND CAST($within AS VARCHAR) IS NOT NULL
    GROUP BY indicator, first_day, last_day, wording, cohort, span, spot
),

--[ with nested or settled
-- The places around each spot first: joining the spots of a total with one another would be their square.
grounds_around AS MATERIALIZED (
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, l.around
    FROM grounds AS g
    INNER JOIN lies_in AS l ON l.spot = g.spot
),

-- Totals with one spot in another, or with a decision for a place inside: totals.py works their way up the places.
entangled AS (
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, 1 AS inner_spots
    FROM grounds_around AS g
    INNER JOIN grounds AS o
        ON o.spot = g.around AND o.indicator = g.indicator AND o.first_day = g.first_day AND o.last_day = g.last_day
        AND o.wording = g.wording AND o.cohort = g.cohort AND o.span = g.span
    UNION
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, 0
    FROM grounds AS g
    INNER JOIN "overlaps" AS d ON d.indicator = g.indicator AND d.place <> $within
    LEFT JOIN lies_in AS l ON l.spot = g.spot AND l.around = d.place
    WHERE d.place = g.spot OR l.around IS NOT NULL
),
--]

climbed AS (
    SELECT
        g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, sum(g.low) AS low,
        --[ with nested or settled
        CASE WHEN max(g.parts) > 1 OR max(e.inner_spots) = 1 THEN 1 ELSE 0 END AS shared,
        string_agg(g.spot || '|' || g.parts || '|' || coalesce(CAST(g.value AS VARCHAR), '') || '|'
            || coalesce(CAST(g.low AS VARCHAR), '') || '|' || coalesce(CAST(g.high AS VARCHAR), ''),
            ';' ORDER BY g.spot) FILTER (WHERE e.indicator IS NOT NULL) AS spots
        --]
        --[ without nested or settled
        CASE WHEN max(g.parts) > 1 THEN 1 ELSE 0 END AS shared, CAST(NULL AS VARCHAR) AS spots
        --]
    FROM grounds AS g
    --[ with nested or settled
    LEFT JOIN (
        SELECT indicator, first_day, last_day, wording, cohort, span, max(inner_spots) AS inner_spots
        FROM entangled
        GROUP BY indicator, first_day, last_day, wording, cohort, span
    ) AS e
        ON e.indicator = g.indicator AND e.first_day = g.first_day AND e.last_day = g.last_day
        AND e.wording = g.wording AND e.cohort = g.cohort AND e.span = g.span
    --]
    GROUP BY g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span
),
--]

-- What persons decided where the same people may be counted twice: `period=decision=value`.
decisions AS (
    SELECT
        indicator, place,
        string_agg(period || '=' || decision || '=' || coalesce(CAST(value AS VARCHAR), ''), ';' ORDER BY period)
            AS decisions
    FROM "overlaps"
    GROUP BY indicator, place
)
