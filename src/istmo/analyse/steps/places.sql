-- places: what counts up to a place: of one series a place's own value beats those of the places in it.
--
--[ with $within or $since
-- What was stated in the place asked for. Groups have their members on the last day of the period.
reached AS NOT MATERIALIZED (
    SELECT *
    FROM (
        SELECT
            *,
            CASE WHEN last_day < DATE '9999-12-31' THEN last_day
                 WHEN first_day > DATE '0001-01-01' THEN first_day END AS day_of_groups
        FROM statements
    ) AS s
    --[ with bounded
    WHERE CAST($within AS VARCHAR) IS NULL OR $within = '' OR EXISTS (
        SELECT 1
        FROM scope AS c
        WHERE c.spot = s.place
            AND (s.day_of_groups IS NULL OR (c.since <= s.day_of_groups AND c.until >= s.day_of_groups))
    )
    --]
),

-- Of that, what the time asked for is made of: what lies in it, or answers that reporting year; of stocks and running
-- totals also what was said before, which may still stand.
inside AS (
    SELECT r.*
    FROM reached AS r
    --[ with $since
    INNER JOIN asked AS i ON i.code = r.indicator
    WHERE CAST($since AS DATE) IS NULL OR r.role = 'baseline'
        OR (r.first_day = CAST($since AS DATE) AND r.last_day = CAST($until AS DATE))
        OR (r.span = 'period' AND CASE
            WHEN i."time" IN ('stock', 'running') AND r.last_day <= CAST($until AS DATE) THEN TRUE
            WHEN CAST($year AS VARCHAR) IS NOT NULL AND r.reporting_year IS NOT NULL THEN r.reporting_year = $year
            ELSE r.first_day >= CAST($since AS DATE) AND r.last_day <= CAST($until AS DATE) END)
    --]
),

--[ with nested
-- The places around each statement, and with a time asked for its own, for a longer period beats the parts of it.
around AS MATERIALIZED (
    SELECT
        i.indicator, i.first_day, i.last_day, i.wording, i.cohort, i.span, i.agency, i.activity, i.role, i.state,
        i.place AS spot, l.around
    FROM inside AS i
    INNER JOIN lies_in AS l
        ON l.spot = i.place
        AND (i.day_of_groups IS NULL OR (l.since <= i.day_of_groups AND l.until >= i.day_of_groups))
    WHERE i.place_in_line = 1 AND CAST($within AS VARCHAR) IS NOT NULL
),

-- The same series and role at a place and in it, for the same days or, where days add up, for a part of them.
nested AS (
    SELECT
        i.indicator, i.first_day, i.last_day, i.wording, i.cohort, i.span, i.agency, i.activity, i.role,
        o.place AS around, o.first_day AS first_around, o.last_day AS last_around, o.state AS state_around, i.spot,
        i.state
    FROM around AS i
    INNER JOIN inside AS o
        ON o.place = i.around AND o.indicator = i.indicator AND o.wording = i.wording AND o.cohort = i.cohort
        AND o.span = i.span AND o.agency = i.agency AND o.activity = i.activity AND o.role = i.role
    INNER JOIN asked AS a ON a.code = i.indicator
    WHERE o.place_in_line = 1
        AND ((o.first_day = i.first_day AND o.last_day = i.last_day)
            OR (CAST($since AS DATE) IS NOT NULL AND a."time" = 'flow' AND o.first_day <= i.first_day
                AND o.last_day >= i.last_day))
),

-- A place's own value beats those of the places in it; where it has none, theirs count.
beaten AS (
    SELECT indicator, first_day, last_day, wording, cohort, span, agency, activity, role, spot
    FROM nested
    WHERE state_around = 'reported' OR state <> 'reported'
    UNION
    SELECT indicator, first_around, last_around, wording, cohort, span, agency, activity, role, around
    FROM nested
    WHERE state_around <> 'reported' AND state = 'reported'
),
--]

counted AS (
    SELECT i.*
    FROM inside AS i
    --[ with nested
    WHERE NOT EXISTS (
        SELECT 1
        FROM beaten AS b
        WHERE b.indicator = i.indicator AND b.first_day = i.first_day AND b.last_day = i.last_day
            AND b.wording = i.wording AND b.cohort = i.cohort AND b.span = i.span AND b.agency = i.agency
            AND b.activity = i.activity AND b.role = i.role AND b.spot = i.place
    )
    --]
),
--]

-- Every statement under the place whose total it is part of. A `spot` is the place it was made for.
told AS
    --[ with combined
    MATERIALIZED
    --]
    --[ without combined
    NOT MATERIALIZED
    --]
(
    SELECT
        indicator, coalesce($within, place) AS place,
        CASE WHEN CAST($within AS VARCHAR) IS NULL THEN '' ELSE place END AS spot, first_day, last_day, wording, cohort,
        span, agency, activity, role, period_as_written, reporting_year, state, value, numerator, denominator, low, high,
        unit, value_as_written, qualifier, maturity, stated_on, base_period, source, note, place_in_line, how
    FROM
        --[ with $within or $since
        counted
        --]
        --[ without $within or $since
        statements
        --]
    --[ with outside
    UNION ALL
    SELECT
        s.indicator, CAST($within AS VARCHAR), s.place, s.first_day, s.last_day, s.wording, s.cohort, s.span, s.agency,
        s.activity, 'outside', s.period_as_written, s.reporting_year, s.state, s.value, s.numerator, s.denominator, s.low,
        s.high, s.unit, s.value_as_written, s.qualifier, s.maturity, s.stated_on, s.base_period, s.source, s.note, 1,
        s.how
    FROM statements AS s
    INNER JOIN asked AS i ON i.code = s.indicator
    WHERE $within <> '' AND s.place_in_line = 1 AND s.role = 'result' AND s.state = 'reported'
        AND s.place IN (SELECT spot FROM partly_outside)
        AND (CAST($since AS DATE) IS NULL OR CASE
            WHEN CAST($year AS VARCHAR) IS NOT NULL AND s.reporting_year IS NOT NULL THEN s.reporting_year = $year
            ELSE s.first_day >= CAST($since AS DATE) AND s.last_day <= CAST($until AS DATE) END)
    --]
)
