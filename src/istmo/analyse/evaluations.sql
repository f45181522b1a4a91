-- evaluations: own programmes with their size, evaluations with what they are about, recommendations with their state.
--
-- `row` says what a row is. A programme is an activity of an own agency, or of none. Its size is the value the register
-- states; where it states none, its money at the first of these stages that has any: obligated, committed, allocated,
-- budgeted, disbursed. Increments add; of balances of the same money the latest stands; stages are never added. Money in
-- two currencies gives no size.
--
-- An evaluation is of the activities it names. One that is done or published counts as an evaluation.
--
-- Of each informant the last word on a recommendation stands, of those told by the day; two that differ are told as such.
-- The median, the clock of publication and the words are made in evaluations.py, which knows the day.
--
-- By hand: set $as_of to a day, or to NULL for all that is known.

WITH programmes AS (
    SELECT a.code, a.title, a.agency, a.place, a.ends_on, a."value", a.currency
    FROM activities AS a
    LEFT JOIN agencies AS g ON g.code = a.agency
    WHERE g.own IS DISTINCT FROM FALSE
),

standing AS (
    SELECT activity, stage, currency, amount
    FROM (
        SELECT
            t.activity, t.stage, t.currency, t.amount, t.kind,
            row_number() OVER (
                PARTITION BY
                    t.activity, t.stage, t.currency, t.kind, t.provider, t.receiver, t.account, t.place, t.node, t.agency,
                    t.fund_year, t.period_start, t.period_end, t.source
                ORDER BY t.as_of DESC NULLS LAST, t.submission DESC, t."row" DESC
            ) AS from_last
        FROM transactions AS t
        INNER JOIN programmes AS p ON p.code = t.activity AND p."value" IS NULL
        WHERE t.stage IN ('obligated', 'committed', 'allocated', 'budgeted', 'disbursed')
    ) AS ordered
    WHERE kind = 'increment' OR from_last = 1
),

-- One row per activity and stage; `several`: in more than one currency.
money AS (
    SELECT
        activity, stage, min(currency) AS currency, sum(amount) AS amount,
        CASE WHEN min(currency) <> max(currency) THEN 1 ELSE 0 END AS several,
        row_number() OVER (
            PARTITION BY activity
            ORDER BY CASE stage WHEN 'obligated' THEN 1 WHEN 'committed' THEN 2 WHEN 'allocated' THEN 3
                          WHEN 'budgeted' THEN 4 ELSE 5 END
        ) AS turn
    FROM standing
    GROUP BY activity, stage
),

counted AS (
    SELECT
        l.activity,
        count(DISTINCT CASE WHEN e.status IN ('done', 'published') THEN e.code END) AS done,
        count(DISTINCT CASE WHEN e.status IN ('planned', 'running') THEN e.code END) AS coming,
        string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
    FROM evaluation_links AS l
    INNER JOIN evaluations AS e ON e.code = l.evaluation
    WHERE l.activity IS NOT NULL
    GROUP BY l.activity
),

about AS (
    SELECT
        evaluation,
        string_agg(framework || '/' || node, ', ' ORDER BY "position") AS nodes,
        string_agg(indicator, ', ' ORDER BY "position") AS indicators,
        string_agg(activity, ', ' ORDER BY "position") AS activities,
        string_agg(place, ', ' ORDER BY "position") AS places,
        string_agg(sector, ', ' ORDER BY "position") AS sectors
    FROM evaluation_links
    GROUP BY evaluation
),

recommended AS (
    SELECT evaluation, count(*) AS recommendations FROM recommendations GROUP BY evaluation
),

said AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY evaluation, recommendation, informant ORDER BY "position" DESC) AS from_last
    FROM recommendation_follow_ups
    WHERE CAST($as_of AS DATE) IS NULL OR on_by IS NULL OR on_by <= CAST($as_of AS DATE)
),

words AS (
    SELECT
        s.evaluation, s.recommendation,
        CASE WHEN min(s.state) = max(s.state) THEN min(s.state) ELSE 'informants_disagree' END AS state,
        max(s.on_by) AS reached,
        count(s.evidence) AS shown,
        string_agg(
            coalesce(g.name, s.informant) || ': ' || s.state || ' (' || coalesce(s."on", 'no date')
                || CASE WHEN s.evidence IS NULL THEN ', no evidence)' ELSE ')' END,
            '; ' ORDER BY s."position"
        ) AS told
    FROM said AS s
    LEFT JOIN agencies AS g ON g.code = s.informant
    WHERE s.from_last = 1
    GROUP BY s.evaluation, s.recommendation
),

