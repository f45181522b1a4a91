-- provenance: one total and every row behind it, with who sent it, who approved it, and what was said of it.
--
-- Rows of figures that stand, rows that a later submission restated, and rows held back in review: of these only what
-- they are about and why they are held, never a value. All breakdowns and roles of the indicator, places and period,
-- because a total is made of them or checked against them; those of shorter periods inside; and baselines of others.
--
-- By hand: set $indicator, $period (its code) and its days $period_start and $period_end (NULL where open; both NULL:
-- undated); $since and $until to the days in which shorter periods are read, or to NULL for none; $places is a list of places, or NULL for all; $role is a role, or NULL for all.

WITH every_row AS (
    SELECT
        'stands' AS standing, CAST(NULL AS VARCHAR) AS restated_by, CAST(NULL AS VARCHAR) AS held,
        indicator, place, period_start, period_end, period_as_written, role, span, cohort, agency, activity, breakdown,
        state, value, numerator, denominator, low, high, unit, value_as_written, qualifier, maturity, as_of, stated_on,
        source, note, submission, "row", "at"
    FROM figures
    UNION ALL
    SELECT
        'restated', restated_by, NULL,
        indicator, place, period_start, period_end, period_as_written, role, span, cohort, agency, activity, breakdown,
        state, value, numerator, denominator, low, high, unit, value_as_written, qualifier, maturity, as_of, stated_on,
        source, note, submission, "row", "at"
    FROM revisions
    UNION ALL
    SELECT
        'held', NULL, reason,
        indicator, place, period_start, period_end, NULL, role, NULL, NULL, agency, activity, coalesce(breakdown, ''),
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, submission, "row", "at"
    FROM holds
),

behind AS (
    SELECT *
    FROM every_row
    WHERE indicator = $indicator
        AND (CAST($places AS VARCHAR[]) IS NULL OR list_contains(CAST($places AS VARCHAR[]), place))
        AND ((role = 'baseline' AND standing = 'stands' AND breakdown = '') OR (
            coalesce(period_start, DATE '0001-01-01') = coalesce(CAST($period_start AS DATE), DATE '0001-01-01')
            AND coalesce(period_end, DATE '9999-12-31') = coalesce(CAST($period_end AS DATE), DATE '9999-12-31')
        ) OR (period_start >= CAST($since AS DATE) AND period_end <= CAST($until AS DATE)))
        AND (CAST($role AS VARCHAR) IS NULL OR role = $role)
),

said AS (
    SELECT place, string_agg(code, ', ' ORDER BY code) AS claims
    FROM claims
    WHERE indicator = $indicator AND period = $period
    GROUP BY place
),

travelled AS (
    SELECT submission, string_agg(severity || ': ' || "text", ' | ' ORDER BY "position") AS problems
    FROM submission_problems
    GROUP BY submission
),

let_pass AS (
    SELECT submission, string_agg(code || ': ' || reason, ' | ' ORDER BY code) AS waived
    FROM waivers
    GROUP BY submission
)

SELECT
    b.standing,
    b.restated_by,
    b.indicator,
    i.title,
    i.kind,
    b.place,
    l.name AS place_name,
    b.period_start,
    b.period_end,
    b.period_as_written,
    b.role,
    b.span,
    b.cohort,
    b.agency,
    a.name AS agency_name,
    a.own,
    b.activity,
    d.title AS activity_title,
    b.breakdown,
    b.state,
    b.value,
    b.numerator,
    b.denominator,
    b.low,
    b.high,
    b.unit,
    b.value_as_written,
    b.qualifier,
    b.maturity,
    b.as_of,
    b.stated_on,
    b.source,
    o.title AS source_title,
    o.address AS source_address,
    b.note,
    b.submission,
    b."row",
    b."at",
    s."call",
    s.agency AS reported_by,
    s.file,
    s.submitted_by,
    s.approved_by,
    s.raw_sha256,
    s.figures_sha256,
    c.claims,
    t.problems,
    w.waived,
    b.held
FROM behind AS b
LEFT JOIN indicators AS i ON i.code = b.indicator
LEFT JOIN places AS l ON l.code = b.place
LEFT JOIN agencies AS a ON a.code = b.agency
LEFT JOIN activities AS d ON d.code = b.activity
LEFT JOIN sources AS o ON o.code = b.source
LEFT JOIN submissions AS s ON s.code = b.submission
LEFT JOIN travelled AS t ON t.submission = b.submission
LEFT JOIN let_pass AS w ON w.submission = b.submission
LEFT JOIN said AS c ON c.place = b.place
ORDER BY b.standing DESC, b.role, b.breakdown, b.place, b.period_start NULLS FIRST, b.period_end NULLS FIRST, b.agency NULLS FIRST, b.activity NULLS FIRST, b.submission NULLS FIRST,
    b."row" NULLS FIRST, b.source NULLS FIRST, b.as_of NULLS FIRST, b.value NULLS FIRST
