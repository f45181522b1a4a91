-- coverage: agency × node × place: is there an activity, an indicator, a baseline, a target, a result, an evaluation?
--
-- `scope` says what a row is: a combination of agency, node and place that an activity, an indicator's applicability,
-- a data call or a figure claims; the total of a node, a place, an agency or a framework; an activity in no plan;
-- figures without activity. Every node and every place of a group has its total, also where there is nothing;
-- groups that only others name are left out.
--
-- Rules: a node holds what is under it, and what stands under two nodes counts once above them. A place inside a
-- country is told under its country. An activity counts at the node and place it names, and where figures of it stand;
-- its agency is the one it names, else who reports on it. Agencies that are not own have rows of their own (beside) and
-- are in no total of a node, place or framework. An indicator open to every agency stands with those who have an
-- activity there or report it, else with nobody. An indicator has a baseline (target, result) if one reported figure of
-- that role is there. Context measures the surroundings: counted by node, never as an indicator of a program.
--
-- By hand: set $framework to a code, or to NULL for all. coverage.py puts the gaps into words.

WITH RECURSIVE above AS (
    SELECT framework, code AS node, code AS upper
    FROM nodes
    WHERE CAST($framework AS VARCHAR) IS NULL OR framework = $framework
    UNION
    SELECT a.framework, a.node, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.upper
),

    {homes},

-- What was said, by whom and where: every figure is looked at once.
stated AS MATERIALIZED (
    SELECT
        indicator, place, coalesce(agency, '') AS agency, activity,
        max(CASE WHEN role = 'baseline' AND state = 'reported' THEN 1 ELSE 0 END) AS baseline,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN 1 ELSE 0 END) AS target,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN 1 ELSE 0 END) AS result,
        count(CASE WHEN role = 'result' THEN 1 END) AS results,
        count(CASE WHEN role = 'result' AND breakdown = '' THEN 1 END) AS totals
    FROM figures
    WHERE role <> 'context'
    GROUP BY indicator, place, coalesce(agency, ''), activity
),

-- The same of indicators of performance, told at home. Several places of one home have a row each.
told AS (
    SELECT t.indicator, h.home AS place, t.agency, t.activity, t.baseline, t.target, t.result
    FROM stated AS t
    INNER JOIN indicators AS i ON i.code = t.indicator AND i.kind <> 'context'
    INNER JOIN homes AS h ON h.place = t.place
),

kept_back AS (
    SELECT
        k.indicator, h.home AS place, coalesce(k.agency, '') AS agency,
        k.submission || '|' || k."row" || '|' || coalesce(k."at", '') || '|' || coalesce(k.breakdown, '') AS code
    FROM holds AS k
    INNER JOIN indicators AS i ON i.code = k.indicator AND i.kind <> 'context'
    INNER JOIN homes AS h ON h.place = k.place
),

-- Where each activity stands in a framework: `framework/node`, or the code of a node that only one framework has.
planned AS (
    SELECT a.code AS activity, n.framework, n.code AS node
    FROM activities AS a
    INNER JOIN nodes AS n ON a.node IN (n.code, n.framework || '/' || n.code)
),

-- Who carries an activity out: its agency; where it names none, whoever reports on it.
carried AS (
    SELECT a.code AS activity, coalesce(a.agency, r.agency, '') AS agency
    FROM activities AS a
    LEFT JOIN (SELECT DISTINCT activity, nullif(agency, '') AS agency FROM told) AS r
        ON r.activity = a.code AND a.agency IS NULL
),

-- Where it works: the places it names; where it names none, those its figures are of.
sites AS (
    SELECT DISTINCT a.code AS activity, coalesce(h.home, t.place, '') AS place
    FROM activities AS a
    LEFT JOIN activity_places AS p ON p.activity = a.code
    LEFT JOIN homes AS h ON h.place = coalesce(p.place, a.place)
    LEFT JOIN (SELECT DISTINCT activity, place FROM told) AS t ON t.activity = a.code AND h.home IS NULL
),

codes AS (SELECT DISTINCT reporting_year AS code FROM calls),

    {code_days},

-- The year of each call as days.
years AS (
    SELECT c.code, c.reporting_year, d.first_day, d.last_day
    FROM calls AS c
    LEFT JOIN code_days AS d ON d.code = c.reporting_year
),

