-- units_differ: Before and after in units that differ
-- kind: exact
-- about: sum
--
-- Baseline and result of one indicator at one place, told in two units; they are kept as told and not converted.

SELECT
    t.claim,
    concat(t.about, ': before it is told as “', coalesce(b.value_as_written, b.unit), '”, after as “', coalesce(t.figure_as_written, t.as_written),
           '”, in ', b.unit, ' and in ', t.unit, ': the one cannot be taken from the other as they stand.') AS sentence
FROM told AS t
INNER JOIN (
    SELECT indicator, place, min(unit) AS unit, min(value_as_written) AS value_as_written
    FROM figures
    WHERE role = 'baseline' AND breakdown = '' AND unit IS NOT NULL
    GROUP BY indicator, place
    HAVING count(DISTINCT unit) = 1
) AS b ON b.indicator = t.indicator AND b.place = t.place
WHERE t.kind = 'result' AND t.unit <> b.unit
