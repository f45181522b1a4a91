-- comparison: Comparisons of groups that overlap, or may
-- kind: exact
-- about: sum
--
-- A document sets one group beside another. They overlap where it says so, or where the register says that the one
-- group is inside the other (within); where nobody says that they do not, they may.

WITH RECURSIVE inside AS (
    SELECT code, within AS around FROM indicators WHERE within IS NOT NULL
    UNION
    SELECT s.code, i.within FROM inside AS s INNER JOIN indicators AS i ON i.code = s.around WHERE i.within IS NOT NULL
),

pairs AS (
    SELECT
        t.claim, o.claim AS other, t.about, o.about AS other_about, t.groups_overlap,
        t.denominator AS n, o.denominator AS other_n, t.unit, o.unit AS other_unit,
        CASE WHEN s.code IS NOT NULL OR r.code IS NOT NULL THEN 1 ELSE 0 END AS registered
    FROM claim_links AS l
    INNER JOIN told AS t ON t.claim = l.claim
    INNER JOIN told AS o ON o.claim = l.other
    LEFT JOIN inside AS s ON s.code = t.indicator AND s.around = o.indicator
    LEFT JOIN inside AS r ON r.code = o.indicator AND r.around = t.indicator
    WHERE l.relation = 'compared_with'
)

SELECT
    claim, other,
    concat(about, ' is set beside ', other_about, '. ',
           CASE WHEN groups_overlap = 'yes' THEN 'The document says that the groups overlap'
                WHEN registered = 1 THEN 'One group is registered as lying inside the other, so they overlap'
                ELSE 'Whether the groups overlap is not said' END,
           CASE WHEN n IS NULL AND other_n IS NULL THEN ', and for neither is the number of cases given'
                WHEN n IS NULL OR other_n IS NULL THEN ', and for one of them the number of cases is not given' END,
           CASE WHEN unit <> other_unit THEN ', and the units differ' END,
           ': the difference is no effect.') AS sentence
FROM pairs
WHERE groups_overlap IS DISTINCT FROM 'no' OR n IS NULL OR other_n IS NULL OR unit <> other_unit
