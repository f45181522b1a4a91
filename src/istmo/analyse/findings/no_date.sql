-- no_date: Numbers without a date
-- kind: exact
-- about: time

SELECT t.claim, concat(t.about, ' has no date: nothing says when it was counted.') AS sentence
FROM told AS t
WHERE t.kind IN ('result', 'context') AND t.value IS NOT NULL AND t.period = 'undated'
