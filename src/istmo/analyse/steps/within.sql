-- within: which places lie in which, and which of them a total up to a place is asked of.
--
--[ with around
-- By their parents and as a member of groups, and on what days. Only totals up to a place ask.
lies_in AS (
    SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    WHERE parent IS NOT NULL AND CAST($within AS VARCHAR) IS NOT NULL
    UNION
    SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
    FROM place_members
    WHERE CAST($within AS VARCHAR) IS NOT NULL
    UNION
    SELECT l.around, e.spot, greatest(l.since, e.since), least(l.until, e.until)
    FROM lies_in AS l
    INNER JOIN (
        SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
        FROM places
        WHERE parent IS NOT NULL
        UNION ALL
        SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
        FROM place_members
    ) AS e ON e.around = l.spot
    WHERE greatest(l.since, e.since) <= least(l.until, e.until) AND l.around <> e.spot
),

scope AS (
    SELECT spot, since, until FROM lies_in WHERE around = $within
    UNION
    SELECT CAST($within AS VARCHAR), DATE '0001-01-01', DATE '9999-12-31'
),

-- Groups that have places inside and outside of the place asked for: told beside it, because nobody split them.
partly_outside AS (
    SELECT DISTINCT l.around AS spot
    FROM lies_in AS l
    INNER JOIN scope AS c ON c.spot = l.spot
    WHERE l.around NOT IN (SELECT spot FROM scope)
        AND l.around NOT IN (SELECT around FROM lies_in WHERE spot = $within)
),

-- Whatever is told of other places is in no such total.
looked_at AS (
    SELECT spot FROM scope
    UNION
    SELECT spot FROM partly_outside
),
--]

