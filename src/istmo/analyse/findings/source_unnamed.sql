-- source_unnamed: Documents without a publisher
-- kind: exact
-- about: source

SELECT s.code AS source, concat(s.code, ' does not say who published it.') AS sentence
FROM sources AS s
INNER JOIN claims AS c ON c.source = s.code
WHERE s.publisher IS NULL
GROUP BY s.code
