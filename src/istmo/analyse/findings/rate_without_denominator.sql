-- rate_without_denominator: Rates and shares without the number they are of
-- kind: exact
-- about: number
--
-- A ratio whose figure has no denominator: a share of few cases and one of many read the same.

SELECT
    t.claim,
    concat(t.about, ' is a ', CASE WHEN t.per = 100 THEN 'percentage' ELSE 'rate' END,
           ' without its base: the number it is a share of is not given.') AS sentence
FROM told AS t
WHERE t.has_figure AND t.measure = 'ratio' AND t.denominator IS NULL
