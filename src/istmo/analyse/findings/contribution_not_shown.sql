-- contribution_not_shown: Contribution told beside a context indicator, and not shown
-- kind: look_here
-- about: wording
--
-- Contribution may be told of a context indicator. How much of it there was is shown by an evaluation or by a group to
-- compare with; where neither is registered, a reader cannot tell.

SELECT
    t.claim, t.words,
    concat('Look here: ', CASE WHEN t.words IS NULL THEN 'contributory wording' ELSE concat('“', t.words, '”') END,
           ' stands beside ', t.about, ', a total of the country or place that has many causes; nothing registered shows ',
           'how much of it is due to that support.') AS sentence
FROM told AS t
WHERE t.wording = 'contributory' AND t.indicator_kind = 'context'
  AND NOT EXISTS (
      SELECT 1
      FROM evaluation_links AS l
      INNER JOIN evaluations AS e ON e.code = l.evaluation AND e.status IN ('done', 'published')
      WHERE l.indicator = t.indicator
  )
  AND NOT EXISTS (SELECT 1 FROM claim_links AS l WHERE l.claim = t.claim AND l.relation = 'compared_with')
