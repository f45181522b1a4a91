-- source_undated: Documents without a date
-- kind: exact
-- about: source

SELECT
    s.code AS source,
    concat(s.code, ' has no date, so “now”, “since” and “the last years” in its ', CAST(count(c.code) AS VARCHAR),
           ' claims cannot be placed.') AS sentence
FROM sources AS s
INNER JOIN claims AS c ON c.source = s.code
WHERE s.published_on IS NULL AND s.edition IS NULL
GROUP BY s.code
