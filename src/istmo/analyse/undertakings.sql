-- undertakings: who does what by when, how far it has come and who says so, as of a day.
--
-- One row per undertaking. A part (with a parent) is a row of its own and counted = 0: it counts with its parent.
--
-- Of each informant the last word on a subject stands: on the whole (no party named), or on one party. The register
-- keeps words in the order they were told. An informant's word on the whole overtakes his earlier words on parties.
-- Nothing is overwritten: what was overtaken is counted. A word counts as of the day if the state was reached by then
-- (told by then, where no day is given; a word without any date counts always).
--
-- Status: informants_disagree where two informants say different states of the same subject, or where the whole is
-- closed (last state, or dropped) and a party is said to stand elsewhere. Else the state said of the whole. Else, if
-- all actors are spoken of and are in one state, that state; else parties_differ.
--
-- A deadline has the precision of its source: one of 2018-04 is passed from 2018-05-01 on. No deadline and a deadline
-- in words only are states of their own, never late. One past its day whose condition was not met by the day
-- is conditional, not overdue.
--
-- By hand: set $as_of to a day; $actor (code, place or name), $place and $node (code or framework/code; nodes under it
-- too) to a text or NULL.

WITH RECURSIVE

-- Each undertaking's nodes and all that stand above them.
above AS (
    SELECT undertaking, framework, node FROM undertaking_nodes
    UNION
    SELECT a.undertaking, a.framework, p.parent
    FROM above AS a
    INNER JOIN node_parents AS p ON p.framework = a.framework AND p.node = a.node
),

tops AS (
    SELECT a.undertaking, string_agg(a.framework || '/' || a.node, ', ' ORDER BY a.framework, n."position") AS lines
    FROM above AS a
    INNER JOIN nodes AS n ON n.framework = a.framework AND n.code = a.node
    WHERE NOT EXISTS (SELECT 1 FROM node_parents AS p WHERE p.framework = a.framework AND p.node = a.node)
    GROUP BY a.undertaking
),

served AS (
    SELECT undertaking, string_agg(framework || '/' || node, ', ' ORDER BY framework, node) AS nodes
    FROM undertaking_nodes
    GROUP BY undertaking
),

asked AS (
    SELECT
        u.*,
        CASE WHEN u.parent IS NULL THEN 1 ELSE 0 END AS counted,
        split_part(u.states, '|', 1) AS first_state
    FROM undertakings AS u
    WHERE (
            CAST($actor AS VARCHAR) IS NULL
            OR EXISTS (
                SELECT 1
                FROM undertaking_parties AS p
                WHERE p.undertaking = u.code AND p.role = 'actor' AND $actor IN (p.agency, p.place, p.name)
            )
        )
        AND (
            CAST($place AS VARCHAR) IS NULL
            OR EXISTS (SELECT 1 FROM undertaking_parties AS p WHERE p.undertaking = u.code AND p.place = $place)
        )
        AND (
            CAST($node AS VARCHAR) IS NULL
            OR EXISTS (
                SELECT 1
                FROM above AS a
                WHERE a.undertaking = u.code AND $node IN (a.node, a.framework || '/' || a.node)
            )
        )
),

parties AS (
    SELECT
        undertaking,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'actor') AS actors,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'counterpart') AS counterparts,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'supporter') AS supporters,
        count(*) FILTER (WHERE role = 'actor') AS actors_count
    FROM undertaking_parties
    GROUP BY undertaking
),

located AS (
    SELECT undertaking, string_agg(place, ', ' ORDER BY place) AS places
    FROM (SELECT DISTINCT undertaking, place FROM undertaking_parties WHERE place IS NOT NULL) AS each_once
    GROUP BY undertaking
),

