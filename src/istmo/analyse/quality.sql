-- quality: the reference sheet of every indicator, what was changed in it, and when its data were last assessed.
--
-- `row` says what a row is: an indicator of a framework, an assessment of its data, a change of its sheet. Other
-- publishers' own indicators stand in no framework and have no sheet of ours.
--
-- Only what was known by the day counts: later assessments and changes are left out. `turn` numbers the assessments of
-- an indicator from the last to the first; `turn_of_agency` those of the data of one agency. An assessment that names
-- no agency is of the data of all. `unassessed` are own agencies with a result whose data nobody assessed.
--
-- Whether a sheet is complete and an assessment too old is told by quality.py, by kernel/quality.py.
--
-- By hand: set $as_of to a day, or to NULL for all that is known.

WITH assessed AS (
    SELECT
        a.code, a.indicator, a.agency, a.assessed_on, a.office, a.method, a.limitations, a.actions, a.source, a.note,
        row_number() OVER (PARTITION BY a.indicator ORDER BY a.assessed_on DESC, a.code DESC) AS turn,
        row_number() OVER (
            PARTITION BY a.indicator, coalesce(a.agency, '') ORDER BY a.assessed_on DESC, a.code DESC
        ) AS turn_of_agency
    FROM quality_assessments AS a
    WHERE CAST($as_of AS DATE) IS NULL OR a.assessed_on <= CAST($as_of AS DATE)
),

found AS (
    SELECT
        assessment,
        max(CASE WHEN quality = 'validity' THEN result END) AS validity,
        max(CASE WHEN quality = 'integrity' THEN result END) AS integrity,
        max(CASE WHEN quality = 'precision' THEN result END) AS "precision",
        max(CASE WHEN quality = 'reliability' THEN result END) AS reliability,
        max(CASE WHEN quality = 'timeliness' THEN result END) AS timeliness,
        string_agg(quality || ': ' || "comment", '; ' ORDER BY quality) AS comments
    FROM quality_results
    GROUP BY assessment
),

changed AS (
    SELECT indicator, "position", "on", what, why
    FROM sheet_changes
    WHERE CAST($as_of AS DATE) IS NULL OR "on" <= CAST($as_of AS DATE)
),

told AS (
    SELECT DISTINCT f.indicator, f.agency
    FROM figures AS f
    INNER JOIN agencies AS g ON g.code = f.agency AND g.own
    WHERE f.role = 'result' AND f.state = 'reported'
),

-- An assessment of one agency's data and one of all agencies' both fit a reporter, who is told once.
fitted AS (
    SELECT DISTINCT t.indicator, t.agency, CASE WHEN a.indicator IS NULL THEN t.agency END AS unassessed
    FROM told AS t
    LEFT JOIN assessed AS a ON a.indicator = t.indicator AND (a.agency IS NULL OR a.agency = t.agency)
),

reporters AS (
    SELECT
        indicator,
        string_agg(agency, ', ' ORDER BY agency) AS reported_by,
        string_agg(unassessed, ', ' ORDER BY unassessed) AS unassessed
    FROM fitted
    GROUP BY indicator
),

measured AS (SELECT indicator, count(*) AS nodes FROM indicator_nodes GROUP BY indicator),

broken AS (SELECT indicator, count(*) AS breakdowns FROM indicator_dimensions GROUP BY indicator),

histories AS (SELECT indicator, count(*) AS changes FROM changed GROUP BY indicator),

answer AS (
    SELECT
        'indicator' AS "row", i.framework, i.code AS indicator, 0 AS place, i.title, i.kind, i.measure, i.unit,
        i.vocabulary, i.standard_code, st.title AS standard_title, i.custom_reason, i.definition,
        coalesce(m.nodes, 0) AS nodes, coalesce(b.breakdowns, 0) AS breakdowns, s.indicator IS NOT NULL AS written,
        coalesce(f.sheets = 'required', FALSE) AS required, s.no_breakdown, s.data_source, s."method", s.frequency,
        s.responsible, s.limitations, s.baseline_time, s.updated_on, coalesce(h.changes, 0) AS changes,
        a.code AS assessment, a.agency, a.assessed_on, a.office, q.validity, q.integrity, q."precision", q.reliability,
        q.timeliness, q.comments, a.limitations AS found_limits, a.actions, a.source, a.note, r.reported_by,
        r.unassessed, CAST(NULL AS DATE) AS "on", CAST(NULL AS VARCHAR) AS what, CAST(NULL AS VARCHAR) AS why
    FROM indicators AS i
    INNER JOIN frameworks AS f ON f.code = i.framework
    LEFT JOIN sheets AS s ON s.indicator = i.code
    LEFT JOIN standards AS st ON st.vocabulary = i.vocabulary AND st.standard_code = i.standard_code
    LEFT JOIN measured AS m ON m.indicator = i.code
    LEFT JOIN broken AS b ON b.indicator = i.code
    LEFT JOIN histories AS h ON h.indicator = i.code
    LEFT JOIN assessed AS a ON a.indicator = i.code AND a.turn = 1
    LEFT JOIN found AS q ON q.assessment = a.code
    LEFT JOIN reporters AS r ON r.indicator = i.code

    UNION ALL
    SELECT
        'assessment', i.framework, i.code, a.turn, i.title, i.kind, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0,
        a.turn_of_agency = 1, FALSE, NULL, NULL, a."method", NULL, NULL, NULL, NULL, NULL, 0, a.code, a.agency,
        a.assessed_on, a.office, q.validity, q.integrity, q."precision", q.reliability, q.timeliness, q.comments,
        a.limitations, a.actions, a.source, a.note, NULL, NULL, NULL, NULL, NULL
    FROM assessed AS a
    INNER JOIN indicators AS i ON i.code = a.indicator AND i.framework IS NOT NULL
    LEFT JOIN found AS q ON q.assessment = a.code

    UNION ALL
    SELECT
        'change', i.framework, i.code, 1000000 + c."position", i.title, i.kind, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, 0, 0, FALSE, FALSE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, c."on", c.what, c.why
    FROM changed AS c
    INNER JOIN indicators AS i ON i.code = c.indicator AND i.framework IS NOT NULL
)

SELECT answer.*, g.name AS agency_name
FROM answer
LEFT JOIN agencies AS g ON g.code = answer.agency
ORDER BY answer.framework, answer.indicator, answer.place