all_rows AS (
    SELECT
        'programme' AS "row", p.agency, p.code AS activity, CAST(NULL AS VARCHAR) AS evaluation,
        CAST(NULL AS BIGINT) AS recommendation, p.title,
        CASE WHEN p."value" IS NOT NULL THEN p."value" WHEN m.several = 0 THEN m.amount END AS "value",
        CASE WHEN p."value" IS NOT NULL THEN p.currency WHEN m.several = 0 THEN m.currency END AS currency,
        CASE WHEN p."value" IS NOT NULL THEN 'stated' WHEN m.several = 0 THEN m.stage
             WHEN m.several = 1 THEN 'several currencies' END AS value_from,
        coalesce(c.done, 0) AS evaluations, coalesce(c.coming, 0) AS coming, c.codes,
        CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS BOOLEAN) AS "external", CAST(NULL AS VARCHAR) AS "method",
        CAST(NULL AS VARCHAR) AS question, CAST(NULL AS VARCHAR) AS evaluator, CAST(NULL AS VARCHAR) AS status,
        CAST(NULL AS VARCHAR) AS planned_for, CAST(NULL AS VARCHAR) AS completed_on, CAST(NULL AS DATE) AS completed_by,
        CAST(NULL AS VARCHAR) AS published_on, CAST(NULL AS DATE) AS published_by, CAST(NULL AS VARCHAR) AS findings,
        CAST(NULL AS VARCHAR) AS nodes, CAST(NULL AS VARCHAR) AS indicators, p.code AS activities, p.place AS places,
        CAST(NULL AS VARCHAR) AS sectors, CAST(NULL AS VARCHAR) AS addressee, CAST(NULL AS VARCHAR) AS response,
        CAST(NULL AS VARCHAR) AS due, CAST(NULL AS DATE) AS due_by, CAST(NULL AS VARCHAR) AS state,
        CAST(NULL AS DATE) AS reached, CAST(NULL AS BIGINT) AS shown, CAST(NULL AS VARCHAR) AS said,
        CAST(NULL AS VARCHAR) AS source, CAST(NULL AS VARCHAR) AS note
    FROM programmes AS p
    LEFT JOIN money AS m ON m.activity = p.code AND m.turn = 1
    LEFT JOIN counted AS c ON c.activity = p.code
    UNION ALL
    SELECT
        'evaluation', e.agency, NULL, e.code, NULL, e.title, NULL, NULL, NULL, coalesce(r.recommendations, 0), 0, NULL,
        e.kind, e."external", e."method", e.question, e.evaluator, e.status, e.planned_for, e.completed_on, e.completed_by,
        e.published_on, e.published_by, e.findings, a.nodes, a.indicators, a.activities, a.places, a.sectors, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, e.source, e.note
    FROM evaluations AS e
    LEFT JOIN about AS a ON a.evaluation = e.code
    LEFT JOIN recommended AS r ON r.evaluation = e.code
    UNION ALL
    SELECT
        'recommendation', r.agency, NULL, r.evaluation, r."position", r."text", NULL, NULL, NULL, 0, 0, NULL, NULL, NULL,
        NULL, NULL, NULL, e.status, NULL, NULL, NULL, NULL, NULL, NULL, a.nodes, a.indicators, a.activities, a.places,
        a.sectors, r.addressee, r.response, r.due, r.due_by, w.state, w.reached, coalesce(w.shown, 0), w.told, e.source,
        r.note
    FROM recommendations AS r
    INNER JOIN evaluations AS e ON e.code = r.evaluation
    LEFT JOIN about AS a ON a.evaluation = r.evaluation
    LEFT JOIN words AS w ON w.evaluation = r.evaluation AND w.recommendation = r."position"
)

SELECT r.*, g.name AS agency_name
FROM all_rows AS r
LEFT JOIN agencies AS g ON g.code = r.agency
ORDER BY
    CASE r."row" WHEN 'programme' THEN 1 WHEN 'evaluation' THEN 2 ELSE 3 END,
    CASE WHEN r."row" = 'programme' THEN coalesce(r.agency, '') END, r.evaluation, r.recommendation, r.activity
