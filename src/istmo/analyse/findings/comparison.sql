-- comparison: Comparisons of groups that overlap, or may
-- kind: exact
-- about: sum
--
-- A document sets one group beside another. They overlap where it says so, or where a register says that the one group
-- is inside the other (`within` of the indicator, or the register of comparisons); where nobody says that they do not,
-- they may. How many cases there are comes from the figures, or from the register of comparisons.

WITH RECURSIVE inside AS (
    SELECT code, within AS around FROM indicators WHERE within IS NOT NULL
    UNION
    SELECT s.code, i.within FROM inside AS s INNER JOIN indicators AS i ON i.code = s.around WHERE i.within IS NOT NULL
),

registered AS (
    SELECT
        indicator, place, comparator_indicator,
        max(n) AS n, max(comparator_n) AS comparator_n,
        max(CASE WHEN groups_overlap IN ('yes', 'nested') THEN 1 ELSE 0 END) AS overlap,
        min(CASE WHEN groups_overlap = 'no' THEN 1 ELSE 0 END) AS apart
    FROM comparisons
    WHERE against = 'group'
    GROUP BY indicator, place, comparator_indicator
),

pairs AS (
    SELECT
        t.claim, o.claim AS other, t.about, o.about AS other_about, t.unit, o.unit AS other_unit,
        coalesce(t.denominator, c.n) AS n, coalesce(o.denominator, c.comparator_n) AS other_n,
        CASE WHEN t.groups_overlap = 'yes' THEN 'said'
             WHEN t.groups_overlap = 'no' THEN 'apart'
             WHEN s.code IS NOT NULL OR r.code IS NOT NULL THEN 'inside'
             WHEN c.overlap = 1 THEN 'registered'
             WHEN c.apart = 1 THEN 'apart' ELSE 'open' END AS overlap
    FROM claim_links AS l
    INNER JOIN told AS t ON t.claim = l.claim
    INNER JOIN told AS o ON o.claim = l.other
    LEFT JOIN inside AS s ON s.code = t.indicator AND s.around = o.indicator
    LEFT JOIN inside AS r ON r.code = o.indicator AND r.around = t.indicator
    LEFT JOIN registered AS c
        ON c.indicator = t.indicator AND c.place = t.place AND c.comparator_indicator = o.indicator
    WHERE l.relation = 'compared_with'
)

SELECT
    claim, other,
    concat(about, ' is set beside ', other_about, '. ',
           CASE overlap WHEN 'said' THEN 'The document says that the groups overlap'
                        WHEN 'inside' THEN 'The document does not say whether the groups overlap; by the register the one '
                                          || 'is a part of what the other counts'
                        WHEN 'registered' THEN 'The groups are registered as overlapping'
                        WHEN 'apart' THEN 'The groups do not overlap'
                        ELSE 'Whether the groups overlap is not said' END,
           CASE WHEN n IS NULL AND other_n IS NULL THEN ', and for neither is the number of cases given'
                WHEN n IS NULL OR other_n IS NULL THEN ', and for one of them the number of cases is not given' END,
           CASE WHEN unit <> other_unit THEN ', and the units differ' END,
           ': the difference is no effect of assistance.') AS sentence
FROM pairs
WHERE overlap <> 'apart' OR n IS NULL OR other_n IS NULL OR unit <> other_unit
