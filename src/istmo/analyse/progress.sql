-- progress: per performance indicator, place and period: result, target, baseline and what they say together.
--
-- One row per indicator × place × period × cohort × span, totals only (breakdown ''). A series is an agency with an
-- activity. Rules: of several statements of one series the latest stands, never their sum; series of things and
-- amounts add; of people the total lies between the largest part and the sum until a person decides; ratios pool
-- numerators and denominators; quantities, scores, changes and milestones of several series do not add. Achievement
-- is like for like, over the series that have both result and target. Agencies that are not own are told beside; other
-- publishers' own indicators, which stand in no framework, are another question's (others.sql).
--
-- Nothing is divided here: progress.py divides achievement_numerator by achievement_denominator, and
-- result_numerator by result_denominator, adds names, and puts into words what `remarks` lists as
-- `kind|agency|activity|detail`, parted by semicolons. 0001-01-01 and 9999-12-31 stand for open ends.
--
-- With $within a place, the rows are totals up to that place, '' for everywhere: of one series a place's own value
-- beats the values of the places in it; across series they add. A `spot` is the place a statement was made for. With
-- $apart, every series of a place is a row of its own.
--
-- By hand: set $indicator and $place to a code, or to NULL for all; $within to NULL and $apart to FALSE.

WITH RECURSIVE asked AS (
    SELECT *
    FROM indicators
    WHERE kind <> 'context' AND framework IS NOT NULL
        AND (CAST($indicator AS VARCHAR) IS NULL OR code = $indicator)
),

