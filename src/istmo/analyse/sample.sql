-- sample: a random sample of the figures that stand, for an auditor.
--
-- A simple random sample without replacement: every figure of the population has the same chance. Each figure gets a
-- `ticket`, the SHA-256 of the seed and its key; the n lowest tickets are drawn. So the same release, conditions, n and
-- seed give the same draw, in whatever order the rows stand, and a larger n begins with the figures of a smaller one.
--
-- By hand: set $seed to a text and $n to a number; the conditions to a value, or to NULL for all. $period is a code, and
-- then $period_start and $period_end are its days (NULL where open).

WITH population AS (
    SELECT
        f.*, i.title, i.kind, i.definition, p.name AS place_name, g.name AS agency_name, g.own,
        a.title AS activity_title, o.title AS source_title, o.address AS source_address,
        s."call", s.agency AS reported_by, s.file, s.submitted_by, s.approved_by, s.raw_sha256, s.figures_sha256,
        sha256($seed || chr(31) || coalesce(f.indicator, '')
            || chr(31) || coalesce(f.place, '')
            || chr(31) || coalesce(CAST(f.period_start AS VARCHAR), '')
            || chr(31) || coalesce(CAST(f.period_end AS VARCHAR), '')
            || chr(31) || coalesce(f.period_as_written, '')
            || chr(31) || coalesce(f.cohort, '')
            || chr(31) || coalesce(f.agency, '')
            || chr(31) || coalesce(f.activity, '')
            || chr(31) || coalesce(f.role, '')
            || chr(31) || coalesce(f.span, '')
            || chr(31) || coalesce(f.breakdown, '')
            || chr(31) || coalesce(CAST(f.as_of AS VARCHAR), '')
            || chr(31) || coalesce(CAST(f.stated_on AS VARCHAR), '')
            || chr(31) || coalesce(f.source, '')) AS ticket
    FROM figures AS f
    INNER JOIN indicators AS i ON i.code = f.indicator
    LEFT JOIN places AS p ON p.code = f.place
    LEFT JOIN agencies AS g ON g.code = f.agency
    LEFT JOIN activities AS a ON a.code = f.activity
    LEFT JOIN sources AS o ON o.code = f.source
    LEFT JOIN submissions AS s ON s.code = f.submission
    WHERE (CAST($indicator AS VARCHAR) IS NULL OR coalesce(f.indicator, '') = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR coalesce(f.place, '') = $place)
        AND (CAST($agency AS VARCHAR) IS NULL OR coalesce(f.agency, '') = $agency)
        AND (CAST($activity AS VARCHAR) IS NULL OR coalesce(f.activity, '') = $activity)
        AND (CAST($role AS VARCHAR) IS NULL OR coalesce(f.role, '') = $role)
        AND (CAST($span AS VARCHAR) IS NULL OR coalesce(f.span, '') = $span)
        AND (CAST($breakdown AS VARCHAR) IS NULL OR coalesce(f.breakdown, '') = $breakdown)
        AND (CAST($state AS VARCHAR) IS NULL OR coalesce(f.state, '') = $state)
        AND (CAST($reporting_year AS VARCHAR) IS NULL OR coalesce(f.reporting_year, '') = $reporting_year)
        AND (CAST($source AS VARCHAR) IS NULL OR coalesce(f.source, '') = $source)
        AND (CAST($submission AS VARCHAR) IS NULL OR coalesce(f.submission, '') = $submission)
        AND (CAST($kind AS VARCHAR) IS NULL OR i.kind = $kind)
        AND (CAST($call AS VARCHAR) IS NULL OR coalesce(s."call", '') = $call)
        AND (CAST($own AS VARCHAR) IS NULL OR CAST(coalesce(g.own, TRUE) AS VARCHAR) = $own)
        AND (CAST($period AS VARCHAR) IS NULL OR (
            coalesce(f.period_start, DATE '0001-01-01') = coalesce(CAST($period_start AS DATE), DATE '0001-01-01')
            AND coalesce(f.period_end, DATE '9999-12-31') = coalesce(CAST($period_end AS DATE), DATE '9999-12-31')
        ))
)

SELECT
    row_number() OVER (ORDER BY ticket, submission, "row") AS draw,
    (SELECT count(*) FROM population) AS population,
    ticket,
    indicator, title, kind, definition, place, place_name, period_start, period_end, period_as_written, reporting_year,
    cohort, agency, agency_name, own, activity, activity_title, role, span, breakdown, state, value, numerator,
    denominator, low, high, unit, value_as_written, base_period, qualifier, maturity, as_of, stated_on, basis,
    basis_amount, fund_years, account, sensitivity, source, source_title, source_address, note, "call", reported_by, file,
    submission, "row", "at", submitted_by, approved_by, raw_sha256, figures_sha256
FROM population
ORDER BY ticket, submission, "row"
LIMIT CAST($n AS BIGINT)
