-- lower_bound: Bounds, which are never exact numbers
-- kind: exact
-- about: sum
--
-- “Over” and “at least” give a bound. It is not an exact number in a sum, a rate, a cost for each, or a difference.

SELECT
    t.claim,
    concat(t.about, CASE t.qualifier WHEN 'at_least' THEN ' is a lower bound' ELSE ' is an upper bound' END,
           ': no sum, rate or difference made with it is exact.',
           CASE WHEN t.figure_qualifier = 'exact' THEN ' The figure it rests on is registered as exact.' END) AS sentence
FROM told AS t
WHERE t.qualifier IN ('at_least', 'at_most') AND t.value IS NOT NULL
  AND t.kind IN ('result', 'context', 'funding')
