-- part_of_another: Numbers that are inside another number
-- kind: exact
-- about: sum
--
-- The two are never added. Where one of them is a bound, no share can be worked out either.

SELECT
    t.claim, o.claim AS other,
    concat(t.about, ' is a part of ', o.about, ': the two are never added',
           CASE WHEN t.qualifier IN ('at_least', 'at_most', 'about') OR o.qualifier IN ('at_least', 'at_most', 'about')
                THEN ', and as not both are exact, no share can be worked out' END, '.') AS sentence
FROM claim_links AS l
INNER JOIN told AS t ON t.claim = l.claim
INNER JOIN told AS o ON o.claim = l.other
WHERE l.relation = 'part_of'
