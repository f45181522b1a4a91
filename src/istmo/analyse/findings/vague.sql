-- vague: Words of size without a number
-- kind: look_here
-- about: wording
--
-- Effects told without any figure have a rule of their own.

SELECT
    t.claim, t.words,
    concat('Look here: “', t.words, '” says that it mattered much for ', t.about, ', and no number says how much.')
    AS sentence
FROM told AS t
WHERE t.indicator IS NOT NULL AND t.wording IN ('causal', 'contributory')
  AND regexp_matches(lower(t.words), '\b(significant|significantly|considerabl[ey]|substantial|substantially|key|critical|'
                                     || 'major|large|greatly|dramatic|dramatically|tremendous)\b')