-- What was said by the day. `closes`: the last state of its undertaking, or that it was dropped.
said AS (
    SELECT
        f.undertaking, f."position", f.state, f.informant, coalesce(f.party, '') AS subject,
        coalesce(f.on_by, f.told_by) AS reached,
        CASE WHEN f.evidence IS NULL THEN 0 ELSE 1 END AS shown,
        CASE WHEN f.state = 'dropped' OR right(u.states, length(f.state) + 1) = '|' || f.state THEN 1 ELSE 0 END AS closes
    FROM follow_ups AS f
    INNER JOIN asked AS u ON u.code = f.undertaking
    WHERE CAST($as_of AS DATE) IS NULL
        OR coalesce(f.on_by, f.told_by) IS NULL
        OR coalesce(f.on_by, f.told_by) <= CAST($as_of AS DATE)
),

in_turn AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY undertaking, informant ORDER BY "position") AS turn,
        row_number() OVER (PARTITION BY undertaking, informant, subject ORDER BY "position" DESC) AS from_last
    FROM said
),

-- The last word of each informant on each subject.
words AS (
    SELECT *
    FROM (
        SELECT
            *,
            max(CASE WHEN subject = '' THEN turn ELSE 0 END) OVER (PARTITION BY undertaking, informant) AS whole_turn
        FROM in_turn
    ) AS with_whole
    WHERE from_last = 1 AND (subject = '' OR turn > whole_turn)
),

-- What all informants together say of each subject.
subjects AS (
    SELECT
        undertaking, subject, count(DISTINCT state) AS states, min(state) AS state, min(closes) AS closes,
        max(reached) AS reached
    FROM words
    GROUP BY undertaking, subject
),

heard AS (
    SELECT
        undertaking,
        max(CASE WHEN states > 1 THEN 1 ELSE 0 END) AS disagree,
        max(CASE WHEN subject = '' THEN state END) AS whole_state,
        max(CASE WHEN subject = '' THEN closes END) AS whole_closes,
        max(CASE WHEN subject = '' THEN reached END) AS whole_reached,
        min(CASE WHEN subject <> '' THEN state END) AS party_state,
        max(CASE WHEN subject <> '' THEN state END) AS party_state_too,
        min(CASE WHEN subject <> '' THEN closes END) AS party_closes,
        max(CASE WHEN subject <> '' THEN reached END) AS party_reached,
        count(CASE WHEN subject <> '' AND reached IS NULL THEN 1 END) AS parties_undated
    FROM subjects
    GROUP BY undertaking
),

-- Actors of whom something, and of whom nothing is said.
spoken AS (
    SELECT
        p.undertaking,
        count(s.subject) AS actors_heard,
        string_agg(p.name, '; ' ORDER BY p."position") FILTER (WHERE s.subject IS NULL) AS silent
    FROM undertaking_parties AS p
    LEFT JOIN subjects AS s ON s.undertaking = p.undertaking AND s.subject = p.name
    WHERE p.role = 'actor'
    GROUP BY p.undertaking
),

standing AS (
    SELECT
        undertaking, count(DISTINCT informant) AS informants, sum(shown) AS shown, count(*) AS standing,
        count(CASE WHEN reached IS NULL THEN 1 END) AS undated,
        string_agg(CAST("position" AS VARCHAR), ',' ORDER BY "position") AS positions
    FROM words
    GROUP BY undertaking
),

all_words AS (
    SELECT undertaking, count(*) AS follow_ups FROM said GROUP BY undertaking
),

-- One state for the whole, where there is one.
settled AS (
    SELECT
        u.*, p.actors_count, s.actors_heard, s.silent,
        CASE WHEN h.undertaking IS NULL THEN 'none'
             WHEN h.disagree = 1 THEN 'disagree'
             WHEN h.whole_closes = 1 AND (h.party_state <> h.whole_state OR h.party_state_too <> h.whole_state)
             THEN 'disagree'
             WHEN h.whole_state IS NOT NULL THEN 'whole'
             WHEN h.party_state = h.party_state_too AND s.actors_heard = p.actors_count THEN 'parties'
             ELSE 'differ' END AS by_whom,
        h.whole_state, h.whole_closes, h.whole_reached, h.party_state, h.party_closes, h.party_reached,
        h.parties_undated
    FROM asked AS u
    LEFT JOIN heard AS h ON h.undertaking = u.code
    LEFT JOIN parties AS p ON p.undertaking = u.code
    LEFT JOIN spoken AS s ON s.undertaking = u.code
),

