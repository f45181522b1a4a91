-- crosswalk: a release told under another framework: its nodes, the nodes of others that match them, what comes over.
--
-- Rows: every node of the asked framework once, in print order (`part` 0); each link of it, read from this end (1); the
-- performance indicators that stand under it, its own or over links (2); and last, under no node, the indicators of
-- other frameworks that reach none (3). An indicator comes over a link from the linked node and from all nodes below it.
-- What is the framework's own stays where it puts it and comes over no link. `lower_nodes` are a node and all nodes below it.
--
-- `match` reads from the asked node: broad, the other one is wider; narrow, the other one is narrower. Of several links
-- by which an indicator comes to one node the strongest counts; `via` names them all. `counted` is 1 in one row of each
-- indicator: its own node or the strongest link, then the first in print order.
--
-- rollup.sql prints what comes over under frameworks other than the main one; a test holds the two together. The totals beside the rows are those of progress.sql with $within.
--
-- By hand: set $to to the code of a framework; $other to the one framework that is told, or to NULL for all others.

WITH RECURSIVE
    {links},

asked AS (
    SELECT
        n.code AS node, n.level, n.title, n."position", l.lower_nodes,
        (SELECT count(*) - 1 FROM below AS b WHERE b.framework = n.framework AND b.lower_node = n.code) AS depth
    FROM nodes AS n
    INNER JOIN (
        SELECT framework, node, string_agg(lower_node, '|' ORDER BY lower_node) AS lower_nodes
        FROM below
        GROUP BY framework, node
    ) AS l ON l.framework = n.framework AND l.node = n.code
    WHERE n.framework = $to
),

-- The links of the asked framework, seen from its end.
matched AS (
    SELECT
        node, to_framework AS other, to_node AS other_node, "match", string_agg(note, ' ' ORDER BY note) AS why,
        CASE "match" WHEN 'exact' THEN 1 WHEN 'close' THEN 2 WHEN 'narrow' THEN 3 WHEN 'broad' THEN 4 ELSE 5 END
            AS distance
    FROM crossings
    WHERE framework = $to AND to_framework <> $to
        AND (CAST($other AS VARCHAR) IS NULL OR to_framework = $other)
    GROUP BY node, to_framework, to_node, "match"
),

own AS (
    SELECT DISTINCT indicator FROM measures WHERE framework = $to
),

ways AS (
    SELECT DISTINCT c.node, m.indicator, c."match", c.distance, c.other, c.other_node
    FROM matched AS c
    INNER JOIN below AS b ON b.framework = c.other AND b.node = c.other_node
    INNER JOIN measures AS m ON m.framework = b.framework AND m.node = b.lower_node
    WHERE m.indicator NOT IN (SELECT indicator FROM own)
),

carried AS (
    SELECT
        node, indicator, min(distance) AS distance,
        string_agg(other || ':' || other_node || ' (' || "match" || ')', ', ' ORDER BY distance, other || ':' || other_node)
            AS via
    FROM ways
    GROUP BY node, indicator
),

-- The nearest of them in full: the first by name where several are as near.
nearest AS (
    SELECT
        w.node, w.indicator, w.distance, w."match", w.other, w.other_node, c.via,
        row_number() OVER (PARTITION BY w.node, w.indicator ORDER BY w.other || ':' || w.other_node) AS place_in_line
    FROM ways AS w
    INNER JOIN carried AS c ON c.node = w.node AND c.indicator = w.indicator AND c.distance = w.distance
),

under AS (
    SELECT
        node, indicator, 0 AS distance, CAST(NULL AS VARCHAR) AS "match", CAST(NULL AS VARCHAR) AS other,
        CAST(NULL AS VARCHAR) AS other_node, via
    FROM measures
    WHERE framework = $to
    UNION
    SELECT node, indicator, distance, "match", other, other_node, via FROM nearest WHERE place_in_line = 1
),

-- Indicators of others that reach no node; `via` names the nodes they stand under.
apart AS (
    SELECT
        i.code AS indicator, i.framework AS other,
        string_agg(DISTINCT m.framework || ':' || m.node, ', ' ORDER BY m.framework || ':' || m.node) AS via
    FROM indicators AS i
    LEFT JOIN measures AS m ON m.indicator = i.code
    WHERE i.kind <> 'context' AND i.framework <> $to
        AND (CAST($other AS VARCHAR) IS NULL OR i.framework = $other OR m.framework = $other)
        AND i.code NOT IN (SELECT indicator FROM under)
    GROUP BY i.code, i.framework
),

told AS (
    SELECT
        0 AS part, a."position", a.depth, a.node, a.level, a.title AS node_title, CAST(NULL AS VARCHAR) AS indicator,
        CAST(NULL AS VARCHAR) AS "match", CAST(NULL AS VARCHAR) AS other, CAST(NULL AS VARCHAR) AS other_node,
        CAST(NULL AS VARCHAR) AS via, CAST(NULL AS VARCHAR) AS why, 0 AS distance, 0 AS counted, a.lower_nodes
    FROM asked AS a
    UNION ALL
    SELECT 1, a."position", a.depth, a.node, a.level, a.title, NULL, m."match", m.other, m.other_node, NULL, m.why, m.distance, 0, NULL
    FROM matched AS m
    INNER JOIN asked AS a ON a.node = m.node
    UNION ALL
    SELECT
        2, a."position", a.depth, a.node, a.level, a.title, u.indicator, u."match", u.other, u.other_node, u.via, NULL, 0,
        CASE WHEN row_number() OVER (PARTITION BY u.indicator ORDER BY u.distance, a."position", a.node) = 1
             THEN 1 ELSE 0 END, NULL
    FROM under AS u
    INNER JOIN asked AS a ON a.node = u.node
    UNION ALL
    SELECT 3, NULL, NULL, NULL, NULL, NULL, indicator, NULL, other, NULL, via, NULL, 0, 0, NULL
    FROM apart
)

SELECT
    t.part, t.depth, t.node, t.level, t.node_title, t.indicator, t."match", t.other, f.title AS other_title, t.other_node,
    n.level AS other_level, n.title AS other_node_title, t.via, t.why, t.counted, t.lower_nodes
FROM told AS t
LEFT JOIN frameworks AS f ON f.code = t.other
LEFT JOIN nodes AS n ON n.framework = t.other AND n.code = t.other_node
ORDER BY CASE WHEN t.part = 3 THEN 1 ELSE 0 END, t."position", t.node, t.part, t.distance, t.other, t.other_node, t.indicator
