-- effect_without_figure: Effects told without any figure
-- kind: look_here
-- about: wording
--
-- A claim that credits somebody with an effect and rests on no figure at all.

SELECT
    t.claim, t.words,
    concat('Look here: ', CASE WHEN t.words IS NULL THEN t.wording ELSE concat('“', t.words, '”') END,
           ' tells an effect and no figure: ', rtrim(t.text, '.'), '.') AS sentence
FROM told AS t
WHERE t.wording IN ('causal', 'contributory') AND t.indicator IS NULL AND t.kind IN ('attribution', 'result', 'context')
  AND NOT EXISTS (SELECT 1 FROM claim_links AS l WHERE l.claim = t.claim AND l.relation = 'limits')