stated AS (
    SELECT
        *,
        CASE by_whom WHEN 'whole' THEN whole_state WHEN 'parties' THEN party_state END AS state,
        CASE by_whom WHEN 'whole' THEN whole_closes WHEN 'parties' THEN party_closes ELSE 0 END AS closes,
        CASE WHEN by_whom = 'whole' THEN whole_reached
             WHEN by_whom = 'parties' AND parties_undated = 0 THEN party_reached END AS reached
    FROM settled
),

judged AS (
    SELECT
        *,
        CASE WHEN by_whom = 'none' THEN 'not_followed_up'
             WHEN by_whom = 'disagree' THEN 'informants_disagree'
             WHEN by_whom = 'differ' THEN 'parties_differ'
             WHEN state = 'dropped' THEN 'dropped'
             WHEN closes = 1 THEN 'done'
             WHEN state = first_state THEN 'made'
             ELSE 'under_way' END AS status,
        CASE WHEN closes = 1 THEN reached END AS closed_on
    FROM stated
)

SELECT
    j.code AS undertaking,
    j.parent AS part_of,
    j.counted,
    j.kind,
    j."text",
    p.actors,
    p.counterparts,
    p.supporters,
    l.places,
    n.nodes,
    t.lines,
    j.forum,
    f.name AS forum_name,
    j.made_on,
    j.strength,
    j.trackable,
    j.status,
    j.state,
    j.states,
    coalesce(s.informants, 0) AS informants,
    coalesce(w.follow_ups, 0) AS follow_ups,
    coalesce(w.follow_ups - s.standing, 0) AS earlier,
    coalesce(CAST(s.shown AS BIGINT), 0) AS evidence,
    j.due,
    j.due_by,
    j.due_as_written,
    CASE WHEN j.due IS NULL AND j.due_as_written IS NULL THEN 'no_deadline'
         WHEN j.due_by IS NULL THEN 'no_date'
         WHEN j.status = 'dropped' THEN 'dropped'
         WHEN j.status = 'done' AND j.closed_on IS NULL THEN 'done_undated'
         WHEN j.status = 'done' AND j.closed_on <= j.due_by THEN 'in_time'
         WHEN j.status = 'done' THEN 'late'
         WHEN CAST($as_of AS DATE) IS NULL THEN 'not_judged'
         WHEN j.due_by < CAST($as_of AS DATE) AND k.code IS NOT NULL
            AND (k.met_on IS NULL OR k.met_on > CAST($as_of AS DATE))
         THEN 'conditional'
         WHEN j.due_by < CAST($as_of AS DATE) THEN 'overdue'
         ELSE 'not_yet_due' END AS deadline,
    j.closed_on,
    j.sensitivity AS sensitive,
    j.proof,
    j.source,
    o.title AS source_title,
    j.char_start,
    j.char_end,
    j.note,
    s.positions,
    coalesce(s.undated, 0) AS undated,
    CASE WHEN j.by_whom = 'differ' THEN j.silent END AS silent,
    g.forum AS parent_forum,
    k."text" AS "condition",
    k.met_on AS condition_met_on
FROM judged AS j
LEFT JOIN parties AS p ON p.undertaking = j.code
LEFT JOIN located AS l ON l.undertaking = j.code
LEFT JOIN served AS n ON n.undertaking = j.code
LEFT JOIN tops AS t ON t.undertaking = j.code
LEFT JOIN forums AS f ON f.code = j.forum
LEFT JOIN standing AS s ON s.undertaking = j.code
LEFT JOIN all_words AS w ON w.undertaking = j.code
LEFT JOIN sources AS o ON o.code = j.source
LEFT JOIN undertakings AS g ON g.code = j.parent
LEFT JOIN conditions AS k ON k.code = j."condition"
ORDER BY j.code