-- The results of each call's year or of a part of it, also those held in review.
results AS (
    SELECT y.code AS "call", f.indicator, f.agency, f.place, coalesce(f.activity, '') AS activity
    FROM figures AS f
    INNER JOIN years AS y ON y.reporting_year = f.reporting_year
    WHERE f.role = 'result'
    UNION
    SELECT y.code, f.indicator, f.agency, f.place, coalesce(f.activity, '')
    FROM (
        SELECT indicator, agency, place, activity, period_start, period_end FROM figures WHERE role = 'result'
        UNION ALL
        SELECT indicator, agency, place, activity, period_start, period_end FROM holds WHERE role = 'result'
    ) AS f
    INNER JOIN years AS y ON y.first_day <= f.period_start AND y.last_day >= f.period_end
),

-- What was asked of whom, and whether any result came; what leaves place or activity open is answered by any. An
-- activity that ended before owes nothing more.
asked AS (
    SELECT
        e.indicator, coalesce(h.home, '') AS place, e.agency,
        e.indicator || '|' || coalesce(h.home, '') || '|' || e.agency AS code,
        count(*) AS asked, count(r.indicator) AS answered
    FROM expected AS e
    INNER JOIN years AS y ON y.code = e."call"
    INNER JOIN indicators AS i ON i.code = e.indicator AND i.kind <> 'context'
    LEFT JOIN homes AS h ON h.place = e.place
    LEFT JOIN activities AS d ON d.code = e.activity
    LEFT JOIN (
        SELECT "call", indicator, agency, place, activity FROM results
        UNION SELECT "call", indicator, agency, '', activity FROM results
        UNION SELECT "call", indicator, agency, place, '' FROM results
        UNION SELECT "call", indicator, agency, '', '' FROM results
    ) AS r
        ON r."call" = e."call" AND r.indicator = e.indicator AND r.agency = e.agency AND r.place = e.place
        AND r.activity = e.activity
    WHERE d.ends_on IS NULL OR y.first_day IS NULL OR d.ends_on >= y.first_day
    GROUP BY e.indicator, coalesce(h.home, ''), e.agency
),

-- Where an indicator is asked, and of whom; an empty place or agency is every one, as is no row at all.
applies AS (
    SELECT a.indicator, coalesce(h.home, '') AS place, a.agency
    FROM applicability AS a
    LEFT JOIN homes AS h ON h.place = a.place
    UNION
    SELECT i.code, '', ''
    FROM indicators AS i
    WHERE NOT EXISTS (SELECT 1 FROM applicability AS a WHERE a.indicator = i.code)
),

-- Whose an indicator is, where: told, held, asked, or meant for that agency. What leaves the place open stands where
-- it is answered, else at no place.
owned AS (
    SELECT indicator, place, agency, baseline, target, result FROM told
    UNION ALL
    SELECT indicator, place, agency, 0, 0, 0 FROM kept_back
    UNION ALL
    SELECT o.indicator, o.place, o.agency, 0, 0, 0
    FROM (SELECT indicator, place, agency FROM asked UNION SELECT * FROM applies WHERE agency <> '') AS o
    INNER JOIN indicators AS i ON i.code = o.indicator AND i.kind <> 'context'
    WHERE o.place <> ''
        OR NOT EXISTS (SELECT 1 FROM told AS t WHERE t.indicator = o.indicator AND t.agency = o.agency)
),

-- Everything that claims a combination, at the node that names it; the same may claim it several times.
claims_made AS (
    SELECT
        p.framework, p.node, s.place, c.agency, 'activity' AS thing, p.activity AS code,
        0 AS baseline, 0 AS target, 0 AS result, 0 AS asked, 0 AS answered
    FROM planned AS p
    INNER JOIN sites AS s ON s.activity = p.activity
    INNER JOIN carried AS c ON c.activity = p.activity
    UNION ALL
    SELECT DISTINCT n.framework, n.node, t.place, t.agency, 'activity', t.activity, 0, 0, 0, 0, 0
    FROM told AS t
    INNER JOIN indicator_nodes AS n ON n.indicator = t.indicator
    WHERE t.activity IS NOT NULL
    UNION ALL
    SELECT
        n.framework, n.node, o.place, o.agency, o.thing, o.code, o.baseline, o.target, o.result, o.asked, o.answered
    FROM (
        SELECT
            indicator, place, agency, 'indicator' AS thing, indicator AS code, baseline, target, result,
            0 AS asked, 0 AS answered
        FROM owned
        UNION ALL
        SELECT indicator, place, agency, 'asked', code, 0, 0, 0, asked, answered FROM asked
        UNION ALL
        SELECT indicator, place, agency, 'held', code, 0, 0, 0, 0, 0 FROM kept_back
    ) AS o
    INNER JOIN indicator_nodes AS n ON n.indicator = o.indicator
),

