-- money: one row that tells which rules of funds have anything to do; in doubt a column is true.
--
-- nested: whether money is told of a place and of another that lies in it, at any time. unattributed: whether there is a
-- place for what no country has.
WITH RECURSIVE below AS (
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
),

told AS (
    SELECT DISTINCT place FROM transactions
)

SELECT
    EXISTS (
        SELECT 1 FROM lies_in WHERE around IN (SELECT place FROM told) AND place IN (SELECT place FROM told)
    ) AS nested,
    EXISTS (SELECT 1 FROM places WHERE kind = 'unattributed') AS unattributed
