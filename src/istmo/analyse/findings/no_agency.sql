-- no_agency: Results of nobody in particular
-- kind: exact
-- about: gap
--
-- No agency is named that did the work: the figure is with the documents themselves, or with nobody.

SELECT t.claim, concat(t.about, ': which agency did the work is not said.') AS sentence
FROM told AS t
WHERE t.role = 'result' AND t.kind = 'result' AND (t.agency IS NULL OR t.agency_kind = 'documents')
