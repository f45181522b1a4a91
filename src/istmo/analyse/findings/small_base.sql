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
                WHEN t.place_kind = 'community' THEN 'one community'
                WHEN t.place_kind = 'crossing' THEN 'one crossing'
                ELSE concat(CAST(t.place_units AS VARCHAR), ' places that are not named') END,
           ': few cases make a large change, and no other place is set beside it.') AS sentence
FROM told AS t
WHERE t.has_figure AND t.measure IN ('change', 'ratio')
  AND (t.denominator < 30 OR t.place_kind IN ('community', 'crossing')
       OR (t.place_kind = 'not_named' AND t.place_units <= 10))
