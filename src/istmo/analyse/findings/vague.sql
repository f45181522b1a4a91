-- vague: Words of size without a number
-- kind: look_here
-- about: wording

SELECT
    t.claim, t.words,
    concat('Look here: “', t.words, '” says that it was much, and no number says how much: ', rtrim(t.text, '.'), '.') AS sentence
FROM told AS t
WHERE t.kind = 'attribution' AND t.value IS NULL
  AND regexp_matches(lower(t.words), '\b(significant|significantly|considerabl[ey]|substantial|substantially|key|critical|'
                                     || 'major|large|greatly|dramatic|dramatically|tremendous)\b')
