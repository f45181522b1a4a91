-- percent_without_base: Changes in percent without the values behind them
-- kind: exact
-- about: number
--
-- A change told alone: no figure gives the value it started from. Where even the time of the start is missing, that is
-- told too.

SELECT
    t.claim,
    concat(t.about, ' is told as a change only: neither the value before nor the value after is given',
           CASE WHEN t.base_period IS NULL THEN ', and nothing says against which months it is measured' END,
           '.') AS sentence
FROM told AS t
WHERE t.has_figure AND t.measure = 'change' AND t.numerator IS NULL AND t.denominator IS NULL
