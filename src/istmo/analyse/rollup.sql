-- rollup: the lines of every framework in print order: each node, and under it the performance indicators it is read by.
--
-- One row per printed place of a node, and one per indicator under it. A node under two nodes is printed under both,
-- and so are its indicators; `printed` says how often, so that they can be counted once. An indicator of another
-- framework is carried over the crosswalk: under a node stand the indicators of the nodes it is linked to and of all
-- nodes below those. `link` is the strongest match (empty: the node's own indicator), `via` names every link used.
-- Indicators are never carried into a main framework, which is reported on by its own.
-- `fate` is filled where an indicator stands under a node through what became of its old one (table mappings): `via`
-- names that one; `share` is the part of a split total that its authors give the node.
--
-- The totals beside the lines are those of progress.sql with $within; rollup.py puts the two together.
--
-- By hand: set $framework and $node to a code, or to NULL for all.

WITH RECURSIVE shown AS (
    SELECT *
    FROM frameworks
    WHERE CAST($framework AS VARCHAR) IS NULL OR code = $framework
),

-- Each node as often as it stands under others. `trail` is the way down to it, `path` the same as an order.
printed AS (
    SELECT
        n.framework, n.code AS node, 0 AS depth, n.code AS line, '|' || n.code || '|' AS trail,
        lpad(CAST(n."position" AS VARCHAR), 9, '0') AS path
    FROM nodes AS n
    INNER JOIN shown AS f ON f.code = n.framework
    WHERE CASE WHEN CAST($node AS VARCHAR) IS NOT NULL THEN n.code = $node
          ELSE NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = n.framework AND p.node = n.code) END
    UNION ALL
    SELECT
        n.framework, n.code, p.depth + 1, p.line, p.trail || n.code || '|',
        p.path || '.' || lpad(CAST(n."position" AS VARCHAR), 9, '0')
    FROM printed AS p
    INNER JOIN node_parents AS u ON u.framework = p.framework AND u.parent = p.node
    INNER JOIN nodes AS n ON n.framework = u.framework AND n.code = u.node
    WHERE strpos(p.trail, '|' || n.code || '|') = 0
),

measures AS (
    SELECT m.indicator, m.framework, m.node, m.fate, m.via, m.share
    FROM indicator_nodes AS m
    INNER JOIN indicators AS i ON i.code = m.indicator
    WHERE i.kind <> 'context' AND i.framework IS NOT NULL
),

-- Every node with all nodes below it, itself included.
below AS (
    SELECT framework, code AS node, code AS lower_node FROM nodes
    UNION
    SELECT b.framework, b.node, u.node
    FROM below AS b
    INNER JOIN node_parents AS u ON u.framework = b.framework AND u.parent = b.lower_node
),

-- The crosswalk read from both of its ends: what is wider seen from one is narrower seen from the other.
crossings AS (
    SELECT framework, node, to_framework, to_node, "match" FROM links
    UNION
    SELECT
        to_framework, to_node, framework, node,
        CASE "match" WHEN 'broad' THEN 'narrow' WHEN 'narrow' THEN 'broad' ELSE "match" END
    FROM links
),

carried AS (
    SELECT
        c.framework, c.node, m.indicator, c."match", c.to_framework || ':' || c.to_node AS via,
        CASE c."match" WHEN 'exact' THEN 1 WHEN 'close' THEN 2 WHEN 'narrow' THEN 3 WHEN 'broad' THEN 4 ELSE 5 END
            AS distance
    FROM crossings AS c
    INNER JOIN shown AS f ON f.code = c.framework AND coalesce(f.standing, '') <> 'main'
    INNER JOIN below AS b ON b.framework = c.to_framework AND b.node = c.to_node
    INNER JOIN measures AS m ON m.framework = b.framework AND m.node = b.lower_node
    WHERE c.framework <> c.to_framework
        AND NOT EXISTS (
            SELECT 1 FROM measures AS o WHERE o.framework = c.framework AND o.indicator = m.indicator
        )
),

held AS (
    SELECT framework, node, indicator, 0 AS distance, via, fate, share FROM measures
    UNION ALL
    SELECT
        framework, node, indicator, min(distance),
        string_agg(via || ' (' || "match" || ')', ', ' ORDER BY distance, via), NULL, NULL
    FROM (SELECT DISTINCT framework, node, indicator, "match", via, distance FROM carried) AS c
    GROUP BY framework, node, indicator
),

lines AS (
    SELECT p.framework, p.path, p.depth, p.line, p.trail, p.node, h.indicator, h.distance, h.via, h.fate, h.share
    FROM printed AS p
    INNER JOIN held AS h ON h.framework = p.framework AND h.node = p.node
    UNION ALL
    SELECT framework, path, depth, line, trail, node, NULL, NULL, NULL, NULL, NULL FROM printed
),

often AS (
    SELECT framework, indicator, count(*) AS printed FROM lines WHERE indicator IS NOT NULL GROUP BY framework, indicator
)

SELECT
    l.framework,
    f.title AS framework_title,
    l.depth,
    l.line,
    l.trail,
    l.node,
    n.level,
    n.title AS node_title,
    l.indicator,
    CASE l.distance WHEN 1 THEN 'exact' WHEN 2 THEN 'close' WHEN 3 THEN 'narrow' WHEN 4 THEN 'broad' WHEN 5 THEN 'related'
        END AS link,
    l.via,
    coalesce(o.printed, 0) AS printed,
    l.fate,
    l.share
FROM lines AS l
INNER JOIN shown AS f ON f.code = l.framework
INNER JOIN nodes AS n ON n.framework = l.framework AND n.code = l.node
LEFT JOIN often AS o ON o.framework = l.framework AND o.indicator = l.indicator
ORDER BY CASE WHEN f.standing = 'main' THEN 0 ELSE 1 END, l.framework, l.path, l.trail, l.indicator NULLS FIRST
