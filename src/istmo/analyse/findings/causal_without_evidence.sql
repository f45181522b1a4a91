-- causal_without_evidence: Causal wording without an evaluation or a group to compare with
-- kind: look_here
-- about: wording
--
-- The document says that assistance brought it about. An evaluation of the indicator or the activity would be evidence,
-- and so would another group beside it, in the document or in the register of comparisons; none is registered. Its own
-- value before is no such group. What a program itself delivers (an output) is its own doing and needs none.

SELECT
    t.claim, t.words,
    concat('Look here: ', CASE WHEN t.words IS NULL THEN 'causal wording' ELSE concat('“', t.words, '”') END,
           ' ties ', t.about, ' to assistance. No evaluation and no group to compare with is registered for it',
           CASE WHEN EXISTS (SELECT 1 FROM comparisons AS b
                             WHERE b.indicator = t.indicator AND b.place = t.place AND b.against = 'baseline')
                THEN ', only its own value before' END, '.') AS sentence
FROM told AS t
WHERE t.wording = 'causal' AND t.indicator_kind = 'outcome'
  AND NOT EXISTS (
      SELECT 1
      FROM evaluation_links AS l
      INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
      WHERE l.indicator = t.indicator OR l.activity = t.activity
  )
  AND NOT EXISTS (SELECT 1 FROM claim_links AS l WHERE l.claim = t.claim AND l.relation = 'compared_with')
  AND NOT EXISTS (SELECT 1 FROM comparisons AS c
                  WHERE c.indicator = t.indicator AND c.place = t.place AND c.against = 'group' AND c.design <> 'none')
