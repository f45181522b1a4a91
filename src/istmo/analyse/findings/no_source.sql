-- no_source: Numbers whose source is not named
-- kind: exact
-- about: gap
--
-- The document does not say where the number comes from: no agency, register, survey or data set.

SELECT t.claim, concat(t.about, ': where the number comes from is not said.') AS sentence
FROM told AS t
WHERE t.kind IN ('result', 'context') AND t.value IS NOT NULL AND t.cites IS NULL
