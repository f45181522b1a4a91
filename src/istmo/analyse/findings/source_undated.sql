-- source_undated: Documents without a date
-- kind: exact
-- about: source

SELECT
    s.code AS source,
    concat(s.code, ' has no date: what it tells as present or recent cannot be placed in time. Claims that rest on it: ',
           CAST(count(c.code) AS VARCHAR), '.') AS sentence
FROM sources AS s
INNER JOIN claims AS c ON c.source = s.code
WHERE s.published_on IS NULL AND s.edition IS NULL
GROUP BY s.code
