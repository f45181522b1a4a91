-- no_baseline: Results without a value before
-- kind: exact
-- about: gap
--
-- A result whose indicator has no baseline figure at that place. Changes are asked for their base by another rule.

SELECT t.claim, concat(t.about, ': nothing says what it was before.') AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.has_figure AND t.measure NOT IN ('milestone', 'change') AND t.direction <> 'none'
  AND NOT EXISTS (SELECT 1 FROM figures AS f
                  WHERE f.indicator = t.indicator AND f.place = t.place AND f.role = 'baseline')
