-- direction_open: Told as a success, though it is open whether more is better
-- kind: exact
-- about: number
--
-- An indicator whose direction is none: more seizures can mean more work by the police or more of what is seized.

SELECT
    t.claim, concat(t.about, ' is told as a success, but the register does not say that more of it is better.') AS sentence
FROM told AS t
WHERE t.has_figure AND t.direction = 'none' AND t.measure <> 'milestone'
  AND (t.kind = 'result' OR t.wording IN ('causal', 'contributory'))
