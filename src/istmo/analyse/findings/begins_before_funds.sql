-- begins_before_funds: Results that begin before the strategy's money
-- kind: exact
-- about: time
--
-- The first day of the result, or the time from which a change is counted, lies before the first day of the strategy's
-- first year of money (funds_from). What rests on diplomacy rests on no funds.

WITH codes AS (SELECT DISTINCT funds_from AS code FROM frameworks WHERE funds_from IS NOT NULL),

    {code_days},

starts AS (
    SELECT f.code, f.funds_from, d.first_day
    FROM frameworks AS f
    INNER JOIN code_days AS d ON d.code = f.funds_from
),

counted AS (
    SELECT
        t.claim, t.about, t.framework, t.period_start, t.measure,
        coalesce(split_part(t.period, '/', 1), CAST(t.period_start AS VARCHAR)) AS begins,
        CASE WHEN t.measure = 'change' THEN TRY_CAST(substr(t.base_period, 1, 4) || '-01-01' AS DATE) END AS base_start,
        t.base_period
    FROM told AS t
    WHERE t.role = 'result' AND t.indicator_kind <> 'context' AND coalesce(t.input, '') <> 'diplomacy'
)

SELECT
    c.claim,
    concat(c.about, ' ',
           CASE WHEN c.period_start < s.first_day
                THEN concat(CASE WHEN c.measure = 'milestone' THEN 'dates from ' ELSE 'is counted from ' END, c.begins)
                ELSE concat('is a change since ', c.base_period) END,
           ', before the first money of the strategy (', s.funds_from, ' begins on ', CAST(s.first_day AS VARCHAR),
           '): not all of it can come from that money.') AS sentence
FROM counted AS c
INNER JOIN starts AS s ON s.code = c.framework
WHERE c.period_start < s.first_day OR c.base_start < s.first_day
