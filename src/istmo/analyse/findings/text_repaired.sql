-- text_repaired: Claims at damaged places of a text
-- kind: exact
-- about: number
--
-- Repairs of letters and signs of money; lost commas are no news to a reader of the claim.

SELECT
    t.claim,
    concat(t.about, ': the text at hand is damaged here (', lower(substr(r.reason, 1, 1)), substr(r.reason, 2),
           ') and read as [', r.shown, '].') AS sentence
FROM repairs AS r
INNER JOIN told AS t ON t.source = r.source AND t.char_start <= r.char_start AND t.char_end >= r.char_end
WHERE regexp_matches(r.shown, '[[:alnum:]]')