-- Every total of performance, the latest statement of its series first.
stated AS NOT MATERIALIZED (
    SELECT
        f.indicator,
        f.place,
        coalesce(f.period_start, DATE '0001-01-01') AS first_day,
        coalesce(f.period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN f.period_start IS NULL AND f.period_end IS NULL
             THEN coalesce(f.period_as_written, '') ELSE '' END AS wording,
        coalesce(f.cohort, '') AS cohort,
        f.span,
        coalesce(f.agency, '') AS agency,
        coalesce(f.activity, '') AS activity,
        CASE WHEN a.own = FALSE AND f.role = 'result' THEN 'beside'
             WHEN a.own = FALSE THEN 'not counted' ELSE f.role END AS role,
        f.period_as_written, f.reporting_year, f.state, f.value, f.numerator, f.denominator, f.low, f.high, f.unit,
        f.value_as_written, f.qualifier, f.maturity, f.stated_on, f.base_period, f.source, f.note,
        row_number() OVER (
            PARTITION BY f.indicator, f.place, f.period_start, f.period_end,
                CASE WHEN f.period_start IS NULL AND f.period_end IS NULL THEN f.period_as_written END,
                f.cohort, f.span, f.agency, f.activity, f.role
            ORDER BY
                CASE WHEN f.role = 'target' THEN f.stated_on END DESC NULLS LAST,
                f.as_of DESC NULLS LAST,
                f.stated_on DESC NULLS LAST,
                CASE f.maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                CASE WHEN f.source = i.preferred_source THEN 0 ELSE 1 END,
                f.source NULLS LAST, f.value NULLS LAST, f.submission NULLS LAST, f."row" NULLS LAST
        ) AS place_in_line
    FROM figures AS f
    INNER JOIN asked AS i ON i.code = f.indicator
    LEFT JOIN agencies AS a ON a.code = f.agency
    WHERE f.breakdown = '' AND f.role <> 'context' AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
),

-- Which place lies in which, by its parents and as a member of groups, and on what days. Only totals up to a place ask.
lies_in AS (
    SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    WHERE parent IS NOT NULL AND CAST($within AS VARCHAR) IS NOT NULL
    UNION
    SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
    FROM place_members
    WHERE CAST($within AS VARCHAR) IS NOT NULL
    UNION
    SELECT l.around, e.spot, greatest(l.since, e.since), least(l.until, e.until)
    FROM lies_in AS l
    INNER JOIN (
        SELECT parent AS around, code AS spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
        FROM places
        WHERE parent IS NOT NULL
        UNION ALL
        SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
        FROM place_members
    ) AS e ON e.around = l.spot
    WHERE greatest(l.since, e.since) <= least(l.until, e.until) AND l.around <> e.spot
),

scope AS (
    SELECT spot, since, until FROM lies_in WHERE around = $within
    UNION
    SELECT CAST($within AS VARCHAR), DATE '0001-01-01', DATE '9999-12-31'
),

-- What was stated in the place asked for. Groups have their members on the last day of the period.
inside AS (
    SELECT *
    FROM (
        SELECT
            *,
            CASE WHEN last_day < DATE '9999-12-31' THEN last_day
                 WHEN first_day > DATE '0001-01-01' THEN first_day END AS day_of_groups
        FROM stated
        WHERE CAST($within AS VARCHAR) IS NOT NULL
    ) AS s
    WHERE $within = '' OR EXISTS (
        SELECT 1
        FROM scope AS c
        WHERE c.spot = s.place
            AND (s.day_of_groups IS NULL OR (c.since <= s.day_of_groups AND c.until >= s.day_of_groups))
    )
),

-- The places around each statement.
around AS MATERIALIZED (
    SELECT
        i.indicator, i.first_day, i.last_day, i.wording, i.cohort, i.span, i.agency, i.activity, i.role, i.state,
        i.place AS spot, l.around
    FROM inside AS i
    INNER JOIN lies_in AS l
        ON l.spot = i.place
        AND (i.day_of_groups IS NULL OR (l.since <= i.day_of_groups AND l.until >= i.day_of_groups))
    WHERE i.place_in_line = 1
),

-- The same series and role at a place and in it.
nested AS (
    SELECT
        o.indicator, o.first_day, o.last_day, o.wording, o.cohort, o.span, o.agency, o.activity, o.role,
        o.place AS around, o.state AS state_around, i.spot, i.state
    FROM around AS i
    INNER JOIN inside AS o
        ON o.place = i.around AND o.indicator = i.indicator AND o.first_day = i.first_day AND o.last_day = i.last_day
        AND o.wording = i.wording AND o.cohort = i.cohort AND o.span = i.span AND o.agency = i.agency
        AND o.activity = i.activity AND o.role = i.role
    WHERE o.place_in_line = 1
),

-- A place's own value beats those of the places in it; where it has none, theirs count.
beaten AS (
    SELECT indicator, first_day, last_day, wording, cohort, span, agency, activity, role, spot
    FROM nested
    WHERE state_around = 'reported' OR state <> 'reported'
    UNION
    SELECT indicator, first_day, last_day, wording, cohort, span, agency, activity, role, around
    FROM nested
    WHERE state_around <> 'reported' AND state = 'reported'
),

counted AS (
    SELECT i.*
    FROM inside AS i
    WHERE NOT EXISTS (
        SELECT 1
        FROM beaten AS b
        WHERE b.indicator = i.indicator AND b.first_day = i.first_day AND b.last_day = i.last_day
            AND b.wording = i.wording AND b.cohort = i.cohort AND b.span = i.span AND b.agency = i.agency
            AND b.activity = i.activity AND b.role = i.role AND b.spot = i.place
    )
),

-- A target for a whole place and results of its parts, or the reverse: `around` is where the two can be compared.
levels AS (
    SELECT
        c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, c.spot,
        min(o.place) AS around
    FROM around AS c
    INNER JOIN asked AS i ON i.code = c.indicator AND i.over_places = 'sum'
    INNER JOIN counted AS o
        ON o.place = c.around AND o.indicator = c.indicator AND o.first_day = c.first_day AND o.last_day = c.last_day
        AND o.wording = c.wording AND o.cohort = c.cohort AND o.span = c.span AND o.agency = c.agency
        AND o.activity = c.activity AND o.role <> c.role
    WHERE c.role IN ('result', 'target') AND o.role IN ('result', 'target') AND o.state = 'reported'
    GROUP BY c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, c.spot
),

-- The parts of such a place as one statement for it.
gathered AS (
    SELECT
        c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, v.around AS spot,
        max(c.period_as_written) AS period_as_written, max(c.reporting_year) AS reporting_year,
        CASE WHEN count(*) FILTER (WHERE c.state = 'reported') > 0 THEN 'reported' ELSE min(c.state) END AS state,
        CASE WHEN count(c.value) = count(*) FILTER (WHERE c.state = 'reported') THEN sum(c.value) END AS value,
        CASE WHEN count(c.numerator) = count(*) AND count(c.denominator) = count(*) THEN sum(c.numerator) END AS numerator,
        CASE WHEN count(c.numerator) = count(*) AND count(c.denominator) = count(*) THEN sum(c.denominator) END
            AS denominator,
        CASE WHEN count(c.low) > 0 THEN sum(coalesce(c.low, c.value)) END AS low,
        CASE WHEN count(c.high) > 0 AND count(coalesce(c.high, c.value)) = count(*) THEN sum(coalesce(c.high, c.value)) END
            AS high,
        CASE WHEN min(c.unit) <> max(c.unit) THEN min(c.unit) || ' and ' || max(c.unit) ELSE max(c.unit) END AS unit,
        CAST(NULL AS VARCHAR) AS value_as_written,
        CASE WHEN count(*) FILTER (WHERE c.qualifier = 'at_most') > 0
                AND count(*) FILTER (WHERE c.qualifier = 'at_least' OR c.state <> 'reported') > 0 THEN 'about'
             WHEN count(*) FILTER (WHERE c.qualifier = 'at_least' OR c.state <> 'reported') > 0 THEN 'at_least'
             WHEN count(*) FILTER (WHERE c.qualifier = 'at_most') > 0 THEN 'at_most'
             WHEN count(*) FILTER (WHERE c.qualifier = 'about') > 0 THEN 'about' ELSE 'exact' END AS qualifier,
        CASE min(CASE c.maturity WHEN 'preliminary' THEN 1 WHEN 'revised' THEN 3 WHEN 'final' THEN 4 ELSE 2 END)
             WHEN 1 THEN 'preliminary' WHEN 3 THEN 'revised' WHEN 4 THEN 'final' END AS maturity,
        CASE WHEN count(c.stated_on) = count(*) THEN max(c.stated_on) END AS stated_on,
        max(c.base_period) AS base_period, min(c.source) AS source, min(c.note) AS note
    FROM counted AS c
    INNER JOIN levels AS v
        ON v.indicator = c.indicator AND v.first_day = c.first_day AND v.last_day = c.last_day AND v.wording = c.wording
        AND v.cohort = c.cohort AND v.span = c.span AND v.agency = c.agency AND v.activity = c.activity
        AND v.role = c.role AND v.spot = c.place
    WHERE c.place_in_line = 1
    GROUP BY c.indicator, c.first_day, c.last_day, c.wording, c.cohort, c.span, c.agency, c.activity, c.role, v.around
),

-- Groups that have places inside and outside of the place asked for: told beside it, because nobody split them.
partly_outside AS (
    SELECT DISTINCT l.around AS spot
    FROM lies_in AS l
    INNER JOIN scope AS c ON c.spot = l.spot
    WHERE l.around NOT IN (SELECT spot FROM scope)
        AND l.around NOT IN (SELECT around FROM lies_in WHERE spot = $within)
),

-- Every statement where it counts: at its own place, or up to the place asked for.
seen AS (
    SELECT
        indicator, place, '' AS spot, first_day, last_day, wording, cohort, span, agency, activity, role,
        period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written,
        qualifier, maturity, stated_on, base_period, source, note, place_in_line, 0 AS parts_of_it
    FROM stated
    WHERE CAST($within AS VARCHAR) IS NULL
    UNION ALL
    SELECT
        indicator, CAST($within AS VARCHAR), place, first_day, last_day, wording, cohort, span, agency, activity, role,
        period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written,
        qualifier, maturity, stated_on, base_period, source, note, place_in_line, 0
    FROM counted AS c
    WHERE NOT EXISTS (
        SELECT 1
        FROM levels AS v
        WHERE v.indicator = c.indicator AND v.first_day = c.first_day AND v.last_day = c.last_day
            AND v.wording = c.wording AND v.cohort = c.cohort AND v.span = c.span AND v.agency = c.agency
            AND v.activity = c.activity AND v.role = c.role AND v.spot = c.place
    )
    UNION ALL
    SELECT
        indicator, CAST($within AS VARCHAR), spot, first_day, last_day, wording, cohort, span, agency, activity, role,
        period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit, value_as_written,
        qualifier, maturity, stated_on, base_period, source, note, 1, 1
    FROM gathered
    UNION ALL
    SELECT
        indicator, CAST($within AS VARCHAR), place, first_day, last_day, wording, cohort, span, agency, activity,
        'outside', period_as_written, reporting_year, state, value, numerator, denominator, low, high, unit,
        value_as_written, qualifier, maturity, stated_on, base_period, source, note, 1, 0
    FROM stated
    WHERE $within <> '' AND place_in_line = 1 AND role = 'result' AND state = 'reported'
        AND place IN (SELECT spot FROM partly_outside)
),

-- What a later statement of the same series replaced: first targets, and results of other sources.
replaced AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY
                indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, role, source
            ORDER BY place_in_line
        ) AS place_in_source,
        row_number() OVER (
            PARTITION BY indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, role
            ORDER BY place_in_line DESC
        ) AS place_from_first
    FROM seen
    WHERE place_in_line > 1 AND role IN ('result', 'target')
),

