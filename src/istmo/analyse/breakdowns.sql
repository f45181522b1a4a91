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
-- 0001-01-01 and 9999-12-31 stand for open ends.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.

WITH said AS (
    SELECT
        f.indicator, f.place, coalesce(f.period_start, DATE '0001-01-01') AS first_day,
        coalesce(f.period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN coalesce(f.period_as_written, '') ELSE '' END
            AS wording,
        coalesce(f.cohort, '') AS cohort, f.span, coalesce(f.agency, '') AS agency,
        coalesce(f.activity, '') AS activity, f.breakdown, f.state, f.value, f.numerator, f.denominator,
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

standing AS MATERIALIZED (
    SELECT * FROM said WHERE place_in_line = 1 AND state = 'reported'
),

-- A cell is one total, a series one voice in it; joins by numbers are quick.
voices AS MATERIALIZED (
    SELECT
        *,
        dense_rank() OVER (ORDER BY indicator, place, first_day, last_day, wording, cohort, span) AS cell,
        row_number() OVER (
            ORDER BY indicator, place, first_day, last_day, wording, cohort, span, agency, activity
        ) AS series
    FROM (
        SELECT
            indicator, place, first_day, last_day, wording, cohort, span, agency, activity,
            max(CASE WHEN breakdown = '' THEN value END) AS total
        FROM standing
        GROUP BY indicator, place, first_day, last_day, wording, cohort, span, agency, activity
    ) AS every_voice
),

-- Each text such as age=0-17;sex=f with every category it is in.
in_categories AS (
    SELECT
        t.breakdown, c.dimension, c.code AS category, d.exclusive,
        1 + length(t.breakdown) - length(replace(t.breakdown, ';', '')) AS pairs
    FROM (SELECT DISTINCT breakdown FROM standing WHERE breakdown <> '') AS t
    INNER JOIN categories AS c ON strpos(';' || t.breakdown || ';', ';' || c.dimension || '=' || c.code || ';') > 0
    INNER JOIN dimensions AS d ON d.code = c.dimension
),

depths AS (
    SELECT
        breakdown, count(*) AS depth, string_agg(dimension, ', ' ORDER BY dimension) AS dimensions,
        count(CASE WHEN NOT exclusive THEN 1 END) AS overlapping
    FROM in_categories
    GROUP BY breakdown
),

-- Texts whose figures may be added up to a part by one dimension; those with the fewest dimensions come first.
usable AS (
    SELECT
        i.breakdown, i.dimension, i.category, p.depth, p.dimensions,
        dense_rank() OVER (ORDER BY p.depth, p.dimensions) AS choice
    FROM in_categories AS i
    INNER JOIN depths AS p ON p.breakdown = i.breakdown
    WHERE p.depth = i.pairs AND p.overlapping = CASE WHEN i.exclusive THEN 0 ELSE 1 END
),

every_choice AS (
    SELECT
        v.cell, v.series, u.dimension, u.category, u.choice,
        CASE WHEN count(s.value) = count(*) THEN sum(s.value) END AS value,
        CASE WHEN count(s.numerator) = count(*) AND count(s.denominator) = count(*) THEN sum(s.numerator) END
            AS numerator,
        CASE WHEN count(s.numerator) = count(*) AND count(s.denominator) = count(*) THEN sum(s.denominator) END
            AS denominator,
        CASE WHEN max(u.depth) > 1 THEN min(u.dimensions) END AS made_of,
        min(u.choice) OVER (PARTITION BY v.cell, v.series, u.dimension, u.category) AS first_choice
    FROM standing AS s
    INNER JOIN usable AS u ON u.breakdown = s.breakdown
    INNER JOIN voices AS v
        ON v.indicator = s.indicator AND v.place = s.place AND v.first_day = s.first_day AND v.last_day = s.last_day
        AND v.wording = s.wording AND v.cohort = s.cohort AND v.span = s.span AND v.agency = s.agency
        AND v.activity = s.activity
    GROUP BY v.cell, v.series, u.dimension, u.category, u.choice
),

parts AS MATERIALIZED (
    SELECT cell, series, dimension, category, value, numerator, denominator, made_of
    FROM every_choice
    WHERE choice = first_choice
),

of_series AS (
    SELECT cell, series, dimension, sum(value) AS parts FROM parts GROUP BY cell, series, dimension
),

-- Every voice of a total beside its parts by each dimension that anybody tells there.
beside AS (
    SELECT
        v.cell, w.dimension, v.series, v.total, s.parts,
        coalesce(nullif(concat_ws(' ', nullif(v.agency, ''), nullif(v.activity, '')), ''), 'no agency named') AS name
    FROM voices AS v
    INNER JOIN (SELECT DISTINCT cell, dimension FROM parts) AS w ON w.cell = v.cell
    LEFT JOIN of_series AS s ON s.series = v.series AND s.dimension = w.dimension
),

compared AS (
    SELECT
        cell, dimension,
        count(*) AS voices,
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
    SELECT DISTINCT cell, indicator, place, first_day, last_day, wording, cohort, span FROM voices
)

SELECT
    k.indicator, k.place, nullif(k.first_day, DATE '0001-01-01') AS period_start,
    nullif(k.last_day, DATE '9999-12-31') AS period_end, k.wording, nullif(k.cohort, '') AS cohort, k.span,
    i.title, i.measure, i.unit, i.per, i.over_series, l.name AS place_name,
    p.dimension, d.title AS dimension_title, d.exclusive, d.complete,
    p.category, g.title AS category_title,
    p.told, p.valued, p.total, p.largest, p.numerator, p.denominator, p.made_of,
    m.voices, m.unallocated, m.above, m.names_above, m.names_silent, m.names_untotalled
FROM by_category AS p
INNER JOIN cells AS k ON k.cell = p.cell
INNER JOIN compared AS m ON m.cell = p.cell AND m.dimension = p.dimension
INNER JOIN indicators AS i ON i.code = k.indicator
INNER JOIN dimensions AS d ON d.code = p.dimension
INNER JOIN categories AS g ON g.dimension = p.dimension AND g.code = p.category
LEFT JOIN places AS l ON l.code = k.place
ORDER BY k.cell, p.dimension, g."position", p.category
