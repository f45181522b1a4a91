-- places_without_figures: Countries without any result in a line
-- kind: exact
-- about: plan
--
-- By line of the framework: the countries of the largest group that its figures name, in which no result of the line
-- was told. A place inside a country counts for its country; a figure of a group counts for none of its members.

WITH RECURSIVE above AS (
    SELECT framework, code AS node, code AS upper FROM nodes
    UNION
    SELECT a.framework, a.node, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.upper
),

lies_in AS (
    SELECT code AS place, code AS around FROM places
    UNION
    SELECT l.place, p.parent
    FROM lies_in AS l
    INNER JOIN places AS p ON p.code = l.around
    WHERE p.parent IS NOT NULL
),

results AS (
    SELECT DISTINCT i.framework, f.indicator, f.place
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context' AND i.measure <> 'milestone'
    WHERE f.role = 'result' AND f.state = 'reported'
),

expected AS (
    SELECT DISTINCT r.framework, m.member AS country, c.name
    FROM results AS r
    INNER JOIN place_members AS m ON m.place = r.place
    INNER JOIN places AS c ON c.code = m.member AND c.kind = 'country'
    UNION
    SELECT DISTINCT r.framework, c.code, c.name
    FROM results AS r
    INNER JOIN lies_in AS l ON l.place = r.place
    INNER JOIN places AS c ON c.code = l.around AND c.kind = 'country'
),

lines AS (
    SELECT n.framework, n.code, n.title
    FROM nodes AS n
    WHERE NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = n.framework AND p.node = n.code)
),

told_in AS (
    SELECT DISTINCT a.framework, a.upper AS line, l.around AS country
    FROM results AS r
    INNER JOIN indicator_nodes AS n ON n.indicator = r.indicator
    INNER JOIN above AS a ON a.framework = n.framework AND a.node = n.node
    INNER JOIN lies_in AS l ON l.place = r.place
)

SELECT
    n.framework || '/' || n.code AS node,
    concat(n.title, ' (', n.framework, '): no result of its own for ',
           string_agg(e.name, ', ' ORDER BY e.name), '.') AS sentence
FROM lines AS n
INNER JOIN expected AS e ON e.framework = n.framework
LEFT JOIN told_in AS d ON d.framework = n.framework AND d.line = n.code AND d.country = e.country
WHERE d.country IS NULL
GROUP BY n.framework, n.code, n.title
