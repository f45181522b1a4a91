-- causal_on_context: Causal wording on a context indicator
-- kind: look_here
-- about: wording
--
-- A context indicator shows what many causes bring about together; assistance can be told as contributing to it only.

SELECT
    t.claim, t.words,
    concat('Look here: ', CASE WHEN t.words IS NULL THEN 'causal wording' ELSE concat('“', t.words, '”') END,
           ' stands beside ', t.about, '. This is a context indicator: it can be told as a contribution, not as a result.')
    AS sentence
FROM told AS t
WHERE t.wording = 'causal' AND t.indicator_kind = 'context'
