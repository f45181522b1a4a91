-- place_not_named: Results of places or actors that are not named
-- kind: exact
-- about: number

SELECT
    t.claim,
    concat(t.about, ': ', CASE WHEN t.place_kind = 'not_named' THEN 'the places are not named.'
                               ELSE 'the crossing is not named.' END) AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.place_kind = 'not_named'
