-- causal_without_evidence: Causal wording without an evaluation or a group to compare with
-- kind: look_here
-- about: wording
--
-- The document says that the strategy brought it about. An evaluation of the indicator or the activity, or a comparison
-- that the document makes, would be evidence; neither is registered. What a program itself delivers (an output) is its
-- own doing and needs none.

SELECT
    t.claim, t.words,
    concat('Look here: ', CASE WHEN t.words IS NULL THEN 'causal wording' ELSE concat('“', t.words, '”') END,
           ' ties ', t.about, ' to assistance. No evaluation and no group to compare with is registered for it.')
    AS sentence
FROM told AS t
WHERE t.wording = 'causal' AND t.indicator_kind = 'outcome'
  AND NOT EXISTS (
      SELECT 1
      FROM evaluation_links AS l
      INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
      WHERE l.indicator = t.indicator OR l.activity = t.activity
  )
  AND NOT EXISTS (SELECT 1 FROM claim_links AS l WHERE l.claim = t.claim AND l.relation = 'compared_with')
