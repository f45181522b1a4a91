-- wording_differs: One result, tied to assistance more strongly in one document
-- kind: look_here
-- about: documents

WITH ranked AS (
    SELECT
        claim, twin, source, about, words, wording,
        CASE wording WHEN 'causal' THEN 2 WHEN 'contributory' THEN 1 WHEN 'none' THEN 0 END AS strength
    FROM told
)

SELECT
    t.claim, o.claim AS other, s.words,
    concat('Look here: ', s.source, ' ties ', t.about, ' to assistance ',
           CASE s.wording WHEN 'causal' THEN 'as its cause' ELSE 'as a contribution' END,
           CASE WHEN s.words IS NOT NULL THEN concat(' (“', s.words, '”)') END, ', ', w.source, ' ',
           CASE w.wording WHEN 'contributory' THEN 'as a contribution only' ELSE 'does not' END,
           CASE WHEN w.words IS NOT NULL THEN concat(' (“', w.words, '”)') END, '.') AS sentence
FROM ranked AS t
INNER JOIN ranked AS o ON o.claim = t.twin AND o.source <> t.source
INNER JOIN ranked AS s ON s.claim IN (t.claim, o.claim)
INNER JOIN ranked AS w ON w.claim IN (t.claim, o.claim) AND w.claim <> s.claim
WHERE s.strength > w.strength
