-- not_alike: Before and after that are not alike
-- kind: exact
-- about: number
--
-- The document itself says that something else changed between the two ends, such as the procedure or the way of
-- counting; the difference between them is then not of one thing.

SELECT t.claim, concat(t.about, ': between before and after something else changed too: ', t.changed, '.') AS sentence
FROM told AS t
WHERE t.changed IS NOT NULL
