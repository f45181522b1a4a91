-- completeness: of the pairs of indicator and place that a call asks each agency for, how many came?
--
-- By hand: `assigned` holds an agency with each kind of indicator it is asked for, `indicators` those of the call's
-- framework with their measure, `applies` where and by whom each is asked (empty: everywhere, everybody), `serves`
-- where the agency's activities answer for what is asked everywhere, `places` each with what it lies in or is a member
-- of, `sent` which file is whose, `figures` the rows of those files.

WITH RECURSIVE above AS (
    SELECT code AS place, code AS upper FROM places
    UNION
    SELECT a.place, p.parent
    FROM above AS a
    INNER JOIN places AS p ON p.code = a.upper
    WHERE p.parent IS NOT NULL
),

wanted AS (
    SELECT DISTINCT s.agency, i.code AS indicator, coalesce(nullif(p.place, ''), w.place, '') AS place
    FROM assigned AS s
    INNER JOIN indicators AS i ON i.kind = s.kind
    LEFT JOIN applies AS p ON p.indicator = i.code
    LEFT JOIN serves AS w ON w.indicator = i.code AND w.agency = s.agency
    WHERE p.indicator IS NULL OR p.agency IN ('', s.agency)
),

told AS (
    SELECT DISTINCT s.agency, f.indicator, f.place
    FROM figures AS f
    INNER JOIN sent AS s ON s.file = f.file
    INNER JOIN indicators AS i ON i.code = f.indicator
    WHERE (
        f.role = 'context' OR f.role = 'result' AND (
            f.reporting_year = $reporting_year OR f.period_start >= $first_day AND f.period_end <= $last_day
        )
    ) AND (
        f.state <> 'reported' OR f.value IS NOT NULL OR i.measure = 'text'
        OR f.numerator IS NOT NULL AND f.denominator IS NOT NULL
    )
),

came AS (
    SELECT agency, indicator, '' AS place FROM told
    UNION
    SELECT t.agency, t.indicator, a.upper
    FROM told AS t
    INNER JOIN above AS a ON a.place = t.place
)

SELECT w.agency, count(*) AS asked, count(c.agency) AS came
FROM wanted AS w
LEFT JOIN came AS c ON c.agency = w.agency AND c.indicator = w.indicator AND c.place = w.place
GROUP BY w.agency
ORDER BY w.agency
