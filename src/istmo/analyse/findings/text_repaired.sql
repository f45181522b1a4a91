-- text_repaired: Claims at damaged places of a text
-- kind: exact
-- about: number

SELECT
    t.claim,
    concat('The text at hand is damaged at this place (', r.reason, '); it is read as [', r.shown, ']: ', t.about, '.') AS sentence
FROM repairs AS r
INNER JOIN told AS t ON t.source = r.source AND t.char_start <= r.char_start AND t.char_end >= r.char_end
