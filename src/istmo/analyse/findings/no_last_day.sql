-- no_last_day: Counts without a last day
-- kind: exact
-- about: time
--
-- A count that goes on from a first day: how long it took cannot be said, and it cannot be set beside a later one.

SELECT t.claim, concat(t.about, ': until when it was counted or measured is not told.') AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.value IS NOT NULL AND t.period_start IS NOT NULL AND t.period_end IS NULL
