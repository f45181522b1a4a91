-- lies_in: which place lies in which, by their parents and as a member of groups, and on what days. Nothing, where no
-- total up to a place is asked for.
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
)
