-- value_differs: One number, told in two ways
-- kind: exact
-- about: documents
--
-- Value or range, unit, or how exact it is said to be: a lower bound in one document and an exact number in the other.
-- A sum and its parts are looked at by another rule.

SELECT
    t.claim, o.claim AS other,
    concat(t.about, ': ', t.source, ' tells ', t.told, ', ', o.source, ' tells ', o.told, '.') AS sentence
FROM (SELECT *, concat('“', as_written, '”', CASE qualifier WHEN 'at_least' THEN ', a lower bound'
                       WHEN 'at_most' THEN ', an upper bound' WHEN 'about' THEN ', a rounded number' END) AS told
      FROM told) AS t
INNER JOIN (SELECT *, concat('“', as_written, '”', CASE qualifier WHEN 'at_least' THEN ', a lower bound'
                             WHEN 'at_most' THEN ', an upper bound' WHEN 'about' THEN ', a rounded number'
                             WHEN 'exact' THEN ', as exact' END) AS told
            FROM told) AS o ON o.claim = t.twin AND o.source <> t.source
WHERE (t.value <> o.value OR t.high <> o.high OR t.unit <> o.unit OR t.qualifier <> o.qualifier)
  AND NOT EXISTS (SELECT 1 FROM claim_links AS l
                  WHERE l.relation IN ('sum_of', 'part_of')
                    AND l.claim IN (t.claim, o.claim) AND l.other IN (t.claim, o.claim))