-- What was evaluated: an evaluation that is planned or running has not seen anything yet.
evaluated_things AS (
    SELECT l.evaluation, l.framework, l.node, l.indicator, l.activity
    FROM evaluation_links AS l
    INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
),

-- An evaluation of an activity or indicator is of every combination that has it; one of a node, of all below it.
evaluated AS (
    SELECT DISTINCT c.framework, c.node, c.place, c.agency, 'evaluation' AS thing, e.evaluation AS code
    FROM evaluated_things AS e
    INNER JOIN claims_made AS c
        ON (c.thing = 'activity' AND c.code = e.activity) OR (c.thing = 'indicator' AND c.code = e.indicator)
    UNION
    SELECT c.framework, c.node, c.place, c.agency, 'evaluation', e.evaluation
    FROM evaluated_things AS e
    INNER JOIN above AS a ON a.framework = e.framework AND a.upper = e.node
    INNER JOIN claims_made AS c ON c.framework = a.framework AND c.node = a.node
),

-- Each once with every node above: what stands under two nodes is there once.
rolled AS MATERIALIZED (
    SELECT
        a.framework, a.upper AS node, c.place, c.agency, c.thing, c.code,
        CASE WHEN max(CASE WHEN g.own = FALSE THEN 1 ELSE 0 END) = 1 THEN 0 ELSE 1 END AS own,
        max(c.baseline) AS baseline, max(c.target) AS target, max(c.result) AS result,
        max(c.asked) AS asked, max(c.answered) AS answered
    FROM (
        SELECT * FROM claims_made
        UNION ALL
        SELECT framework, node, place, agency, thing, code, 0, 0, 0, 0, 0 FROM evaluated
    ) AS c
    INNER JOIN above AS a ON a.framework = c.framework AND a.node = c.node
    LEFT JOIN agencies AS g ON g.code = c.agency
    GROUP BY a.framework, a.upper, c.place, c.agency, c.thing, c.code
),

-- Indicators open to every agency, with every node above.
open_to_all AS (
    SELECT DISTINCT a.framework, a.upper AS node, p.place, n.indicator
    FROM applies AS p
    INNER JOIN indicators AS i ON i.code = p.indicator AND i.kind <> 'context'
    INNER JOIN indicator_nodes AS n ON n.indicator = p.indicator
    INNER JOIN above AS a ON a.framework = n.framework AND a.node = n.node
    WHERE p.agency = ''
),

-- Who takes them up: who has an activity at the node, there; `at` is the place where such indicators are asked.
takers AS MATERIALIZED (
    SELECT r.framework, r.node, r.place, r.agency, r.own, o."at"
    FROM (SELECT DISTINCT framework, node, place, agency, own FROM rolled WHERE thing = 'activity') AS r
    INNER JOIN (SELECT DISTINCT framework, node, place AS "at" FROM open_to_all) AS o
        ON o.framework = r.framework AND o.node = r.node AND o."at" = r.place
    UNION
    SELECT r.framework, r.node, r.place, r.agency, r.own, ''
    FROM (SELECT DISTINCT framework, node, place, agency, own FROM rolled WHERE thing = 'activity') AS r
    INNER JOIN (SELECT DISTINCT framework, node FROM open_to_all WHERE place = '') AS o
        ON o.framework = r.framework AND o.node = r.node
),

-- What somebody of our own took up, at that place and at any; what is with nobody there already.
taken_up AS (
    SELECT framework, node, place, code FROM rolled WHERE thing = 'indicator' AND own = 1
    UNION ALL
    SELECT DISTINCT framework, node, '', code FROM rolled WHERE thing = 'indicator' AND agency <> '' AND own = 1
),