-- A baseline holds until the series has a later one.
baselines AS (
    SELECT
        indicator, place, spot, agency, activity, first_day, last_day, value, low, high, numerator, denominator, unit,
        CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END AS holds_from,
        lead(CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END) OVER (
            PARTITION BY indicator, place, spot, agency, activity
            ORDER BY CASE WHEN last_day = DATE '9999-12-31' THEN first_day ELSE last_day END,
                first_day, wording, cohort, span
        ) AS holds_until
    FROM seen
    WHERE place_in_line = 1 AND role = 'baseline' AND state = 'reported'
),

-- One row per series: its result and target side by side.
pairs AS (
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity,
        max(CASE WHEN role = 'result' THEN state END) AS result_state,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN value END) AS result,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN low END) AS low,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN high END) AS high,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN numerator END) AS numerator,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN denominator END) AS denominator,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN coalesce(qualifier, 'exact') END) AS qualifier,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN coalesce(maturity, '') END) AS maturity,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN value_as_written END) AS as_written,
        max(CASE WHEN role = 'result' THEN source END) AS source,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN base_period END) AS base_period,
        max(CASE WHEN role = 'target' THEN state END) AS target_state,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN value END) AS target,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN numerator END) AS target_numerator,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN denominator END) AS target_denominator,
        max(CASE WHEN role = 'target' AND state = 'reported' THEN stated_on END) AS target_stated_on,
        max(CASE WHEN role = 'beside' AND state = 'reported' THEN value END) AS beside,
        max(CASE WHEN role = 'outside' THEN value END) AS outside,
        max(CASE WHEN role = 'result' AND state = 'reported' THEN note END) AS note,
        max(parts_of_it) AS parts_of_it,
        max(CASE WHEN role IN ('result', 'target') THEN unit END) AS unit,
        min(CASE WHEN role IN ('result', 'target') THEN unit END) AS unit_too,
        max(CASE WHEN role IN ('result', 'target') THEN 1 ELSE 0 END) AS own,
        max(period_as_written) AS period_as_written,
        max(reporting_year) AS reporting_year,
        count(*) AS figures
    FROM seen
    WHERE place_in_line = 1 AND role IN ('result', 'target', 'beside', 'outside')
    GROUP BY indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity
),

-- What was asked of own agencies for a year: FY2017 or 2017 as days.
asked_of AS (
    SELECT q.*
    FROM (
        SELECT DISTINCT
            e.indicator,
            CASE WHEN CAST($within AS VARCHAR) IS NULL THEN e.place ELSE $within END AS place,
            CASE WHEN CAST($within AS VARCHAR) IS NULL THEN '' ELSE e.place END AS spot,
            e.agency, coalesce(e.activity, '') AS activity, c.reporting_year,
            CASE WHEN c.reporting_year LIKE 'FY____'
                 THEN TRY_CAST((TRY_CAST(substr(c.reporting_year, 3, 4) AS INTEGER) - 1) || '-10-01' AS DATE)
                 ELSE TRY_CAST(c.reporting_year || '-01-01' AS DATE) END AS first_day,
            CASE WHEN c.reporting_year LIKE 'FY____'
                 THEN TRY_CAST(substr(c.reporting_year, 3, 4) || '-09-30' AS DATE)
                 ELSE TRY_CAST(c.reporting_year || '-12-31' AS DATE) END AS last_day
        FROM expected AS e
        INNER JOIN calls AS c ON c.code = e."call"
        INNER JOIN asked AS i ON i.code = e.indicator
        LEFT JOIN agencies AS a ON a.code = e.agency
        WHERE e.place <> '' AND coalesce(a.own, TRUE) AND (CAST($place AS VARCHAR) IS NULL OR e.place = $place)
    ) AS q
    WHERE CAST($within AS VARCHAR) IS NULL OR $within = '' OR EXISTS (
        SELECT 1 FROM scope AS c WHERE c.spot = q.spot AND c.since <= q.last_day AND c.until >= q.last_day
    )
),

-- Who is heard, and for what places: who reports for a place, or for a part of it, has answered for it.
heard AS NOT MATERIALIZED (
    SELECT indicator, place, spot, first_day, last_day, agency, activity, reporting_year
    FROM pairs
    WHERE own = 1
    UNION ALL
    SELECT p.indicator, p.place, l.spot, p.first_day, p.last_day, p.agency, p.activity, p.reporting_year
    FROM pairs AS p
    INNER JOIN lies_in AS l ON l.around = p.spot
    WHERE p.own = 1
    UNION ALL
    SELECT p.indicator, p.place, l.around, p.first_day, p.last_day, p.agency, p.activity, p.reporting_year
    FROM pairs AS p
    INNER JOIN lies_in AS l ON l.spot = p.spot
    WHERE p.own = 1
),

-- Asked and not answered at all: a series without result and target. An activity that ended before is not missed.
unanswered AS (
    SELECT q.*
    FROM asked_of AS q
    LEFT JOIN activities AS d ON d.code = q.activity
    WHERE coalesce(d.ends_on, DATE '9999-12-31') >= q.first_day
        AND NOT EXISTS (
            SELECT 1
            FROM heard AS p
            WHERE p.indicator = q.indicator AND p.place = q.place AND p.spot = q.spot AND p.agency = q.agency
                AND (q.activity = '' OR p.activity = q.activity)
                AND ((p.first_day = q.first_day AND p.last_day = q.last_day) OR p.reporting_year = q.reporting_year)
        )
),

-- What other sources say of the same series, where they differ.
others AS (
    SELECT
        p.indicator, p.place, p.spot, p.first_day, p.last_day, p.wording, p.cohort, p.span, p.agency, p.activity,
        string_agg('another source|' || p.agency || '|' || p.activity || '|' || coalesce(r.source, '') || '='
            || CAST(r.value AS VARCHAR), ';' ORDER BY r.source, r.value) AS other_sources
    FROM replaced AS r
    INNER JOIN pairs AS p
        ON p.indicator = r.indicator AND p.place = r.place AND p.spot = r.spot AND p.first_day = r.first_day
        AND p.last_day = r.last_day AND p.wording = r.wording AND p.cohort = r.cohort AND p.span = r.span
        AND p.agency = r.agency AND p.activity = r.activity
    WHERE r.role = 'result' AND r.place_in_source = 1 AND r.state = 'reported'
        AND coalesce(r.source, '') <> coalesce(p.source, '') AND r.value <> p.result
    GROUP BY
        p.indicator, p.place, p.spot, p.first_day, p.last_day, p.wording, p.cohort, p.span, p.agency, p.activity
),

-- Where more than one series stands at one indicator, place and period.
companies AS (
    SELECT indicator, place, first_day, last_day, wording, cohort, span, count(*) AS company
    FROM pairs
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
    HAVING count(*) > 1
),

