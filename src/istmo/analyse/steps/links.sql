-- links: performance indicators under nodes, nodes with all nodes below, and the crosswalk read from both of its ends.
--
-- What is wider seen from one end of a link is narrower seen from the other.
measures AS (
    SELECT m.indicator, m.framework, m.node, m.via
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

crossings AS (
    SELECT framework, node, to_framework, to_node, "match", note FROM links
    UNION
    SELECT
        to_framework, to_node, framework, node,
        CASE "match" WHEN 'broad' THEN 'narrow' WHEN 'narrow' THEN 'broad' ELSE "match" END, note
    FROM links
)
