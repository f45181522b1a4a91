-- sums: Sums that do not come out, or only under an assumption
-- kind: exact
-- about: sum
--
-- A claim that is the sum of others: added here, in the same unit. A sum told as exact whose parts are rounded comes out
-- only if the rounding is left aside.

WITH parts AS (
    SELECT
        l.claim, count(*) AS parts, sum(o.value) AS total,
        count(DISTINCT o.unit) AS units, min(o.unit) AS unit, count(o.value) AS numbers,
        max(CASE WHEN o.qualifier IN ('about', 'at_least', 'at_most') THEN 1 ELSE 0 END) AS loose,
        max(CASE WHEN o.qualifier = 'exact' OR o.qualifier IS NULL THEN 1 ELSE 0 END) AS exact,
        min(o.claim) AS first_part,
        string_agg(coalesce(concat('“', o.as_written, '”'), CAST(o.value AS VARCHAR)) || ' (' || o.claim || ')', ' and '
                   ORDER BY o.claim) AS named
    FROM claim_links AS l
    INNER JOIN told AS o ON o.claim = l.other
    WHERE l.relation = 'sum_of'
    GROUP BY l.claim
)

SELECT
    t.claim, p.first_part AS other,
    concat(t.about, ' is the sum of ', p.named, ': ',
           CASE WHEN p.numbers < p.parts OR t.value IS NULL THEN 'not every number is given, so it cannot be checked.'
                WHEN p.units > 1 OR p.unit <> t.unit THEN 'they are told in different units and cannot be added.'
                WHEN p.total <> t.value AND p.loose = 0 AND coalesce(t.qualifier, 'exact') = 'exact' THEN 'they do not come to it.'
                WHEN p.total <> t.value THEN 'they come to it only as far as rounding goes.'
                ELSE 'they come to it exactly, although the parts are told as rounded: the sum is no more exact than they are.'
           END) AS sentence
FROM told AS t
INNER JOIN parts AS p ON p.claim = t.claim
WHERE p.numbers < p.parts OR t.value IS NULL OR p.units > 1 OR p.unit <> t.unit OR p.total <> t.value
   OR (p.loose = 1 AND coalesce(t.qualifier, 'exact') = 'exact')
