-- calibration: what followed from how reforms stand, what is handed over, what was scaled, and what waits for a condition.
--
-- `row` says what a row is:
--   decision    one decision on assistance, with the state of the reform that was seen;
--   handover    an own activity that a transition hands over, or that has ended; `state` is of its transition;
--   scaled      an own activity at the stage scaled, with the evidence for it;
--   condition   an undertaking or a target that depends on a condition.
-- Reforms themselves, and how far reforms and transitions have come, are told by undertakings.sql; calibration.py joins.
--
-- An activity has ended if its stage is ended or its last day lies before the day. It is sustained by an activity that
-- goes on from it, or by a transition that is handed over. Evidence for scaling is a source, or an evaluation that is
-- done, of the activity or of the one it goes on from.
--
-- By hand: set $as_of to a day, or to NULL.

WITH own AS (
    SELECT a.*
    FROM activities AS a
    LEFT JOIN agencies AS g ON g.code = a.agency
    WHERE g.own IS DISTINCT FROM FALSE
),

after AS (
    SELECT predecessor AS activity, string_agg(code, ', ' ORDER BY code) AS successors
    FROM activities
    WHERE predecessor IS NOT NULL
    GROUP BY predecessor
),

takers AS (
    SELECT undertaking, string_agg(name, '; ' ORDER BY "position") AS takes_over
    FROM undertaking_parties
    WHERE role = 'successor'
    GROUP BY undertaking
),

evaluated AS (
    SELECT l.activity, string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
    FROM evaluation_links AS l
    INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
    WHERE l.activity IS NOT NULL
    GROUP BY l.activity
),

-- Results of an activity for days after it ended: measured on.
measured AS (
    SELECT a.code AS activity, count(*) AS results
    FROM own AS a
    INNER JOIN figures AS f ON f.activity = a.code AND f.role = 'result' AND f.period_start > a.ends_on
    GROUP BY a.code
),

ended AS (
    SELECT
        code AS activity,
        CASE WHEN stage = 'ended' OR ends_on < CAST($as_of AS DATE) THEN 1 ELSE 0 END AS over
    FROM own
),

-- One target of a series, the latest stated.
targets AS (
    SELECT *
    FROM (
        SELECT
            f.*,
            row_number() OVER (
                PARTITION BY f.indicator, f.place, f.period_start, f.period_end, f.span, f.cohort, f.agency, f.activity
                ORDER BY f.stated_on DESC NULLS LAST, f.as_of DESC NULLS LAST, f.submission DESC, f."row" DESC
            ) AS from_last
        FROM figures AS f
        WHERE f.role = 'target' AND f.breakdown = '' AND f.state = 'reported' AND f.indicator IN (
            SELECT t.indicator FROM figures AS t INNER JOIN conditions AS k ON k.code = t.basis WHERE t.role = 'target'
        )
    ) AS ordered
    WHERE from_last = 1
),

all_rows AS (
    SELECT
        'decision' AS "row", d.undertaking, d."position", d.activity, CAST(NULL AS VARCHAR) AS indicator,
        CAST(NULL AS VARCHAR) AS place, CAST(NULL AS DATE) AS period_start, CAST(NULL AS DATE) AS period_end,
        d.agency, u."text", d.seen, d.change, d.amount, d.currency, d.decided_by, d."on", d.on_by, d.why, d.evidence,
        CAST(NULL AS VARCHAR) AS takes_over, CAST(NULL AS VARCHAR) AS budget_line, CAST(NULL AS VARCHAR) AS stage,
        CAST(NULL AS VARCHAR) AS evidence_grade, CAST(NULL AS VARCHAR) AS evaluations,
        CAST(NULL AS VARCHAR) AS predecessor, CAST(NULL AS VARCHAR) AS successors, CAST(NULL AS DATE) AS ends_on,
        0 AS over, 0 AS measured_after, CAST(NULL AS VARCHAR) AS "condition", CAST(NULL AS VARCHAR) AS condition_kind,
        CAST(NULL AS DATE) AS met_on
    FROM reform_decisions AS d
    INNER JOIN undertakings AS u ON u.code = d.undertaking
    UNION ALL
    SELECT
        'handover', u.code, NULL, a.code, NULL, a.place, NULL, NULL, a.agency, coalesce(u."text", a.title), NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, k.takes_over, u.budget_line, a.stage, NULL, NULL, a.predecessor,
        s.successors, a.ends_on, e.over, coalesce(m.results, 0), NULL, NULL, NULL
    FROM own AS a
    INNER JOIN ended AS e ON e.activity = a.code
    LEFT JOIN undertakings AS u ON u.kind = 'transition' AND u.activity = a.code
    LEFT JOIN takers AS k ON k.undertaking = u.code
    LEFT JOIN after AS s ON s.activity = a.code
    LEFT JOIN measured AS m ON m.activity = a.code
    WHERE u.code IS NOT NULL OR e.over = 1
    UNION ALL
    SELECT
        'scaled', NULL, NULL, a.code, NULL, a.place, NULL, NULL, a.agency, a.title, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, coalesce(a.evidence, p.evidence), NULL, NULL, a.stage, coalesce(a.evidence_grade, p.evidence_grade),
        coalesce(v.codes, w.codes), a.predecessor, NULL, a.ends_on, 0, 0, NULL, NULL, NULL
    FROM own AS a
    LEFT JOIN activities AS p ON p.code = a.predecessor
    LEFT JOIN evaluated AS v ON v.activity = a.code
    LEFT JOIN evaluated AS w ON w.activity = a.predecessor
    WHERE a.stage = 'scaled'
    UNION ALL
    SELECT
        'condition', u.code, NULL, u.activity, NULL, NULL, NULL, NULL, NULL, u."text", NULL, NULL, NULL, NULL, NULL, NULL,
        u.due_by, NULL, c.evidence, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, c."text", c.kind, c.met_on
    FROM undertakings AS u
    INNER JOIN conditions AS c ON c.code = u."condition"
    UNION ALL
    SELECT
        'condition', NULL, NULL, t.activity, t.indicator, t.place, t.period_start, t.period_end, t.agency, i.title, NULL,
        NULL, NULL, NULL, NULL, NULL, t.period_end, NULL, c.evidence, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0,
        c."text", c.kind, c.met_on
    FROM targets AS t
    INNER JOIN conditions AS c ON c.code = t.basis
    INNER JOIN indicators AS i ON i.code = t.indicator
)

SELECT r.*, a.title AS activity_title, g.name AS agency_name
FROM all_rows AS r
LEFT JOIN activities AS a ON a.code = r.activity
LEFT JOIN agencies AS g ON g.code = r.agency
ORDER BY
    CASE r."row" WHEN 'decision' THEN 1 WHEN 'handover' THEN 2 WHEN 'scaled' THEN 3 ELSE 4 END,
    CASE WHEN r."row" = 'decision' THEN r.undertaking END, r."position", r.activity, r.undertaking, r.indicator,
    r.place, r.period_start, r.period_end, r.agency
