-- small_base: Rates and changes that rest on few or unnamed places
-- kind: exact
-- about: number
--
-- A change or a rate of a single place below a municipality, of at most ten unnamed places, or of fewer than thirty
-- cases: few cases make a large change.

SELECT
    t.claim,
    concat(t.about, ' rests on ',
           CASE WHEN t.denominator < 30 THEN 'fewer than 30 cases'
                WHEN t.place_kind = 'community' THEN 'one community: few cases make a large change'
                WHEN t.place_kind = 'crossing' THEN 'one crossing: it tells nothing of the others'
                ELSE concat(CAST(t.place_units AS VARCHAR),
                            ' places that are not named: few cases make a large change') END,
           CASE WHEN NOT EXISTS (SELECT 1 FROM comparisons AS c
                                 WHERE c.indicator = t.indicator AND c.place = t.place AND c.against = 'group')
                THEN ', and no other place is set beside it' END, '.') AS sentence
FROM told AS t
WHERE t.has_figure AND t.measure IN ('change', 'ratio')
  AND (t.denominator < 30 OR t.place_kind IN ('community', 'crossing')
       OR (t.place_kind = 'not_named' AND t.place_units <= 10))