-- What nobody of our own took up stands with nobody. Whole-node evaluations and context make no combination.
everything AS (
    SELECT *, 1 AS combines FROM rolled
    UNION ALL
    SELECT o.framework, o.node, o.place, '', 'indicator', o.indicator, 1, 0, 0, 0, 0, 0, 1
    FROM open_to_all AS o
    WHERE NOT EXISTS (
        SELECT 1
        FROM taken_up AS t
        WHERE t.framework = o.framework AND t.node = o.node AND t.place = o.place AND t.code = o.indicator
    ) AND NOT EXISTS (
        SELECT 1
        FROM takers AS t
        WHERE t.framework = o.framework AND t.node = o.node AND t."at" = o.place AND t.agency <> '' AND t.own = 1
    )
    UNION ALL
    SELECT DISTINCT b.framework, b.upper, '', '', 'evaluation', e.evaluation, 1, 0, 0, 0, 0, 0, 0
    FROM evaluated_things AS e
    INNER JOIN above AS a ON a.upper = a.node AND a.framework = e.framework AND a.node = e.node
    INNER JOIN above AS b ON b.framework = a.framework AND b.node = a.node
    UNION ALL
    SELECT DISTINCT a.framework, a.upper, '', '', 'context', n.indicator, 1, 0, 0, 0, 0, 0, 0
    FROM indicator_nodes AS n
    INNER JOIN indicators AS i ON i.code = n.indicator AND i.kind = 'context'
    INNER JOIN above AS a ON a.framework = n.framework AND a.node = n.node
),

-- The same things once for every row they count in; in a combination they are there once already.
spread AS MATERIALIZED (
    SELECT
        'combination' AS scope, framework, node, place, agency, thing, code, baseline, target, result, asked, answered
    FROM everything
    WHERE combines = 1
    UNION ALL
    SELECT
        x.scope, x.framework, x.node, x.place, x.agency, x.thing, x.code,
        max(x.baseline), max(x.target), max(x.result), max(x.asked), max(x.answered)
    FROM (
        SELECT 'node' AS scope, framework, node, '' AS place, '' AS agency, thing, code, baseline, target, result, asked,
            answered
        FROM everything WHERE own = 1
        UNION ALL
        SELECT 'place', framework, '', place, '', thing, code, baseline, target, result, asked, answered
        FROM everything WHERE own = 1 AND place <> ''
        UNION ALL
        SELECT 'agency', framework, '', '', agency, thing, code, baseline, target, result, asked, answered
        FROM everything WHERE agency <> ''
        UNION ALL
        SELECT 'framework', framework, '', '', '', thing, code, baseline, target, result, asked, answered
        FROM everything WHERE own = 1
    ) AS x
    GROUP BY x.scope, x.framework, x.node, x.place, x.agency, x.thing, x.code
),

-- The open indicators that each row takes up: its kit, named by where they are asked. Rows with one kit are many and
-- kits are few, so that indicators are counted kit by kit and not row by row.
packed AS MATERIALIZED (
    SELECT 'combination' AS scope, framework, node, place, agency, node AS open_node, "at" FROM takers
    UNION
    SELECT 'node', framework, node, '', '', node, "at" FROM takers WHERE own = 1
    UNION
    SELECT 'place', framework, '', place, '', node, "at" FROM takers WHERE own = 1 AND place <> ''
    UNION
    SELECT 'agency', framework, '', '', agency, node, "at" FROM takers WHERE agency <> ''
    UNION
    SELECT 'framework', framework, '', '', '', node, "at" FROM takers WHERE own = 1
),

kits AS MATERIALIZED (
    SELECT
        scope, framework, node, place, agency,
        dense_rank() OVER (ORDER BY framework, kit) AS kit,
        row_number() OVER (PARTITION BY framework, kit ORDER BY scope, node, place, agency) AS nth
    FROM (
        SELECT
            scope, framework, node, place, agency,
            string_agg(open_node || ' ' || "at", ';' ORDER BY open_node, "at") AS kit
        FROM packed
        GROUP BY scope, framework, node, place, agency
    ) AS named
),

in_kits AS MATERIALIZED (
    SELECT DISTINCT k.kit, o.indicator
    FROM kits AS k
    INNER JOIN packed AS p
        ON p.scope = k.scope AND p.framework = k.framework AND p.node = k.node AND p.place = k.place
        AND p.agency = k.agency
    INNER JOIN open_to_all AS o ON o.framework = p.framework AND o.node = p.open_node AND o.place = p."at"
    WHERE k.nth = 1
),

