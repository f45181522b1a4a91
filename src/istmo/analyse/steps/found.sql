-- found: one row that tells which rules have anything to do for results and context; in doubt a column is true.
--
-- repeated: whether anything may be told more than once. No key stands twice in a release (kernel.tables), so that it
-- takes a second source or day. Above three million figures it is said anyway: so many fit into the memory allowed only
-- in the parts that the rule takes them in. ending: whether a series may have ended, with its activity or because nobody
-- asks for it. nested: whether a place is told that lies in another; crossing: whether periods are told that have days
-- in common.
--
-- By hand: set $indicator and $place to a code, or to NULL for all.
WITH RECURSIVE told AS (
    SELECT
        place, period_start, period_end, count(*) AS figures, count(as_of) + count(stated_on) AS dated,
        min(coalesce(source, '')) AS source, max(coalesce(source, '')) AS source_too
    FROM figures
    WHERE role IN ('result', 'context') AND (CAST($indicator AS VARCHAR) IS NULL OR indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
    GROUP BY place, period_start, period_end
),

below AS (
    SELECT parent AS around, code AS place FROM places WHERE parent IS NOT NULL
    UNION ALL
    SELECT place, member FROM place_members
),

lies_in AS (
    SELECT around, place FROM below
    UNION
    SELECT l.around, b.place
    FROM lies_in AS l
    INNER JOIN below AS b ON b.around = l.place
    WHERE l.around <> b.place
),

days AS (
    SELECT DISTINCT
        coalesce(period_start, DATE '0001-01-01') AS first_day, coalesce(period_end, DATE '9999-12-31') AS last_day
    FROM told
)

SELECT
    sum(dated) > 0 OR min(source) <> max(source_too) OR sum(figures) > 3000000 AS repeated,
    (SELECT count(ends_on) > 0 FROM activities) OR (SELECT count(*) > 0 FROM expected) AS ending,
    EXISTS (
        SELECT 1
        FROM lies_in
        WHERE around IN (SELECT place FROM told) AND place IN (SELECT place FROM told)
    ) AS nested,
    EXISTS (
        SELECT 1
        FROM days AS o
        INNER JOIN days AS i
            ON o.first_day <= i.last_day AND o.last_day >= i.first_day
            AND (o.first_day <> i.first_day OR o.last_day <> i.last_day)
    ) OR count(*) FILTER (WHERE period_start IS NULL AND period_end IS NULL) > 0 AS crossing
FROM told
