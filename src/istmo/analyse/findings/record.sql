-- record: Records and firsts with nothing earlier to hold them against
-- kind: look_here
-- about: wording
--
-- Words such as record, unprecedented or highest compare with all that came before; no earlier value of the same
-- indicator at the same place is in the release.

SELECT
    t.claim, t.as_written AS words,
    concat('Look here: ', t.about, ' compares with all years before, and no earlier value is given.') AS sentence
FROM told AS t
WHERE regexp_matches(lower(concat_ws(' ', t.as_written, t.words)),
                     '\b(record|unprecedented|historic|highest|lowest|largest|smallest|first ever|never before)\b')
  AND NOT EXISTS (SELECT 1 FROM figures AS f
                  WHERE f.indicator = t.indicator AND f.place = t.place AND f.role IN ('result', 'context', 'baseline')
                    AND f.state = 'reported' AND f.period_end < t.period_start)
