-- scope_dropped: A limit of scope that another publication leaves out
-- kind: exact
-- about: documents
--
-- One document says what alone a number covers, the other tells the same number without it, or limits it otherwise.

SELECT
    s.claim, p.claim AS other,
    concat(s.about, ': ', p.source, ' says that it covers only ', p.scope,
           CASE WHEN p.scope_by IS NOT NULL THEN concat(' (', p.scope_by, ')') END, ', ', s.source,
           CASE WHEN s.scope IS NULL THEN ' leaves this out.' ELSE concat(' says ', s.scope, '.') END) AS sentence
FROM told AS t
INNER JOIN told AS o ON o.claim = t.twin AND o.source <> t.source
INNER JOIN told AS p ON p.claim IN (t.claim, o.claim) AND p.scope IS NOT NULL
INNER JOIN told AS s ON s.claim IN (t.claim, o.claim) AND s.claim <> p.claim
WHERE s.scope IS NULL OR (lower(s.scope) <> lower(p.scope) AND s.claim = t.claim)
