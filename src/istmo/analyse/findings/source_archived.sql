-- source_archived: Archived pages that claims rest on
-- kind: exact
-- about: source

SELECT
    s.code AS source,
    concat(s.code, ' is archived (', s.archived, '); ', CAST(count(c.code) AS VARCHAR), ' claims rest on it.') AS sentence
FROM sources AS s
INNER JOIN claims AS c ON c.source = s.code
WHERE s.archived IS NOT NULL
GROUP BY s.code, s.archived
