-- no_target: Results without a target
-- kind: exact
-- about: gap
--
-- A result whose indicator has no target figure at that place, of any period and any agency. Milestones have states and
-- are asked for no target here.

SELECT t.claim, concat(t.about, ' has no target.') AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.has_figure AND t.measure <> 'milestone'
  AND NOT EXISTS (SELECT 1 FROM figures AS f
                  WHERE f.indicator = t.indicator AND f.place = t.place AND f.role = 'target')