-- Every series with its baseline and the ends its result can have. `remark` is what must be told of it beside a
-- total, as `kind|agency|activity|detail`. `part` is a ratio: the states of result and target, value, numerator and
-- denominator of result, target and baseline, agency and activity; comparing ratios needs a division.
series AS NOT MATERIALIZED (
    SELECT
        p.*,
        CASE WHEN p.low IS NOT NULL OR p.high IS NOT NULL THEN p.low
             WHEN p.qualifier = 'at_most' THEN
                CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 0 END
             ELSE p.result END AS lowest,
        CASE WHEN p.low IS NOT NULL OR p.high IS NOT NULL THEN p.high
             WHEN p.qualifier = 'at_least' THEN NULL
             ELSE p.result END AS highest,
        b.value AS baseline, b.numerator AS baseline_numerator, b.denominator AS baseline_denominator,
        b.first_day AS baseline_first_day, b.last_day AS baseline_last_day,
        concat_ws(';',
            CASE WHEN p.result_state IN ('withheld', 'not_available')
                 THEN p.result_state || '|' || p.agency || '|' || p.told || '|'
                 WHEN p.result_state IS NULL AND p.target_state = 'reported'
                 THEN 'silent|' || p.agency || '|' || p.told || '|'
                 WHEN p.result_state = 'reported' AND i.over_series IN ('sum', 'range') AND i.measure <> 'ratio'
                    AND p.result IS NULL AND p.low IS NULL AND p.high IS NULL
                 THEN 'unnumbered|' || p.agency || '|' || p.told || '|' END,
            'beside|' || p.agency || '|' || p.told || '|' || CAST(p.beside AS VARCHAR),
            'outside|' || p.agency || '|' || p.told || '|' || CAST(p.outside AS VARCHAR),
            CASE WHEN p.parts_of_it = 1 THEN 'levels|' || p.agency || '|' || p.told || '|' END,
            CASE WHEN x.indicator IS NOT NULL AND p.result_state = 'reported' THEN
                'other base|' || p.agency || '|' || p.told || '|'
                || coalesce(CAST(x.value AS VARCHAR), '') || '~' || coalesce(CAST(x.low AS VARCHAR), '') || '~'
                || coalesce(CAST(x.high AS VARCHAR), '') || '~' || replace(coalesce(x.unit, ''), ';', ',') END,
            o.other_sources
        ) AS remark,
        CASE WHEN p.own = 1 AND (i.measure = 'ratio' OR i.over_series = 'ratio')
                AND (p.elsewhere = 0 OR i.over_places = 'sum') THEN
            coalesce(p.result_state, '') || '|' || coalesce(p.target_state, '') || '|'
            || coalesce(CAST(p.result AS VARCHAR), '') || '|' || coalesce(CAST(p.numerator AS VARCHAR), '') || '|'
            || coalesce(CAST(p.denominator AS VARCHAR), '') || '|' || coalesce(CAST(p.target AS VARCHAR), '') || '|'
            || coalesce(CAST(p.target_numerator AS VARCHAR), '') || '|'
            || coalesce(CAST(p.target_denominator AS VARCHAR), '') || '|' || coalesce(CAST(b.value AS VARCHAR), '')
            || '|' || coalesce(CAST(b.numerator AS VARCHAR), '') || '|'
            || coalesce(CAST(b.denominator AS VARCHAR), '') || '|' || p.agency || '|' || p.told END AS part,
        t.value AS first_target,
        CASE WHEN p.span = 'life' THEN d.starts_on
             WHEN p.first_day > DATE '0001-01-01' THEN p.first_day END AS begins,
        CASE WHEN p.result IS NOT NULL OR p.low IS NOT NULL OR p.high IS NOT NULL THEN 1 ELSE 0 END AS numbered,
        CASE WHEN p.target IS NOT NULL AND (p.result IS NOT NULL OR p.low IS NOT NULL OR p.high IS NOT NULL)
                AND coalesce(p.unit_too, '') = coalesce(p.unit, '')
             THEN 1 ELSE 0 END AS matched,
        CASE WHEN (i.measure = 'ratio' OR i.over_series = 'ratio') AND (p.elsewhere = 0 OR i.over_places = 'sum')
             THEN 1 ELSE 0 END AS divides,
        i.measure, i.over_series, i.direction
    FROM (
        SELECT
            pairs.*,
            CASE WHEN $apart THEN 1 ELSE coalesce(c.company, 1) END AS company,
            CASE WHEN pairs.own = 1 AND pairs.spot NOT IN ('', pairs.place) THEN 1 ELSE 0 END AS elsewhere,
            CASE WHEN pairs.spot IN ('', pairs.place) THEN pairs.activity
                 ELSE concat_ws(' ', nullif(pairs.activity, ''), 'at ' || pairs.spot) END AS told
        FROM pairs
        LEFT JOIN companies AS c
            ON c.indicator = pairs.indicator AND c.place = pairs.place AND c.first_day = pairs.first_day
            AND c.last_day = pairs.last_day AND c.wording = pairs.wording AND c.cohort = pairs.cohort
            AND c.span = pairs.span
    ) AS p
    INNER JOIN asked AS i ON i.code = p.indicator
    LEFT JOIN activities AS d ON d.code = p.activity
    LEFT JOIN baselines AS b
        ON b.indicator = p.indicator AND b.place = p.place AND b.spot = p.spot AND b.agency = p.agency AND b.activity = p.activity
        AND b.holds_from <= p.last_day AND (b.holds_until IS NULL OR b.holds_until > p.last_day)
        AND coalesce(b.unit, p.unit, '') = coalesce(p.unit, b.unit, '') AND (b.value IS NOT NULL OR b.denominator <> 0)
    LEFT JOIN baselines AS x
        ON x.indicator = p.indicator AND x.place = p.place AND x.spot = p.spot AND x.agency = p.agency AND x.activity = p.activity
        AND x.holds_from <= p.last_day AND (x.holds_until IS NULL OR x.holds_until > p.last_day)
        AND b.indicator IS NULL
    LEFT JOIN replaced AS t
        ON t.role = 'target' AND t.place_from_first = 1
        AND t.indicator = p.indicator AND t.place = p.place AND t.spot = p.spot AND t.first_day = p.first_day
        AND t.last_day = p.last_day AND t.wording = p.wording AND t.cohort = p.cohort AND t.span = p.span
        AND t.agency = p.agency AND t.activity = p.activity AND t.value <> p.target
    LEFT JOIN others AS o
        ON o.indicator = p.indicator AND o.place = p.place AND o.spot = p.spot AND o.first_day = p.first_day
        AND o.last_day = p.last_day AND o.wording = p.wording AND o.cohort = p.cohort AND o.span = p.span
        AND o.agency = p.agency AND o.activity = p.activity
),

