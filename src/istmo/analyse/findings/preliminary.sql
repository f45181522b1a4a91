-- preliminary: Numbers that are preliminary by their own words
-- kind: exact
-- about: number

SELECT
    t.claim, concat(t.about, ' is called preliminary: it may still change and is to be told as such.') AS sentence
FROM told AS t
WHERE t.maturity = 'preliminary' AND t.maturity_by IS NULL AND t.value IS NOT NULL
