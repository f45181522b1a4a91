-- within: which places lie in which, and which of them a total up to a place is asked of.
--
--[ with around
-- Only totals up to a place ask.
    {lies_in},

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