-- What there is in each row, without what its kit holds besides.
held_by_rows AS (
    SELECT
        s.scope, s.framework, s.node, s.place, s.agency,
        count(CASE WHEN s.thing = 'activity' THEN 1 END) AS activities,
        count(CASE WHEN s.thing = 'indicator' AND i.indicator IS NULL THEN 1 END) AS indicators,
        count(CASE WHEN s.thing = 'context' THEN 1 END) AS context_indicators,
        sum(s.baseline) AS with_baseline, sum(s.target) AS with_target, sum(s.result) AS with_result,
        count(CASE WHEN s.result = 1 AND s.target = 0 THEN 1 END) AS without_target,
        sum(s.asked) AS asked, sum(s.answered) AS answered,
        count(CASE WHEN s.thing = 'held' THEN 1 END) AS held,
        count(CASE WHEN s.thing = 'evaluation' THEN 1 END) AS evaluations,
        max(k.kit) AS kit
    FROM spread AS s
    LEFT JOIN kits AS k
        ON k.scope = s.scope AND k.framework = s.framework AND k.node = s.node AND k.place = s.place
        AND k.agency = s.agency
    LEFT JOIN in_kits AS i ON s.thing = 'indicator' AND i.kit = k.kit AND i.indicator = s.code
    GROUP BY s.scope, s.framework, s.node, s.place, s.agency
),

-- Groups of places that only agencies that are not own name: their members are not ours to cover.
groups_of_others AS (
    SELECT n.place
    FROM (
        SELECT t.place, coalesce(g.own, TRUE) AS own
        FROM (SELECT place, agency FROM told UNION SELECT place, agency FROM activities WHERE place IS NOT NULL) AS t
        LEFT JOIN agencies AS g ON g.code = t.agency
        UNION
        SELECT place, TRUE FROM applicability
        UNION
        SELECT place, TRUE FROM benchmarks
    ) AS n
    GROUP BY n.place
    HAVING max(CASE WHEN n.own THEN 1 ELSE 0 END) = 0
),

-- Who said that there is nothing to report, of which framework, with the reason: silence says nothing.
said_nothing AS (
    SELECT c.framework, d.agency, string_agg(d."call" || ': ' || d.reason, ' | ' ORDER BY d."call") AS said
    FROM declarations AS d
    INNER JOIN calls AS c ON c.code = d."call"
    WHERE CAST($framework AS VARCHAR) IS NULL OR c.framework = $framework
    GROUP BY c.framework, d.agency
),

-- Nodes, places and frameworks have a row, whether anything is there or not.
wanted AS (
    SELECT scope, framework, node, place, agency FROM held_by_rows
    UNION
    SELECT 'node', framework, node, '', '' FROM above
    UNION
    SELECT 'framework', framework, '', '', '' FROM above
    UNION
    SELECT 'agency', framework, '', '', agency FROM said_nothing
    UNION
    SELECT 'place', a.framework, '', m.member, ''
    FROM above AS a
    CROSS JOIN place_members AS m
    INNER JOIN places AS p ON p.code = m.member AND p.kind <> 'unattributed'
    WHERE NOT EXISTS (SELECT 1 FROM groups_of_others AS o WHERE o.place = m.place)
),

-- What was measured without saying by which activity.
loose AS (
    SELECT i.framework, t.agency, CAST(sum(t.totals) AS BIGINT) AS figures
    FROM stated AS t
    INNER JOIN indicators AS i ON i.code = t.indicator AND i.kind <> 'context'
    WHERE t.activity IS NULL AND t.totals > 0
        AND (CAST($framework AS VARCHAR) IS NULL OR i.framework = $framework)
    GROUP BY i.framework, t.agency
),