-- Every series as if it were a total: what a total counts is 0 or 1. `matched` is a series with result and target.
tallied AS NOT MATERIALIZED (
    SELECT
        indicator, place, spot, first_day, last_day, wording, cohort, span, agency, activity, told, company, elsewhere,
        note,
        CASE WHEN CAST($within AS VARCHAR) IS NOT NULL
                AND spot IN (SELECT code FROM places WHERE kind = 'unattributed')
             THEN result END AS unattributed,
        CASE WHEN result_state = 'reported' THEN 1 ELSE 0 END AS reported,
        CASE WHEN result_state IN ('withheld', 'not_available')
             OR (result_state IS NULL AND target_state = 'reported') THEN 1 ELSE 0 END AS holes,
        CASE WHEN result_state = 'not_applicable' OR target_state = 'not_applicable'
             THEN 1 ELSE 0 END AS not_applicable,
        CASE WHEN numbered = 1 THEN 1 ELSE 0 END AS known,
        CASE WHEN result IS NOT NULL THEN 1 ELSE 0 END AS points, result, result AS smallest,
        CASE WHEN lowest IS NOT NULL THEN 1 ELSE 0 END AS lows, lowest, lowest AS smallest_low,
        lowest AS largest_low, CASE WHEN highest IS NOT NULL THEN 1 ELSE 0 END AS highs, highest,
        CASE WHEN qualifier = 'at_most' AND low IS NULL AND high IS NULL THEN 1 ELSE 0 END AS floored,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'at_least' THEN 1 ELSE 0 END AS at_least,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'at_most' THEN 1 ELSE 0 END AS at_most,
        CASE WHEN (numbered = 1 OR divides = 1) AND qualifier = 'about' THEN 1 ELSE 0 END AS about,
        CASE maturity WHEN 'preliminary' THEN 4 WHEN '' THEN 3 WHEN 'revised' THEN 2 WHEN 'final'
             THEN 1 END AS least_settled,
        unit, CASE WHEN unit_too <> unit THEN 1 ELSE 0 END AS units_differ, as_written,
        CASE WHEN denominator <> 0 AND numerator IS NOT NULL THEN numerator END AS numerator,
        CASE WHEN denominator <> 0 AND numerator IS NOT NULL THEN denominator END AS denominator,
        CASE WHEN target IS NOT NULL THEN 1 ELSE 0 END AS targets, target, target AS smallest_target,
        target AS largest_target, coalesce(first_target, target) AS first_target,
        CASE WHEN first_target IS NOT NULL THEN 1 ELSE 0 END AS revised,
        CASE WHEN target_state = 'reported' AND target_stated_on > begins THEN 1 ELSE 0 END AS late,
        CASE WHEN target_state = 'reported' AND (target_stated_on IS NULL OR begins IS NULL)
             THEN 1 ELSE 0 END AS undated,
        CASE WHEN target_state = 'reported' THEN 1 ELSE 0 END AS targeted,
        CASE WHEN result_state = 'reported' AND target_state = 'reported' THEN 1 ELSE 0 END AS answered,
        CASE WHEN matched = 1 THEN 1 ELSE 0 END AS matched,
        CASE WHEN matched = 1 THEN result END AS matched_result,
        CASE WHEN matched = 1 AND result IS NOT NULL THEN 1 ELSE 0 END AS matched_points,
        CASE WHEN matched = 1 THEN target END AS matched_target,
        CASE WHEN matched = 1 THEN baseline END AS matched_baseline,
        CASE WHEN matched = 1 AND baseline IS NOT NULL THEN 1 ELSE 0 END AS matched_baselines,
        CASE WHEN matched = 1 THEN lowest END AS matched_lowest,
        CASE WHEN matched = 1 AND lowest IS NOT NULL THEN 1 ELSE 0 END AS matched_lows,
        CASE WHEN matched = 1 THEN highest END AS matched_highest,
        CASE WHEN matched = 1 AND highest IS NOT NULL THEN 1 ELSE 0 END AS matched_highs,
        CASE WHEN matched = 1 AND ((direction = 'up' AND lowest >= target)
             OR (direction = 'down' AND highest <= target)) THEN 1 ELSE 0 END AS met_alone,
        CASE WHEN matched = 0 THEN result END AS untargeted,
        CASE WHEN matched = 0 THEN target END AS unreported_target,
        CASE WHEN own = 1 THEN 1 ELSE 0 END AS series,
        CASE WHEN baseline IS NOT NULL THEN 1 ELSE 0 END AS baselines, baseline, baseline_first_day,
        baseline_last_day, baseline_first_day AS baseline_first_day_too,
        baseline_last_day AS baseline_last_day_too, source, source AS source_too, nullif(remark, '') AS remarks,
        part AS parts, base_period, divides, period_as_written, reporting_year, figures
    FROM series
),

