-- larger_than_funds: Amounts larger than a year's money
-- kind: exact
-- about: sum
--
-- A result in money that is larger than the largest appropriation of one fiscal year in the release and the same
-- currency. It may be right; it asks for its method of valuation.

WITH years AS (
    SELECT currency, max(amount) AS amount
    FROM transactions
    WHERE stage = 'appropriated' AND fund_year IS NOT NULL AND activity IS NULL
    GROUP BY currency
),

largest AS (
    SELECT x.currency, x.amount, coalesce(min(x.value_as_written), CAST(x.amount AS VARCHAR)) AS as_written, min(x.fund_year) AS fund_year
    FROM transactions AS x
    INNER JOIN years AS y ON y.currency = x.currency AND y.amount = x.amount
    WHERE x.stage = 'appropriated' AND x.fund_year IS NOT NULL AND x.activity IS NULL
    GROUP BY x.currency, x.amount
)

SELECT
    t.claim,
    concat(t.about, ' is more than the whole appropriation of ', y.fund_year, ' (', y.as_written,
           '): ask how it was valued.') AS sentence
FROM told AS t
INNER JOIN largest AS y ON y.currency = t.unit
WHERE t.kind = 'result' AND t.value > y.amount
