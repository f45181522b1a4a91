-- source_archived: Archived pages that claims rest on
-- kind: exact
-- about: source

SELECT
    s.code AS source,
    concat(s.code, ': ', rtrim(s.archived, '.'), '. ',
           CASE WHEN s.last_updated IS NOT NULL THEN concat('Last updated: ', s.last_updated, '. ') END,
           'Claims that rest on it: ', CAST(count(c.code) AS VARCHAR), '.') AS sentence
FROM sources AS s
INNER JOIN claims AS c ON c.source = s.code
WHERE s.archived IS NOT NULL
GROUP BY s.code, s.archived, s.last_updated
