-- breakdowns: the parts of each result by one dimension, what no part was given for, and who told no parts.
--
-- One row per performance indicator × place × period × cohort × span × dimension × category. Results of own agencies,
-- of each statement the latest. A series is an agency with an activity. A category's value is the series' own row for
-- it; where there is none, the sum of its deeper rows (sex=f out of age=0-17;sex=f …), if the other dimensions put
-- nobody into two categories; of several depths the shallowest counts, so that nothing counts twice. A reported total is
-- never overwritten: what its parts leave open is unallocated, what they have too much is told as above.
--
-- Nothing is divided here: breakdowns.py makes shares, says what they are of, and sets the totals of progress beside.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.

WITH said AS (
    SELECT
        f.indicator, f.place, f.period_start, f.period_end,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN coalesce(f.period_as_written, '') ELSE '' END
            AS wording,
        coalesce(f.cohort, '') AS cohort, f.span, coalesce(f.agency, '') AS agency,
        coalesce(f.activity, '') AS activity, f.breakdown, f.state, f.value, f.numerator, f.denominator,
        f.submission, f."row",
        row_number() OVER (
            PARTITION BY f.indicator, f.place, f.period_start, f.period_end,
                CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN f.period_as_written END,
                f.cohort, f.span, f.agency, f.activity, f.breakdown
            ORDER BY
                f.as_of DESC NULLS LAST, f.stated_on DESC NULLS LAST,
                CASE f.maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                CASE WHEN f.source = i.preferred_source THEN 0 ELSE 1 END,
                f.source NULLS LAST, f.value NULLS LAST, f.submission NULLS LAST, f."row" NULLS LAST
        ) AS place_in_line
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context' AND i.framework IS NOT NULL
    LEFT JOIN agencies AS a ON a.code = f.agency
    WHERE f.role = 'result' AND coalesce(a.own, TRUE)
        AND (CAST($indicator AS VARCHAR) IS NULL OR f.indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
),

-- A cell is one total, a series one voice in it; joins by numbers are quick.
standing AS (
    SELECT
        *,
        dense_rank() OVER (ORDER BY indicator, place, period_start, period_end, wording, cohort, span) AS cell,
        dense_rank() OVER (
            ORDER BY indicator, place, period_start, period_end, wording, cohort, span, agency, activity
        ) AS series,
        row_number() OVER (
            ORDER BY indicator, place, period_start, period_end, wording, cohort, span, agency, activity, breakdown
        ) AS figure
    FROM said
    WHERE place_in_line = 1 AND state = 'reported'
),

-- Each part with every category it is in.
in_categories AS (
    SELECT
        s.figure, s.cell, s.series, s.value, s.numerator, s.denominator, c.dimension, c.code AS category, d.exclusive,
        1 + length(s.breakdown) - length(replace(s.breakdown, ';', '')) AS pairs
    FROM standing AS s
    INNER JOIN categories AS c ON strpos(';' || s.breakdown || ';', ';' || c.dimension || '=' || c.code || ';') > 0
    INNER JOIN dimensions AS d ON d.code = c.dimension
    WHERE s.breakdown <> ''
),

depths AS (
    SELECT
        figure, count(*) AS depth, string_agg(dimension, ', ' ORDER BY dimension) AS dimensions,
        count(CASE WHEN NOT exclusive THEN 1 END) AS overlapping
    FROM in_categories
    GROUP BY figure
),

candidates AS (
    SELECT
        i.*, p.depth, p.dimensions,
        dense_rank() OVER (
            PARTITION BY i.series, i.dimension, i.category ORDER BY p.depth, p.dimensions
        ) AS choice
    FROM in_categories AS i
    INNER JOIN depths AS p ON p.figure = i.figure
    WHERE p.depth = i.pairs AND p.overlapping = CASE WHEN i.exclusive THEN 0 ELSE 1 END
),

parts AS (
    SELECT
        cell, series, dimension, category,
        CASE WHEN count(value) = count(*) THEN sum(value) END AS value,
        CASE WHEN count(numerator) = count(*) AND count(denominator) = count(*) THEN sum(numerator) END AS numerator,
        CASE WHEN count(numerator) = count(*) AND count(denominator) = count(*) THEN sum(denominator) END AS denominator,
        CASE WHEN max(depth) > 1 THEN min(dimensions) END AS made_of
    FROM candidates
    WHERE choice = 1
    GROUP BY cell, series, dimension, category
),

of_series AS (
    SELECT cell, series, dimension, sum(value) AS parts FROM parts GROUP BY cell, series, dimension
),

voices AS (
    SELECT
        cell, series, concat_ws(' ', nullif(min(agency), ''), nullif(min(activity), '')) AS name,
        max(CASE WHEN breakdown = '' THEN value END) AS total
    FROM standing
    GROUP BY cell, series
),

-- Every voice of a total beside its parts by each dimension that anybody tells there.
beside AS (
    SELECT
        v.cell, w.dimension, v.series, coalesce(nullif(v.name, ''), 'no agency named') AS name, v.total, s.parts
    FROM voices AS v
    INNER JOIN (SELECT DISTINCT cell, dimension FROM parts) AS w ON w.cell = v.cell
    LEFT JOIN of_series AS s ON s.series = v.series AND s.dimension = w.dimension
),

compared AS (
    SELECT
        cell, dimension,
        count(*) AS voices,
        sum(coalesce(total, parts)) AS totals,
        sum(CASE WHEN total > coalesce(parts, 0) THEN total - coalesce(parts, 0) ELSE 0 END) AS unallocated,
        sum(CASE WHEN parts > total THEN parts - total ELSE 0 END) AS above,
        string_agg(CASE WHEN parts > total THEN name END, ', ' ORDER BY name) AS names_above,
        string_agg(CASE WHEN parts IS NULL THEN name END, ', ' ORDER BY name) AS names_silent,
        string_agg(CASE WHEN total IS NULL AND parts IS NOT NULL THEN name END, ', ' ORDER BY name) AS names_untotalled
    FROM beside
    GROUP BY cell, dimension
),

by_category AS (
    SELECT
        cell, dimension, category, count(*) AS told, count(value) AS valued, sum(value) AS total, max(value) AS largest,
        CASE WHEN count(numerator) = count(*) THEN sum(numerator) END AS numerator,
        CASE WHEN count(denominator) = count(*) THEN sum(denominator) END AS denominator,
        max(made_of) AS made_of
    FROM parts
    GROUP BY cell, dimension, category
),

cells AS (
    SELECT DISTINCT cell, indicator, place, period_start, period_end, wording, cohort, span FROM standing
)

SELECT
    k.indicator, k.place, k.period_start, k.period_end, k.wording, nullif(k.cohort, '') AS cohort, k.span,
    i.title, i.measure, i.unit, i.per, i.over_series, l.name AS place_name,
    p.dimension, d.title AS dimension_title, d.exclusive, d.complete,
    p.category, g.title AS category_title,
    p.told, p.valued, p.total, p.largest, p.numerator, p.denominator, p.made_of,
    m.voices, m.totals, m.unallocated, m.above, m.names_above, m.names_silent, m.names_untotalled
FROM by_category AS p
INNER JOIN cells AS k ON k.cell = p.cell
INNER JOIN compared AS m ON m.cell = p.cell AND m.dimension = p.dimension
INNER JOIN indicators AS i ON i.code = k.indicator
INNER JOIN dimensions AS d ON d.code = p.dimension
INNER JOIN categories AS g ON g.dimension = p.dimension AND g.code = p.category
LEFT JOIN places AS l ON l.code = k.place
ORDER BY k.cell, p.dimension, g."position", p.category
