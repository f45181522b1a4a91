-- funding_stage: Money without its stage
-- kind: exact
-- about: sum
--
-- Requested, appropriated, committed and spent are different sums; a document that names none leaves all open.

SELECT DISTINCT
    t.claim, concat(t.about, ': whether the money was requested, appropriated, committed or spent is not said.') AS sentence
FROM told AS t
INNER JOIN transactions AS x
    ON x.source = t.source AND x.amount = t.value AND x.currency = t.unit AND x.stage = 'not_stated'
WHERE t.kind = 'funding'
