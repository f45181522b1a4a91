-- reconcile: sums of money that somebody stated, each beside other statements of the same money.
--
-- One row per pair of a stated sum and another total that may be a part of it: of the same place, currency and giver,
-- of days that overlap; of another source at any stage, or of the same source at the same stage and inside its days.
-- A stated sum is one that rests on a single row, at the place it is stated for (money split by no country is stated
-- for its group). Of two sums of the same days that both rest on a single row, the one whose source comes first by
-- name is the stated one. reconcile.py puts the parts together and says whether they may be compared.
--
-- By hand: first CREATE VIEW money AS what funds.sql answers, with every $by_… FALSE and no range of years.

WITH totals AS (
    SELECT
        stage, first_day, last_day, by_period, place, place_name, whose, provider, currency, source,
        sum(amount) AS amount,
        sum(unattributed) AS unattributed,
        sum("rows") AS "rows",
        max(home) AS home,
        max(CASE WHEN qualifier IN ('at_least') THEN 1 ELSE 0 END) AS at_least,
        max(CASE WHEN qualifier IN ('at_most') THEN 1 ELSE 0 END) AS at_most,
        max(CASE WHEN qualifier = 'about' THEN 1 ELSE 0 END) AS about,
        max(value_as_written) AS value_as_written,
        string_agg(trace, ' ' ORDER BY account NULLS FIRST) AS trace
    FROM money
    WHERE first_day IS NOT NULL AND last_day IS NOT NULL AND place IS NOT NULL
    GROUP BY stage, first_day, last_day, by_period, place, place_name, whose, provider, currency, source
),

qualified AS (
    SELECT
        *,
        CASE WHEN at_least = 1 AND at_most = 1 THEN 'about' WHEN at_least = 1 THEN 'at_least'
             WHEN at_most = 1 THEN 'at_most' WHEN about = 1 THEN 'about' ELSE 'exact' END AS qualifier
    FROM totals
)

SELECT
    s.stage, s.first_day, s.last_day, s.by_period, s.place, s.place_name, s.whose, s.provider, s.currency, s.source,
    s.amount, s.qualifier, s.value_as_written, s.unattributed, s.trace,
    p.stage AS part_stage, p.first_day AS part_first_day, p.last_day AS part_last_day, p.by_period AS part_by_period,
    p.source AS part_source, p.amount AS part_amount, p.qualifier AS part_qualifier,
    p.unattributed AS part_unattributed, p."rows" AS part_rows, p.trace AS part_trace
FROM qualified AS s
INNER JOIN qualified AS p
    ON p.place = s.place AND p.whose = s.whose AND coalesce(p.provider, '') = coalesce(s.provider, '')
    AND p.currency = s.currency AND p.first_day <= s.last_day AND p.last_day >= s.first_day
WHERE s."rows" = 1 AND s.place = s.home
    AND CASE WHEN coalesce(p.source, '') = coalesce(s.source, '')
             THEN p.stage = s.stage AND p.first_day >= s.first_day AND p.last_day <= s.last_day
                AND (p.first_day > s.first_day OR p.last_day < s.last_day)
             ELSE NOT (p.first_day <= s.first_day AND p.last_day >= s.last_day)
                OR (p.first_day = s.first_day AND p.last_day = s.last_day
                    AND (p."rows" > 1 OR coalesce(s.source, '') < coalesce(p.source, ''))) END
ORDER BY s.whose, s.provider NULLS FIRST, s.place, s.first_day, s.last_day, s.source NULLS FIRST, s.stage, s.currency,
    s.by_period, p.source NULLS FIRST, p.stage, p.first_day, p.last_day, p.by_period
