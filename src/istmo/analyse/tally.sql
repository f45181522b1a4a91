-- tally: under which lines of a framework each performance indicator stands, so that its targets are counted there.
--
-- A line is a node that stands under no other. One row per framework, line and indicator; an indicator under two lines
-- has two rows, and is counted once in every total. Whether a target was met is told by progress.sql with $apart, which
-- gives every series (agency with activity, at a place, in a period) a row of its own; tally.py counts.
--
-- By hand: set $framework to a code, or to NULL for all.

WITH RECURSIVE above AS (
    SELECT framework, code AS node, code AS higher
    FROM nodes
    WHERE CAST($framework AS VARCHAR) IS NULL OR framework = $framework
    UNION
    SELECT a.framework, a.node, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.higher
)

SELECT DISTINCT
    i.framework,
    i.code AS indicator,
    a.higher AS line,
    n.title AS line_title,
    n."position"
FROM indicators AS i
INNER JOIN indicator_nodes AS m ON m.indicator = i.code AND m.framework = i.framework
INNER JOIN above AS a ON a.framework = m.framework AND a.node = m.node
INNER JOIN nodes AS n ON n.framework = a.framework AND n.code = a.higher
WHERE i.kind <> 'context'
    AND NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = a.framework AND p.node = a.higher)
ORDER BY i.framework, n."position", i.code