-- A series alone is its own total, which most are; several are added up.
totals AS (
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CASE WHEN $apart THEN agency END AS agency, CASE WHEN $apart THEN activity END AS activity,
        CASE WHEN $apart THEN note END AS note, elsewhere, unattributed, reported AS places, reported, holes, not_applicable, known, points, result, smallest, lows, lowest, smallest_low,
        largest_low, highs, highest, floored, at_least, at_most, about, least_settled, unit, units_differ,
        as_written, numerator, denominator, targets, target, smallest_target, largest_target, first_target,
        revised, late, undated, targeted, answered, matched, matched_result, matched_points, matched_target,
        matched_baseline, matched_baselines, matched_lowest, matched_lows, matched_highest, matched_highs,
        met_alone, untargeted, unreported_target, series, baselines, baseline, baseline_first_day,
        baseline_last_day, baseline_first_day_too, baseline_last_day_too, source, source_too, remarks, parts,
        base_period, divides, period_as_written, reporting_year, figures
    FROM tallied
    WHERE company = 1
    UNION ALL
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CAST(NULL AS VARCHAR) AS agency, CAST(NULL AS VARCHAR) AS activity, CAST(NULL AS VARCHAR) AS note,
        max(elsewhere) AS elsewhere, sum(unattributed) AS unattributed,
        count(DISTINCT CASE WHEN reported = 1 THEN spot END) AS places, CAST(sum(reported) AS BIGINT) AS reported, CAST(sum(holes) AS BIGINT) AS holes,
        CAST(sum(not_applicable) AS BIGINT) AS not_applicable, CAST(sum(known) AS BIGINT) AS known,
        CAST(sum(points) AS BIGINT) AS points, sum(result) AS result, min(smallest) AS smallest,
        CAST(sum(lows) AS BIGINT) AS lows, sum(lowest) AS lowest, min(smallest_low) AS smallest_low,
        max(largest_low) AS largest_low, CAST(sum(highs) AS BIGINT) AS highs, sum(highest) AS highest,
        max(floored) AS floored, max(at_least) AS at_least, max(at_most) AS at_most, max(about) AS about,
        max(least_settled) AS least_settled, max(unit) AS unit,
        CASE WHEN max(units_differ) = 1 OR min(unit) <> max(unit) THEN 1 ELSE 0 END AS units_differ,
        max(as_written) AS as_written, sum(numerator) AS numerator, sum(denominator) AS denominator,
        CAST(sum(targets) AS BIGINT) AS targets, sum(target) AS target, min(smallest_target) AS smallest_target,
        max(largest_target) AS largest_target, sum(first_target) AS first_target,
        CAST(sum(revised) AS BIGINT) AS revised, CAST(sum(late) AS BIGINT) AS late,
        CAST(sum(undated) AS BIGINT) AS undated, CAST(sum(targeted) AS BIGINT) AS targeted,
        CAST(sum(answered) AS BIGINT) AS answered, CAST(sum(matched) AS BIGINT) AS matched,
        sum(matched_result) AS matched_result, CAST(sum(matched_points) AS BIGINT) AS matched_points,
        sum(matched_target) AS matched_target, sum(matched_baseline) AS matched_baseline,
        CAST(sum(matched_baselines) AS BIGINT) AS matched_baselines, sum(matched_lowest) AS matched_lowest,
        CAST(sum(matched_lows) AS BIGINT) AS matched_lows, sum(matched_highest) AS matched_highest,
        CAST(sum(matched_highs) AS BIGINT) AS matched_highs, CAST(sum(met_alone) AS BIGINT) AS met_alone,
        sum(untargeted) AS untargeted, sum(unreported_target) AS unreported_target,
        CAST(sum(series) AS BIGINT) AS series, CAST(sum(baselines) AS BIGINT) AS baselines,
        sum(baseline) AS baseline, min(baseline_first_day) AS baseline_first_day,
        max(baseline_last_day) AS baseline_last_day, max(baseline_first_day_too) AS baseline_first_day_too,
        min(baseline_last_day_too) AS baseline_last_day_too, min(source) AS source,
        max(source_too) AS source_too,
        string_agg(remarks, ';' ORDER BY remarks) FILTER (WHERE remarks IS NOT NULL) AS remarks,
        string_agg(parts, ';' ORDER BY agency, told) FILTER (WHERE parts IS NOT NULL) AS parts,
        max(base_period) AS base_period, max(divides) AS divides, max(period_as_written) AS period_as_written,
        max(reporting_year) AS reporting_year, CAST(sum(figures) AS BIGINT) AS figures
    FROM tallied
    WHERE company > 1
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
),

-- Rows without any figure of result or target: what was asked and not answered, and baselines nothing followed.
unheard AS (
    SELECT
        indicator, place, first_day, last_day, wording, cohort, span,
        CAST(sum(asked) AS BIGINT) AS asked, max(reporting_year) AS reporting_year,
        sum(value) AS baseline, count(value) AS baselines, max(period_as_written) AS period_as_written,
        string_agg('silent|' || agency || '|' || CASE WHEN spot IN ('', place) THEN activity
            ELSE concat_ws(' ', nullif(activity, ''), 'at ' || spot) END || '|', ';' ORDER BY agency, activity, spot)
            FILTER (WHERE asked = 1) AS remarks
    FROM (
        SELECT
            indicator, place, spot, first_day, last_day, '' AS wording, '' AS cohort, 'period' AS span,
            1 AS asked, agency, activity, reporting_year, CAST(NULL AS DECIMAL(38, 9)) AS value,
            CAST(NULL AS VARCHAR) AS period_as_written
        FROM unanswered
        UNION ALL
        SELECT
            indicator, place, spot, first_day, last_day, wording, cohort, span, 0, agency, activity, reporting_year,
            value, period_as_written
        FROM seen AS b
        WHERE place_in_line = 1 AND role = 'baseline' AND state = 'reported'
            AND NOT EXISTS (SELECT 1 FROM pairs AS p WHERE p.indicator = b.indicator AND p.place = b.place)
    ) AS rows_without_figures
    WHERE NOT $apart
    GROUP BY indicator, place, first_day, last_day, wording, cohort, span
),

-- Up to a place: what stands at each spot of a total of several series, from the largest part to the sum.
grounds AS (
    SELECT
        indicator, first_day, last_day, wording, cohort, span, spot, count(*) AS parts, sum(result) AS value,
        max(lowest) AS low, CASE WHEN count(highest) = count(*) THEN sum(highest) END AS high
    FROM tallied
    WHERE company > 1 AND known = 1 AND divides = 0 AND CAST($within AS VARCHAR) IS NOT NULL
    GROUP BY indicator, first_day, last_day, wording, cohort, span, spot
),

-- The places around each spot first: joining the spots of a total with one another would be their square.
grounds_around AS MATERIALIZED (
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, l.around
    FROM grounds AS g
    INNER JOIN lies_in AS l ON l.spot = g.spot
),

-- Totals with one spot in another, or with a decision for a place inside: totals.py works their way up the places.
entangled AS (
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, 1 AS inner_spots
    FROM grounds_around AS g
    INNER JOIN grounds AS o
        ON o.spot = g.around AND o.indicator = g.indicator AND o.first_day = g.first_day AND o.last_day = g.last_day
        AND o.wording = g.wording AND o.cohort = g.cohort AND o.span = g.span
    UNION
    SELECT g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, 0
    FROM grounds AS g
    INNER JOIN "overlaps" AS d ON d.indicator = g.indicator AND d.place <> $within
    LEFT JOIN lies_in AS l ON l.spot = g.spot AND l.around = d.place
    WHERE d.place = g.spot OR l.around IS NOT NULL
),

climbed AS (
    SELECT
        g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span, sum(g.low) AS low,
        CASE WHEN max(g.parts) > 1 OR max(e.inner_spots) = 1 THEN 1 ELSE 0 END AS shared,
        string_agg(g.spot || '|' || g.parts || '|' || coalesce(CAST(g.value AS VARCHAR), '') || '|'
            || coalesce(CAST(g.low AS VARCHAR), '') || '|' || coalesce(CAST(g.high AS VARCHAR), ''),
            ';' ORDER BY g.spot) FILTER (WHERE e.indicator IS NOT NULL) AS spots
    FROM grounds AS g
    LEFT JOIN (
        SELECT indicator, first_day, last_day, wording, cohort, span, max(inner_spots) AS inner_spots
        FROM entangled
        GROUP BY indicator, first_day, last_day, wording, cohort, span
    ) AS e
        ON e.indicator = g.indicator AND e.first_day = g.first_day AND e.last_day = g.last_day
        AND e.wording = g.wording AND e.cohort = g.cohort AND e.span = g.span
    GROUP BY g.indicator, g.first_day, g.last_day, g.wording, g.cohort, g.span
),

-- What persons decided where the same people may be counted twice: `period=decision=value`.
decisions AS (
    SELECT
        indicator, place,
        string_agg(period || '=' || decision || '=' || coalesce(CAST(value AS VARCHAR), ''), ';' ORDER BY period)
            AS decisions
    FROM "overlaps"
    GROUP BY indicator, place
),

