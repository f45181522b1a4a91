-- no_fund_years: Results that do not say which years' money is behind them
-- kind: exact
-- about: time
--
-- Results of a year rest on money of earlier years; without those a result cannot be set beside its cost, nor be told to
-- come from the strategy's own money. What rests on diplomacy is not asked.

SELECT t.claim, concat(t.about, ': the years of the money behind it are not told.') AS sentence
FROM told AS t
WHERE t.role = 'result' AND t.kind = 'result' AND t.fund_years IS NULL AND coalesce(t.input, '') <> 'diplomacy'
