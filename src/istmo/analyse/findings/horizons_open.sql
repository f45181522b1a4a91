-- horizons_open: Horizons that cannot be told apart, or counted from no day
-- kind: exact
-- about: plan

WITH pairs AS (
    SELECT a.framework, a.code AS earlier, b.code AS later, a.title, b.title AS later_title, a.years_to
    FROM horizons AS a
    INNER JOIN horizons AS b ON b.framework = a.framework AND b.years_from = a.years_to AND b.code <> a.code
)

SELECT
    h.code AS node,
    concat(h.title, ' (', h.code, '): the day from which the years of its horizons are counted is not told.') AS sentence
FROM frameworks AS h
WHERE h.zero_date IS NULL AND EXISTS (SELECT 1 FROM horizons AS z WHERE z.framework = h.code AND z.years_from IS NOT NULL)
UNION ALL
SELECT
    p.framework AS node,
    concat('Year ', CAST(p.years_to AS VARCHAR), ' belongs to two horizons of ', p.framework, ': ', p.title, ' and ',
           p.later_title, '.')
FROM pairs AS p