-- The last day that anything was reported or asked for: a target's period that ends later is not over.
horizon AS (
    SELECT max(last_day) AS day
    FROM (
        SELECT last_day
        FROM seen
        WHERE place_in_line = 1 AND role IN ('result', 'beside') AND state = 'reported' AND span = 'period'
            AND last_day < DATE '9999-12-31'
        UNION ALL
        SELECT last_day FROM asked_of
    ) AS days
),

-- Each total by the rule of its measure. A hole in a sum of what cannot be below zero makes it at least that much.
ruled AS (
    SELECT
        t.*, h.day AS horizon, c.low AS climbed_low, c.spots,
        CASE WHEN CAST($within AS VARCHAR) IS NULL OR c.shared = 1 THEN 1 ELSE 0 END AS shared,
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 'none'
             WHEN t.reported <= 1 OR (t.known <= 1 AND i.over_series = 'range') THEN 'single'
             WHEN t.units_differ = 1 THEN 'none' ELSE i.over_series END AS rule,
        CASE WHEN i.measure IN ('ratio', 'quantity', 'score') AND i."time" <> 'running' OR i."time" = 'stock'
             THEN 1 ELSE 0 END AS is_level,
        CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 AND coalesce(t.smallest, 0) >= 0
                AND coalesce(t.smallest_low, 0) >= 0
             THEN 1 ELSE 0 END AS non_negative,
        CASE WHEN i.over_series IN ('sum', 'range')
             THEN t.holes + coalesce(u.asked, 0) + t.reported - t.known ELSE 0 END AS gaps,
        CASE WHEN t.last_day <= h.day OR (t.first_day = DATE '0001-01-01' AND t.last_day = DATE '9999-12-31')
             THEN 1 ELSE 0 END AS ended,
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 0
             WHEN t.matched = 1 OR (i.over_series IN ('sum', 'range') AND t.units_differ = 0) THEN 1 ELSE 0 END
            AS comparable,
        CASE WHEN t.elsewhere = 1 AND i.over_places = 'none' THEN 'none' ELSE i.over_series END AS over_series,
        i.measure, i.direction
    FROM totals AS t
    INNER JOIN asked AS i ON i.code = t.indicator
    LEFT JOIN unheard AS u
        ON u.indicator = t.indicator AND u.place = t.place AND u.first_day = t.first_day AND u.last_day = t.last_day
        AND u.wording = t.wording AND u.cohort = t.cohort AND u.span = t.span
    LEFT JOIN climbed AS c
        ON c.indicator = t.indicator AND c.first_day = t.first_day AND c.last_day = t.last_day
        AND c.wording = t.wording AND c.cohort = t.cohort AND c.span = t.span
    CROSS JOIN horizon AS h
),

-- The total with its ends, and whether the series with a target reached it together.
ended AS (
    SELECT
        r.*,
        CASE WHEN rule IN ('single', 'sum') AND points = known THEN result
             WHEN rule = 'range' AND gaps = 0 AND lows = known AND highs = known
                AND coalesce(climbed_low, largest_low) = highest
             THEN highest END AS total,
        CASE WHEN rule = 'range' THEN coalesce(climbed_low, largest_low)
             WHEN rule IN ('single', 'sum') AND lows = known AND (non_negative = 1 OR (gaps = 0 AND floored = 0))
             THEN lowest END AS total_low,
        CASE WHEN rule IN ('single', 'sum', 'range') AND highs = known AND gaps = 0 THEN highest END AS total_high,
        CASE WHEN at_most = 1 AND (at_least = 1 OR (gaps > 0 AND non_negative = 1)) THEN 'about'
             WHEN at_least = 1 OR (gaps > 0 AND non_negative = 1) THEN 'at_least'
             WHEN at_most = 1 THEN 'at_most'
             WHEN about = 1 OR gaps > 0 THEN 'about' ELSE 'exact' END AS total_qualifier,
        CASE WHEN direction = 'up' AND matched_lows = matched AND matched_lowest >= matched_target THEN 'reached'
             WHEN direction = 'up' AND matched_highs = matched AND matched_highest < matched_target THEN 'missed'
             WHEN direction = 'down' AND matched_highs = matched AND matched_highest <= matched_target THEN 'reached'
             WHEN direction = 'down' AND matched_lows = matched AND matched_lowest > matched_target THEN 'missed'
             ELSE 'open' END AS verdict,
        CASE WHEN over_series IN ('sum', 'range') AND units_differ = 0 THEN 1 ELSE 0 END AS adds,
        CASE WHEN baseline_first_day = baseline_first_day_too AND baseline_last_day = baseline_last_day_too
             THEN 1 ELSE 0 END AS one_baseline,
        CASE WHEN direction IN ('up', 'down') AND measure NOT IN ('ratio', 'change', 'milestone', 'text')
                AND matched > 0 AND matched_points = matched AND comparable = 1
             THEN 1 ELSE 0 END AS achievable
    FROM ruled AS r
),

-- A range is told where the value and its qualifier do not tell it already.
summed AS (
    SELECT
        e.*,
        CASE WHEN total_low IS NULL AND total_high IS NULL THEN 0
             WHEN total IS NULL THEN
                CASE WHEN rule <> 'range' AND total_low = 0 AND total_high IS NULL AND non_negative = 1 THEN 0 ELSE 1 END
             WHEN total_qualifier = 'at_least' AND total_low = total AND total_high IS NULL THEN 0
             WHEN total_qualifier = 'at_most' AND total_high = total
                AND coalesce(total_low, 0) = 0 AND (total_low IS NULL) = (non_negative = 0) THEN 0
             WHEN total_qualifier IN ('exact', 'about') AND total_low = total AND total_high = total THEN 0
             ELSE 1 END AS told_as_range
    FROM ended AS e
),

-- How the result stands against its target. `ratio`: the comparison needs a division, progress.py makes it.
judged AS (
    SELECT
        *,
        CASE
            WHEN reported + holes = 0 AND not_applicable > 0 THEN 'not_applicable'
            WHEN reported = 0 THEN CASE WHEN ended = 1 THEN 'not_reported' ELSE 'too_early' END
            WHEN divides = 1 AND units_differ = 0 THEN 'ratio'
            WHEN rule = 'none' THEN 'not_additive'
            WHEN direction = 'none' OR measure = 'text' THEN 'not_applicable'
            WHEN targeted = 0 THEN 'no_target'
            WHEN answered = 0 THEN CASE WHEN ended = 1 THEN 'not_reported' ELSE 'too_early' END
            WHEN comparable = 0 OR matched = 0 THEN 'conditional'
            WHEN ended = 0 THEN
                CASE WHEN verdict = 'reached' AND direction = 'up' AND is_level = 0 AND measure <> 'change'
                     THEN 'met' ELSE 'on_the_way' END
            WHEN verdict = 'reached' THEN 'met'
            WHEN verdict = 'missed' THEN 'not_met'
            ELSE 'conditional' END AS status
    FROM summed
)

