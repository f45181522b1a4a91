-- objectives_without_figures: Objectives without any figure
-- kind: exact
-- about: plan
--
-- By line: the nodes below it under which no indicator has a reported figure. A node holds what is under it. Only of
-- frameworks that claims or figures of this release are told in; one without any figure has one row.

WITH RECURSIVE above AS (
    SELECT framework, code AS node, code AS upper FROM nodes
    UNION
    SELECT a.framework, a.node, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.upper
),

filled AS (
    SELECT DISTINCT a.framework, a.upper AS node
    FROM indicator_nodes AS n
    INNER JOIN above AS a ON a.framework = n.framework AND a.node = n.node
    INNER JOIN figures AS f ON f.indicator = n.indicator AND f.state = 'reported' AND f.role IN ('result', 'context')
),

roots AS (
    SELECT n.framework, n.code, n.title
    FROM nodes AS n
    WHERE NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = n.framework AND p.node = n.code)
),

empty AS (
    SELECT
        r.framework, r.code AS root, r.title,
        count(DISTINCT n.code) AS nodes,
        count(DISTINCT CASE WHEN d.node IS NULL THEN n.code END) AS without
    FROM roots AS r
    INNER JOIN above AS a ON a.framework = r.framework AND a.upper = r.code
    INNER JOIN nodes AS n ON n.framework = a.framework AND n.code = a.node
    LEFT JOIN filled AS d ON d.framework = n.framework AND d.node = n.code
    GROUP BY r.framework, r.code, r.title
),

named AS (
    SELECT DISTINCT r.framework, r.code AS root, n.code, n.title
    FROM roots AS r
    INNER JOIN above AS a ON a.framework = r.framework AND a.upper = r.code
    INNER JOIN nodes AS n ON n.framework = a.framework AND n.code = a.node
    LEFT JOIN filled AS d ON d.framework = n.framework AND d.node = n.code
    WHERE d.node IS NULL
)

SELECT
    e.framework || '/' || e.root AS node,
    concat(e.title, ' (', e.framework, '): ',
           CASE WHEN e.without = e.nodes THEN 'no figure at all'
                ELSE concat(CAST(e.without AS VARCHAR), ' of ', CAST(e.nodes AS VARCHAR), ' objectives without any figure') END,
           ': ', string_agg(m.code || ' ' || m.title, '; ' ORDER BY m.code), '.') AS sentence
FROM empty AS e
INNER JOIN named AS m ON m.framework = e.framework AND m.root = e.root
WHERE EXISTS (SELECT 1 FROM filled AS d WHERE d.framework = e.framework)
GROUP BY e.framework, e.root, e.title, e.nodes, e.without
UNION ALL
SELECT
    w.code AS node,
    concat(w.title, ' (', w.code, '): none of its ', CAST(count(n.code) AS VARCHAR), ' objectives has a figure of its own.')
FROM frameworks AS w
INNER JOIN nodes AS n ON n.framework = w.code
WHERE NOT EXISTS (SELECT 1 FROM filled AS d WHERE d.framework = w.code)
GROUP BY w.code, w.title
