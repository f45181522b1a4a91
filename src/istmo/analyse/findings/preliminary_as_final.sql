-- preliminary_as_final: Preliminary in one document, told as settled in another
-- kind: exact
-- about: documents

SELECT
    s.claim, p.claim AS other,
    concat(s.about, ': ', p.source, ' calls it preliminary',
           CASE WHEN p.maturity_by IS NOT NULL THEN concat(' (', p.maturity_by, ')') END,
           ', ', s.source, ' tells it without that word.') AS sentence
FROM told AS t
INNER JOIN told AS o ON o.claim = t.twin AND o.source <> t.source
INNER JOIN told AS p ON p.claim IN (t.claim, o.claim) AND p.maturity = 'preliminary'
INNER JOIN told AS s ON s.claim IN (t.claim, o.claim) AND s.claim <> p.claim
WHERE s.maturity IS NULL OR s.maturity = 'final'