SELECT
    coalesce(s.indicator, u.indicator) AS indicator,
    coalesce(s.place, u.place) AS place,
    nullif(coalesce(s.first_day, u.first_day), DATE '0001-01-01') AS period_start,
    nullif(coalesce(s.last_day, u.last_day), DATE '9999-12-31') AS period_end,
    coalesce(s.period_as_written, u.period_as_written) AS period_as_written,
    coalesce(s.span, u.span) AS span,
    nullif(coalesce(s.cohort, u.cohort), '') AS cohort,
    coalesce(s.reporting_year, u.reporting_year) AS reporting_year,
    s.total AS result,
    CASE WHEN s.told_as_range = 1 THEN s.total_low END AS result_low,
    CASE WHEN s.told_as_range = 1 THEN s.total_high END AS result_high,
    CASE WHEN s.known > 0 AND s.rule <> 'none' THEN s.total_qualifier END AS qualifier,
    CASE s.least_settled WHEN 4 THEN 'preliminary' WHEN 2 THEN 'revised' WHEN 1 THEN 'final' END AS maturity,
    CASE WHEN s.units_differ = 1 THEN NULL ELSE s.unit END AS unit,
    CASE WHEN s.reported = 1 THEN s.as_written END AS result_as_written,
    CASE WHEN s.measure = 'change' THEN s.base_period END AS base_period,
    s.numerator AS result_numerator,
    s.denominator AS result_denominator,
    CASE WHEN s.divides = 1 OR s.units_differ = 1 THEN NULL
         WHEN s.adds = 1 THEN CASE WHEN s.targets = s.targeted THEN s.target END
         WHEN s.smallest_target = s.largest_target THEN s.smallest_target END AS target,
    CASE WHEN coalesce(s.targeted, 0) = 0 THEN NULL WHEN s.late > 0 THEN 'late' WHEN s.undated > 0 THEN 'date_unknown'
         ELSE 'on_time' END AS target_status,
    CASE WHEN s.revised > 0 AND (s.targets = 1 OR s.adds = 1) THEN s.first_target END AS first_target,
    CASE WHEN s.indicator IS NULL AND u.baselines = 1 THEN u.baseline
         WHEN s.divides = 0 AND (s.series = 1 OR (s.over_series = 'sum' AND s.baselines = s.series))
         THEN s.baseline END AS baseline,
    nullif(CASE WHEN s.indicator IS NULL THEN u.first_day WHEN s.one_baseline = 1 THEN s.baseline_first_day END,
        DATE '0001-01-01') AS baseline_start,
    nullif(CASE WHEN s.indicator IS NULL THEN u.last_day WHEN s.one_baseline = 1 THEN s.baseline_last_day END,
        DATE '9999-12-31') AS baseline_end,
    CASE WHEN s.achievable = 0 THEN NULL
         WHEN s.is_level = 0 THEN s.matched_result
         WHEN s.matched_baselines = s.matched THEN s.matched_result - s.matched_baseline END AS achievement_numerator,
    CASE WHEN s.achievable = 0 THEN NULL
         WHEN s.is_level = 0 THEN s.matched_target
         WHEN s.matched_baselines = s.matched THEN s.matched_target - s.matched_baseline END AS achievement_denominator,
    CASE WHEN s.adds = 1 AND s.targeted > 0 THEN s.untargeted END AS untargeted_result,
    CASE WHEN s.adds = 1 THEN s.unreported_target END AS unreported_target,
    coalesce(s.status, 'not_reported') AS status,
    coalesce(s.reported, 0) AS reported,
    coalesce(s.reported + s.holes, 0) + coalesce(u.asked, 0) AS expected,
    coalesce(s.figures, u.baselines, 0) AS figures,
    CASE WHEN s.source_too <> s.source THEN s.source || ', ' || s.source_too ELSE s.source END AS sources,
    concat_ws(';',
        CASE WHEN s.reported > 1 AND s.adds = 1 AND s.divides = 0
             THEN CASE WHEN s.shared = 1 THEN 'overlap|||' ELSE 'disjoint|||' END END,
        CASE WHEN s.units_differ = 1 THEN 'units|||' END,
        CASE WHEN s.status = 'not_additive' AND s.matched > 0
             THEN 'tally|||' || s.met_alone || ' of ' || s.matched END,
        'unattributed|||' || CAST(s.unattributed AS VARCHAR),
        s.remarks, u.remarks,
        CASE WHEN s.reported > 0 AND s.targeted = 0 AND s.status <> 'no_target' THEN 'no target|||' END,
        CASE WHEN s.reported > 0 AND ((s.is_level = 1 AND s.divides = 0 AND s.matched > 0 AND s.matched_baselines = 0)
                OR (s.measure = 'change' AND s.base_period IS NULL)) THEN 'no base|||' END,
        CASE WHEN s.baselines > 0 AND s.one_baseline = 0 THEN 'several bases|||' END,
        CASE WHEN s.late > 0 THEN 'late|||' || s.late || ' of ' || s.targeted END,
        CASE WHEN s.revised > 0 AND (s.targets = 1 OR s.adds = 1)
             THEN 'revised|||' || CAST(s.first_target AS VARCHAR) END,
        CASE WHEN s.reported > 0 AND s.adds = 1 AND s.targeted > 0
             THEN 'untargeted|||' || CAST(s.untargeted AS VARCHAR) END,
        CASE WHEN s.reported > 0 AND s.adds = 1
             THEN 'unreported|||' || CAST(s.unreported_target AS VARCHAR) END
    ) AS remarks,
    s.parts,
    d.decisions,
    s.ended,
    s.unattributed,
    coalesce(s.places, 0) AS places,
    s.spots,
    s.agency,
    s.activity,
    coalesce(s.targeted, 0) AS targeted,
    coalesce(s.late, 0) AS late,
    coalesce(s.undated, 0) AS undated,
    CASE WHEN s.targeted > 0 AND s.is_level = 1 AND s.baselines = 0 THEN 1 ELSE 0 END AS unbased,
    s.note
FROM judged AS s
FULL OUTER JOIN unheard AS u
    ON u.indicator = s.indicator AND u.place = s.place AND u.first_day = s.first_day AND u.last_day = s.last_day
    AND u.wording = s.wording AND u.cohort = s.cohort AND u.span = s.span
LEFT JOIN decisions AS d ON d.indicator = s.indicator AND d.place = s.place AND s.reported > 1
ORDER BY 1, 2, 3 NULLS FIRST, 4 NULLS FIRST, 5 NULLS FIRST, 6, 7 NULLS FIRST, s.agency NULLS FIRST, s.activity NULLS FIRST
