-- cause_differs: One result, two causes
-- kind: exact
-- about: documents

SELECT
    t.claim, o.claim AS other,
    concat(t.about, ': ', t.source, ' names ', t.cause, ' as the cause, ', o.source, ' names ', o.cause, '.') AS sentence
FROM told AS t
INNER JOIN told AS o ON o.claim = t.twin AND o.source <> t.source
WHERE lower(t.cause) <> lower(o.cause)