all_rows AS (
    SELECT
        w.scope, w.framework, w.node, w.place, w.agency, CAST(NULL AS VARCHAR) AS activity,
        coalesce(t.activities, 0) AS activities,
        coalesce(t.indicators, 0) + coalesce(k.indicators, 0) AS indicators,
        coalesce(t.context_indicators, 0) AS context_indicators,
        CAST(coalesce(t.with_baseline, 0) AS BIGINT) AS with_baseline,
        CAST(coalesce(t.with_target, 0) AS BIGINT) AS with_target,
        CAST(coalesce(t.with_result, 0) AS BIGINT) AS with_result,
        coalesce(t.without_target, 0) AS without_target,
        CAST(coalesce(t.asked, 0) AS BIGINT) AS asked,
        CAST(coalesce(t.answered, 0) AS BIGINT) AS answered,
        coalesce(t.held, 0) AS held,
        coalesce(t.evaluations, 0) AS evaluations,
        CAST(NULL AS BIGINT) AS figures
    FROM wanted AS w
    LEFT JOIN held_by_rows AS t
        ON t.scope = w.scope AND t.framework = w.framework AND t.node = w.node AND t.place = w.place
        AND t.agency = w.agency
    LEFT JOIN (SELECT kit, count(*) AS indicators FROM in_kits GROUP BY kit) AS k ON k.kit = t.kit
    UNION ALL
    SELECT
        'activity in no plan', '', '', CASE WHEN count(DISTINCT s.place) = 1 THEN min(s.place) ELSE '' END, c.agency,
        a.code, 1,
        (SELECT count(DISTINCT t.indicator) FROM told AS t INNER JOIN indicator_nodes AS n ON n.indicator = t.indicator
         WHERE t.activity = a.code),
        0, 0, 0, 0, 0, 0, 0, 0,
        (SELECT count(DISTINCT e.evaluation) FROM evaluated_things AS e WHERE e.activity = a.code),
        coalesce((SELECT CAST(sum(t.results) AS BIGINT) FROM stated AS t WHERE t.activity = a.code), 0)
    FROM activities AS a
    INNER JOIN sites AS s ON s.activity = a.code
    INNER JOIN carried AS c ON c.activity = a.code
    WHERE CAST($framework AS VARCHAR) IS NULL
        AND NOT EXISTS (SELECT 1 FROM planned AS p WHERE p.activity = a.code)
    GROUP BY a.code, c.agency
    UNION ALL
    SELECT
        'figures without activity', coalesce(framework, ''), '', '', agency, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        figures
    FROM loose
)

SELECT
    r.scope,
    nullif(r.framework, '') AS framework,
    nullif(r.node, '') AS node,
    n.title AS node_title,
    n."level",
    n."position",
    nullif(r.place, '') AS place,
    coalesce(p.name, w.names) AS place_name,
    nullif(r.agency, '') AS agency,
    g.name AS agency_name,
    coalesce(g.own = FALSE, FALSE) AS beside,
    r.activity,
    d.title AS activity_title,
    r.activities,
    r.indicators,
    r.context_indicators,
    r.with_baseline,
    r.with_target,
    r.with_result,
    r.without_target,
    r.asked,
    r.answered,
    r.held,
    r.evaluations,
    r.figures,
    s.said
FROM all_rows AS r
LEFT JOIN said_nothing AS s ON r.scope = 'agency' AND s.framework = r.framework AND s.agency = r.agency
LEFT JOIN nodes AS n ON n.framework = r.framework AND n.code = r.node
LEFT JOIN places AS p ON p.code = r.place
LEFT JOIN agencies AS g ON g.code = r.agency
LEFT JOIN activities AS d ON d.code = r.activity
LEFT JOIN (
    SELECT s.activity, string_agg(p.name, ', ' ORDER BY p.name, p.code) AS names
    FROM sites AS s
    INNER JOIN places AS p ON p.code = s.place
    GROUP BY s.activity
) AS w ON w.activity = r.activity
LEFT JOIN frameworks AS f ON f.code = r.framework
ORDER BY
    CASE r.scope WHEN 'activity in no plan' THEN 2 WHEN 'figures without activity' THEN 3 ELSE 1 END,
    CASE f.standing WHEN 'main' THEN 1 WHEN 'partner' THEN 2 WHEN 'past' THEN 3 ELSE 4 END,
    r.framework,
    CASE r.scope WHEN 'framework' THEN 1 WHEN 'node' THEN 2 WHEN 'place' THEN 3 WHEN 'agency' THEN 4 ELSE 5 END,
    n."position" NULLS LAST, r.node, r.place, r.agency, r.activity NULLS FIRST
