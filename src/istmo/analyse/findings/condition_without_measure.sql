-- condition_without_measure: Conditions told in words, with nothing measured
-- kind: exact
-- about: number

SELECT t.claim, concat('Nothing is measured and no source is named: ', rtrim(t.text, '.'), '.') AS sentence
FROM told AS t
WHERE t.kind = 'context' AND t.indicator IS NULL AND t.value IS NULL AND t.wording IS DISTINCT FROM 'causal'
  AND t.wording IS DISTINCT FROM 'contributory'
