-- definition_differs: One number, defined in two ways
-- kind: exact
-- about: documents

SELECT
    t.claim, o.claim AS other,
    concat(t.about, ': ', t.source, ' counts ', t.measures, ', ', o.source, ' counts ', o.measures, '.') AS sentence
FROM told AS t
INNER JOIN told AS o ON o.claim = t.twin AND o.source <> t.source
WHERE lower(t.measures) <> lower(o.measures)
