-- not_repeated: Told in one document, not repeated in the fuller one
-- kind: exact
-- about: documents
--
-- A document whose claims name their twins in a fuller one tells an effect that has no twin there.

WITH fuller AS (
    SELECT t.source, o.source AS fuller, count(*) AS shared
    FROM told AS t
    INNER JOIN told AS o ON o.claim = t.twin AND o.source <> t.source
    GROUP BY t.source, o.source
    HAVING count(*) >= 3
)

SELECT
    t.claim,
    concat('Only in ', t.source, ' and not in ', f.fuller, ', which has ', CAST(f.shared AS VARCHAR),
           ' other claims of it: ', t.about, '.') AS sentence
FROM told AS t
INNER JOIN fuller AS f ON f.source = t.source
WHERE t.twin IS NULL AND t.wording IN ('causal', 'contributory')
