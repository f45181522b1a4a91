-- homes: each place with what it lies in, below groups, regions and the world, and where it is told.
lies_in AS (
    SELECT code AS place, code AS around FROM places
    UNION
    SELECT l.place, u.code
    FROM lies_in AS l
    INNER JOIN places AS p ON p.code = l.around
    INNER JOIN places AS u ON u.code = p.parent AND u.kind NOT IN ('world', 'region', 'group')
),

-- Where a place is told: the outermost of these, its country if it lies in one.
homes AS (
    SELECT l.place, coalesce(min(CASE WHEN u.code IS NULL THEN p.code END), l.place) AS home
    FROM lies_in AS l
    INNER JOIN places AS p ON p.code = l.around
    LEFT JOIN places AS u ON u.code = p.parent AND u.kind NOT IN ('world', 'region', 'group')
    GROUP BY l.place
)
