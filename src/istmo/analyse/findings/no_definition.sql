-- no_definition: Results of indicators without a definition
-- kind: exact
-- about: number

SELECT t.claim, concat(t.about, ': what exactly is counted or measured is defined nowhere.') AS sentence
FROM told AS t
WHERE t.kind = 'result' AND t.has_figure AND t.measure <> 'milestone' AND t.definition IS NULL AND t.measures IS NULL
