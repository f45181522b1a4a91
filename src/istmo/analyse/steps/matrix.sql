-- matrix: agency × sector × country: which of them have an activity, an indicator, a baseline, a target, a result, an
-- evaluation. coverage.py gives it with layout=matrix.
--
-- The sectors of an activity are those it states; where it states none, the lines of effort it stands under, through its
-- node or the indicators its figures are of; else none. Figures that name no activity stand with the lines of their
-- indicator. A place inside a country is told under its country. An evaluation counts once it is done: of the activities
-- it names, wherever they work; if it names none, of its indicators, wherever they are told.
WITH RECURSIVE

    {homes},

above AS (
    SELECT framework, code AS node, code AS upper FROM nodes
    UNION
    SELECT a.framework, a.node, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.upper
),

lines AS (
    SELECT a.framework, a.node, a.framework || '/' || a.upper AS line, n.title
    FROM above AS a
    INNER JOIN nodes AS n ON n.framework = a.framework AND n.code = a.upper
    WHERE NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = a.framework AND p.node = a.upper)
),

lines_of_indicators AS (
    SELECT DISTINCT m.indicator, l.line, l.title
    FROM indicator_nodes AS m
    INNER JOIN lines AS l ON l.framework = m.framework AND l.node = m.node
),

told AS (
    SELECT
        f.indicator, h.home AS place, coalesce(f.agency, '') AS agency, coalesce(f.activity, '') AS activity,
        max(CASE WHEN f.role = 'baseline' AND f.state = 'reported' THEN 1 ELSE 0 END) AS baseline,
        max(CASE WHEN f.role = 'target' AND f.state = 'reported' THEN 1 ELSE 0 END) AS target,
        max(CASE WHEN f.role = 'result' AND f.state = 'reported' THEN 1 ELSE 0 END) AS result
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator AND i.kind <> 'context'
    INNER JOIN homes AS h ON h.place = f.place
    WHERE f.role <> 'context'
    GROUP BY f.indicator, h.home, coalesce(f.agency, ''), coalesce(f.activity, '')
),

sectors_of_activities AS (
    SELECT activity, vocabulary, sector, coalesce(title, sector) AS title FROM activity_sectors
    UNION
    SELECT a.code, 'line of effort', l.line, l.title
    FROM activities AS a
    INNER JOIN lines AS l ON a.node IN (l.node, l.framework || '/' || l.node)
    WHERE a.code NOT IN (SELECT activity FROM activity_sectors)
    UNION
    SELECT t.activity, 'line of effort', l.line, l.title
    FROM (SELECT DISTINCT activity, indicator FROM told WHERE activity <> '') AS t
    INNER JOIN lines_of_indicators AS l ON l.indicator = t.indicator
    WHERE t.activity NOT IN (SELECT activity FROM activity_sectors)
),

evaluated AS (
    SELECT
        l.activity,
        CASE WHEN l.evaluation NOT IN (SELECT evaluation FROM evaluation_links WHERE activity IS NOT NULL)
             THEN l.indicator END AS indicator
    FROM evaluation_links AS l
    INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
),

-- Who carries an activity out and where: what it names, else who reports of it, and for where.
sites AS (
    SELECT DISTINCT
        a.code AS activity, coalesce(a.agency, t.agency, '') AS agency, coalesce(h.home, t.place, '') AS place
    FROM activities AS a
    LEFT JOIN activity_places AS p ON p.activity = a.code
    LEFT JOIN homes AS h ON h.place = coalesce(p.place, a.place)
    LEFT JOIN (SELECT DISTINCT activity, agency, place FROM told) AS t
        ON t.activity = a.code AND (a.agency IS NULL OR h.home IS NULL)
),

things AS (
    SELECT
        s.agency, coalesce(k.vocabulary, '') AS vocabulary, coalesce(k.sector, '') AS sector, k.title, s.place,
        s.activity, '' AS indicator, 0 AS baseline, 0 AS target, 0 AS result,
        CASE WHEN s.activity IN (SELECT activity FROM evaluated WHERE activity IS NOT NULL) THEN 1 ELSE 0 END AS evaluated
    FROM sites AS s
    LEFT JOIN sectors_of_activities AS k ON k.activity = s.activity
    UNION ALL
    SELECT
        t.agency, coalesce(k.vocabulary, CASE WHEN l.line IS NULL THEN '' ELSE 'line of effort' END),
        coalesce(k.sector, l.line, ''), coalesce(k.title, l.title), t.place, t.activity, t.indicator, t.baseline,
        t.target, t.result,
        CASE WHEN t.activity IN (SELECT activity FROM evaluated WHERE activity IS NOT NULL)
                OR t.indicator IN (SELECT indicator FROM evaluated WHERE indicator IS NOT NULL)
             THEN 1 ELSE 0 END
    FROM told AS t
    LEFT JOIN sectors_of_activities AS k ON k.activity = t.activity
    LEFT JOIN lines_of_indicators AS l ON l.indicator = t.indicator AND k.activity IS NULL
)

SELECT
    nullif(t.agency, '') AS agency, min(g.name) AS agency_name, coalesce(min(CAST(g.own AS INTEGER)) = 0, FALSE) AS beside,
    nullif(t.vocabulary, '') AS vocabulary, nullif(t.sector, '') AS sector, min(t.title) AS sector_title,
    nullif(t.place, '') AS place, min(p.name) AS place_name,
    count(DISTINCT nullif(t.activity, '')) AS activities, count(DISTINCT nullif(t.indicator, '')) AS indicators,
    max(t.baseline) AS baseline, max(t.target) AS target, max(t.result) AS result, max(t.evaluated) AS evaluation
FROM things AS t
LEFT JOIN agencies AS g ON g.code = t.agency
LEFT JOIN places AS p ON p.code = t.place
GROUP BY t.agency, t.vocabulary, t.sector, t.place
ORDER BY beside, t.agency, t.vocabulary, t.sector, t.place
