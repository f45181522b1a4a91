-- place_not_named: Results of places that are not named
-- kind: exact
-- about: number
--
-- Changes and rates of unnamed places are told with their small base.

SELECT
    t.claim,
    concat(t.about, ': the places are not named, so nobody can look there.') AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.place_kind = 'not_named'
  AND t.measure IS DISTINCT FROM 'change' AND t.measure IS DISTINCT FROM 'ratio'
