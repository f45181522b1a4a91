-- horizons: every framework with its horizons, and what belongs to them: nodes, indicators and undertakings.
--
-- One row per framework, horizon, node, indicator and undertaking (once for each framework that its nodes are of).
-- `horizon` is the one the thing itself states. `through` lists, as `node=horizon` parted by semicolons, what the nodes
-- it serves belong to: a node states its horizon itself, or belongs to that of the nodes above it.
--
-- Nothing is dated here: horizons.py counts the years from the zero date, and puts what has a day where that day lies.

WITH RECURSIVE up AS (
    SELECT framework, code AS node, code AS above FROM nodes
    UNION
    SELECT u.framework, u.node, p.parent
    FROM up AS u
    INNER JOIN nodes AS n ON n.framework = u.framework AND n.code = u.above AND n.horizon IS NULL
    INNER JOIN node_parents AS p ON p.framework = u.framework AND p.node = u.above
),

-- Each node with the nearest nodes, itself or above it, that state a horizon.
reached AS (
    SELECT u.framework, u.node, n.code AS through, n.horizon
    FROM up AS u
    INNER JOIN nodes AS n ON n.framework = u.framework AND n.code = u.above
    WHERE n.horizon IS NOT NULL
),

told_of AS (
    SELECT framework, node AS code, 'node' AS kind, through, horizon FROM reached
    UNION
    SELECT i.framework, i.indicator, 'indicator', r.through, r.horizon
    FROM indicator_nodes AS i
    INNER JOIN reached AS r ON r.framework = i.framework AND r.node = i.node
    UNION
    SELECT u.framework, u.undertaking, 'undertaking', r.through, r.horizon
    FROM undertaking_nodes AS u
    INNER JOIN reached AS r ON r.framework = u.framework AND r.node = u.node
),

through AS (
    SELECT framework, kind, code, string_agg(through || '=' || horizon, ';' ORDER BY through, horizon) AS through
    FROM told_of
    GROUP BY framework, kind, code
),

everything AS (
    SELECT
        code AS framework, 1 AS "order", 'framework' AS kind, code, title, CAST(NULL AS VARCHAR) AS horizon,
        zero_date AS stated, CAST(NULL AS BIGINT) AS years_from, CAST(NULL AS BIGINT) AS years_to,
        CAST(NULL AS BOOLEAN) AS open_ended, CAST(NULL AS DATE) AS due_by, CAST(0 AS BIGINT) AS "position"
    FROM frameworks
    UNION ALL
    SELECT framework, 2, 'horizon', code, title, code, "condition", years_from, years_to, open_ended, NULL, 0
    FROM horizons
    UNION ALL
    SELECT framework, 3, 'node', code, title, horizon, NULL, NULL, NULL, NULL, NULL, "position"
    FROM nodes
    UNION ALL
    SELECT framework, 4, 'indicator', code, title, horizon, kind, NULL, NULL, NULL, NULL, 0
    FROM indicators
    WHERE framework IS NOT NULL
    UNION ALL
    SELECT f.framework, 5, 'undertaking', u.code, u."text", NULL, NULL, NULL, NULL, NULL, u.due_by, 0
    FROM undertakings AS u
    INNER JOIN (SELECT DISTINCT framework, undertaking FROM undertaking_nodes) AS f ON f.undertaking = u.code
)

SELECT e.framework, e.kind, e.code, e.title, e.horizon, e.stated, e.years_from, e.years_to, e.open_ended, e.due_by, t.through
FROM everything AS e
LEFT JOIN through AS t ON t.framework = e.framework AND t.kind = e.kind AND t.code = e.code
WHERE e.framework IN (SELECT framework FROM horizons)
ORDER BY e.framework, e."order", e.years_from NULLS LAST, e."position", e.code
