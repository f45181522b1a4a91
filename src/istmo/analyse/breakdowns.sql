-- breakdowns: every part of a total by its dimension and category, the total beside it, and what no part was given.
--
-- One row per performance indicator × place × period × cohort × span × whole × dimension × category; a whole is the
-- total ('') or a part with parts of its own. Results only. Rules, the same as for totals: the latest statement of a
-- series stands; of one series and breakdown a place's own value beats those of the places in it, and a longer
-- period's own value those of the periods in it; series of things and amounts add; of people the sum is a range; ratios
-- pool numerators and denominators. Where a reporter gave cells and no whole, the whole is made of them only if the
-- dimensions are exclusive and complete, all their categories are there, and all such sums agree.
--
-- Nothing is divided here: breakdowns.py divides and settles what persons decided. 0001-01-01 and 9999-12-31 stand for
-- open ends.
--
-- By hand: $indicator and $place a code or NULL; $within a place, '' for everywhere, or NULL for every place apart;
-- $first and $last the days of one period to be made out of those in it, or NULL for the periods as stated.

WITH RECURSIVE asked AS (
    SELECT *
    FROM indicators
    WHERE kind <> 'context' AND framework IS NOT NULL
        AND (CAST($indicator AS VARCHAR) IS NULL OR code = $indicator)
),

--[ with repeated
-- What is told more than once: most is not, and then nothing has to stand in line.
repeated AS MATERIALIZED (
    SELECT indicator, place, period_start, period_end, cohort, span, agency, activity, breakdown
    FROM figures
    WHERE role = 'result' AND (CAST($indicator AS VARCHAR) IS NULL OR indicator = $indicator)
        AND (CAST($place AS VARCHAR) IS NULL OR place = $place)
    GROUP BY indicator, place, period_start, period_end, cohort, span, agency, activity, breakdown
    HAVING count(*) > 1
),
--]

said AS NOT MATERIALIZED (
    SELECT
        f.*,
        --[ with repeated
        EXISTS (
            SELECT 1
            FROM repeated AS r
            WHERE r.indicator = f.indicator AND r.place = f.place AND r.span = f.span AND r.breakdown = f.breakdown
                AND r.period_start IS NOT DISTINCT FROM f.period_start AND r.period_end IS NOT DISTINCT FROM f.period_end
                AND r.cohort IS NOT DISTINCT FROM f.cohort AND r.agency IS NOT DISTINCT FROM f.agency
                AND r.activity IS NOT DISTINCT FROM f.activity
        ) AS is_repeated,
        --]
        i.preferred_source
    FROM figures AS f
    INNER JOIN asked AS i ON i.code = f.indicator
    LEFT JOIN agencies AS a ON a.code = f.agency
    WHERE f.role = 'result' AND coalesce(a.own, TRUE)
        AND (CAST($place AS VARCHAR) IS NULL OR f.place = $place)
        AND (CAST($last AS DATE) IS NULL
             OR (f.period_end <= $last AND (i."time" = 'running' OR f.period_start >= $first)))
),

-- The latest statement of every series and breakdown; with a period asked for, only what can be a part of it.
stated AS MATERIALIZED (
    SELECT
        indicator, place AS spot, coalesce(period_start, DATE '0001-01-01') AS first_day,
        coalesce(period_end, DATE '9999-12-31') AS last_day,
        CASE WHEN period_start IS NULL AND period_end IS NULL THEN coalesce(period_as_written, '') ELSE '' END AS wording,
        coalesce(cohort, '') AS cohort, span, coalesce(agency, '') AS agency, coalesce(activity, '') AS activity,
        breakdown, state, value, numerator, denominator, low, high, unit, coalesce(qualifier, 'exact') AS qualifier,
        CAST(NULL AS VARCHAR) AS made
    FROM (
        --[ with repeated
        SELECT * EXCLUDE (is_repeated), 1 AS place_in_line FROM said WHERE NOT is_repeated
        UNION ALL
        SELECT
            * EXCLUDE (is_repeated),
            row_number() OVER (
                PARTITION BY indicator, place, period_start, period_end,
                    CASE WHEN period_start IS NULL AND period_end IS NULL THEN period_as_written END,
                    cohort, span, agency, activity, breakdown
                ORDER BY
                    as_of DESC NULLS LAST,
                    stated_on DESC NULLS LAST,
                    CASE maturity WHEN 'final' THEN 3 WHEN 'revised' THEN 2 WHEN 'preliminary' THEN 1 ELSE 0 END DESC,
                    CASE WHEN source = preferred_source THEN 0 ELSE 1 END,
                    source NULLS LAST, value NULLS LAST, submission NULLS LAST, "row" NULLS LAST
            )
        FROM said
        WHERE is_repeated
        --]
        --[ without repeated
        SELECT *, 1 AS place_in_line FROM said
        --]
    ) AS lines
    WHERE place_in_line = 1
),

-- Every breakdown given, and the single parts that may be made of it.
texts AS MATERIALIZED (
    SELECT
        breakdown, string_split(breakdown, ';') AS pairs,
        array_to_string(list_transform(string_split(breakdown, ';'), lambda p: split_part(p, '=', 1)), ';') AS dimensions
    FROM (
        SELECT breakdown FROM stated WHERE breakdown <> ''
        UNION
        SELECT unnest(string_split(breakdown, ';')) FROM stated WHERE contains(breakdown, ';')
    ) AS given
),

-- Every breakdown with each of its pairs taken out: what it is a part of.
pieces AS MATERIALIZED (
    SELECT
        breakdown, pair, split_part(pair, '=', 1) AS dimension, substr(pair, strpos(pair, '=') + 1) AS category,
        array_to_string(list_filter(pairs, lambda p: p <> pair), ';') AS under,
        array_to_string(list_transform(list_filter(pairs, lambda p: p <> pair), lambda p: split_part(p, '=', 1)), ';')
            AS other_dimensions,
        dimensions
    FROM (SELECT breakdown, dimensions, pairs, unnest(pairs) AS pair FROM texts) AS taken_out
),

-- Which wholes a cell belongs to: the total, and each single part. `cut`: the dimensions that part the whole there.
wholes AS MATERIALIZED (
    SELECT breakdown, '' AS whole, dimensions AS cut, dimensions FROM texts
    UNION ALL
    SELECT breakdown, pair, other_dimensions, dimensions FROM pieces WHERE under <> ''
),

cuts AS MATERIALIZED (
    SELECT
        c.cut, min(CASE WHEN d.exclusive THEN 1 ELSE 0 END) AS exclusive,
        min(CASE WHEN d.complete THEN 1 ELSE 0 END) AS complete, sum(coalesce(n.categories, 0)) AS categories
    FROM (
        SELECT cut, unnest(string_split(cut, ';')) AS dimension FROM (SELECT DISTINCT cut FROM wholes) AS one_each
    ) AS c
    LEFT JOIN dimensions AS d ON d.code = c.dimension
    LEFT JOIN (
        SELECT dimension, count(*) AS categories FROM categories WHERE code <> 'unknown' GROUP BY dimension
    ) AS n ON n.dimension = c.dimension
    GROUP BY c.cut
),

-- Series that told no total, or parts of parts, which may lack the part they are of: most are neither.
in_want AS MATERIALIZED (
    SELECT indicator, spot, first_day, last_day, wording, cohort, span, agency, activity
    FROM stated
    GROUP BY indicator, spot, first_day, last_day, wording, cohort, span, agency, activity
    HAVING min(breakdown) <> '' OR max(CASE WHEN contains(breakdown, ';') THEN 1 ELSE 0 END) = 1
),

in_question AS MATERIALIZED (
    SELECT s.*
    FROM stated AS s
    INNER JOIN in_want AS w
        ON w.indicator = s.indicator AND w.spot = s.spot AND w.first_day = s.first_day AND w.last_day = s.last_day
        AND w.wording = s.wording AND w.cohort = s.cohort AND w.span = s.span AND w.agency = s.agency
        AND w.activity = s.activity
),

-- Cells whose whole nobody stated.
slices AS MATERIALIZED (
    SELECT s.*, w.whole, w.cut, w.dimensions, c.complete, c.categories
    FROM in_question AS s
    INNER JOIN asked AS i ON i.code = s.indicator AND i.measure IN ('count', 'amount', 'ratio')
    INNER JOIN wholes AS w ON w.breakdown = s.breakdown
    INNER JOIN cuts AS c ON c.cut = w.cut AND c.exclusive = 1
    LEFT JOIN in_question AS o
        ON o.indicator = s.indicator AND o.spot = s.spot AND o.first_day = s.first_day AND o.last_day = s.last_day
        AND o.wording = s.wording AND o.cohort = s.cohort AND o.span = s.span AND o.agency = s.agency
        AND o.activity = s.activity AND o.breakdown = w.whole
    WHERE o.indicator IS NULL AND s.state <> 'not_applicable'
),

-- How many categories of its dimensions a cut has, where not known is no category.
present AS (
    SELECT
        s.indicator, s.spot, s.first_day, s.last_day, s.wording, s.cohort, s.span, s.agency, s.activity, s.whole, s.cut,
        count(DISTINCT p.pair) AS categories
    FROM slices AS s
    INNER JOIN pieces AS p ON p.breakdown = s.breakdown AND p.pair <> s.whole AND p.category <> 'unknown'
    WHERE s.state = 'reported'
    GROUP BY
        s.indicator, s.spot, s.first_day, s.last_day, s.wording, s.cohort, s.span, s.agency, s.activity, s.whole, s.cut
),

-- The sum of each cut; `whole_cut` is one that holds all there is.
cut_sums AS (
    SELECT
        s.*, CASE WHEN s.complete = 1 AND s.holes = 0 AND p.categories = s.categories THEN 1 ELSE 0 END AS whole_cut
    FROM (
        SELECT
            indicator, spot, first_day, last_day, wording, cohort, span, agency, activity, whole, cut,
            max(dimensions) AS dimensions, max(complete) AS complete, max(categories) AS categories,
            count(*) FILTER (WHERE state <> 'reported' OR (value IS NULL AND denominator IS NULL)) AS holes,
            count(*) FILTER (WHERE state = 'reported') AS reported,
            CASE WHEN count(numerator) < count(*) OR count(denominator) < count(*) THEN sum(value) END AS value,
            CASE WHEN count(numerator) = count(*) AND count(denominator) = count(*) THEN sum(numerator) END AS numerator,
            CASE WHEN count(numerator) = count(*) AND count(denominator) = count(*) THEN sum(denominator) END
                AS denominator,
            max(unit) AS unit,
            max(CASE WHEN qualifier <> 'exact' OR low IS NOT NULL OR high IS NOT NULL THEN 1 ELSE 0 END) AS unsure
        FROM slices
        GROUP BY indicator, spot, first_day, last_day, wording, cohort, span, agency, activity, whole, cut
    ) AS s
    INNER JOIN asked AS i ON i.code = s.indicator AND (i.measure <> 'ratio' OR s.denominator IS NOT NULL)
    LEFT JOIN present AS p
        ON p.indicator = s.indicator AND p.spot = s.spot AND p.first_day = s.first_day AND p.last_day = s.last_day
        AND p.wording = s.wording AND p.cohort = s.cohort AND p.span = s.span AND p.agency = s.agency
        AND p.activity = s.activity AND p.whole = s.whole AND p.cut = s.cut
    WHERE s.reported > 0
),

-- Of several whole cuts all must agree. A part (not the total) with no whole cut is at least what its cells are.
made AS (
    SELECT
        indicator, spot, first_day, last_day, wording, cohort, span, agency, activity, whole,
        CASE WHEN max(whole_cut) = 1 THEN max(value) FILTER (WHERE whole_cut = 1) ELSE max(value) END AS value,
        CASE WHEN max(whole_cut) = 1 THEN max(numerator) FILTER (WHERE whole_cut = 1)
             WHEN count(*) = 1 THEN max(numerator) END AS numerator,
        CASE WHEN max(whole_cut) = 1 THEN max(denominator) FILTER (WHERE whole_cut = 1)
             WHEN count(*) = 1 THEN max(denominator) END AS denominator,
        max(unit) AS unit,
        CASE WHEN max(whole_cut) = 0 THEN 'at_least' WHEN max(unsure) = 1 THEN 'about' ELSE 'exact' END AS qualifier,
        CASE WHEN max(whole_cut) = 0 AND whole = '' THEN 'none'
             WHEN min(value) FILTER (WHERE whole_cut = 1) <> max(value) FILTER (WHERE whole_cut = 1)
                OR min(numerator) FILTER (WHERE whole_cut = 1) <> max(numerator) FILTER (WHERE whole_cut = 1)
                OR min(denominator) FILTER (WHERE whole_cut = 1) <> max(denominator) FILTER (WHERE whole_cut = 1)
             THEN 'disagree' ELSE 'made' END AS outcome,
        string_agg(replace(cut, ';', ' and ') || ' '
            || regexp_replace(coalesce(CAST(value AS VARCHAR), CAST(numerator AS VARCHAR)), '[.]?0*$', ''), ', ' ORDER BY cut)
            FILTER (WHERE whole_cut = 1) AS sums,
        replace(min(dimensions), ';', ', ') AS made_of
    FROM cut_sums
    GROUP BY indicator, spot, first_day, last_day, wording, cohort, span, agency, activity, whole
),

told AS (
    SELECT * FROM stated
    UNION ALL
    SELECT
        indicator, spot, first_day, last_day, wording, cohort, span, agency, activity, whole, 'reported', value,
        numerator, denominator, CAST(NULL AS DECIMAL(38, 9)), CAST(NULL AS DECIMAL(38, 9)), unit, qualifier, made_of
    FROM made
    WHERE outcome = 'made'
),

    {lies_in},

-- Every statement under the place and period it is told for. Groups have their members on the last day.
framed AS
    --[ with $within or $last or repeated
    MATERIALIZED
    --]
    --[ without $within or $last or repeated
    NOT MATERIALIZED
    --]
(
    SELECT
        t.*, CASE WHEN CAST($within AS VARCHAR) IS NULL THEN t.spot ELSE $within END AS place,
        coalesce(CAST($first AS DATE), t.first_day) AS frame_first,
        coalesce(CAST($last AS DATE), t.last_day) AS frame_last,
        CASE WHEN t.last_day < DATE '9999-12-31' THEN t.last_day
             WHEN t.first_day > DATE '0001-01-01' THEN t.first_day END AS day_of_groups,
        i."time",
        --[ with $last
        CASE WHEN CAST($last AS DATE) IS NOT NULL AND i."time" = 'running' AND t.span = 'period'
             THEN dense_rank() OVER (
                PARTITION BY t.indicator, t.spot, t.cohort, t.span, t.agency, t.activity
                ORDER BY t.last_day DESC, t.first_day DESC
             ) ELSE 1 END AS back
        --]
        --[ without $last
        1 AS back
        --]
    FROM told AS t
    INNER JOIN asked AS i ON i.code = t.indicator
    WHERE CAST($last AS DATE) IS NULL
        OR (t.first_day = $first AND t.last_day = $last)
        OR (t.span = 'period' AND (i."time" IN ('flow', 'running') OR (i."time" = 'stock' AND t.last_day = $last)))
),

seen AS
    --[ with $within or $last or repeated
    MATERIALIZED
    --]
    --[ without $within or $last or repeated
    NOT MATERIALIZED
    --]
(
    SELECT *
    FROM framed AS f
    WHERE f.back = 1 AND (
        CAST($within AS VARCHAR) IS NULL OR $within = '' OR f.spot = $within OR EXISTS (
            SELECT 1
            FROM lies_in AS l
            WHERE l.around = $within AND l.spot = f.spot
                AND (f.day_of_groups IS NULL OR (l.since <= f.day_of_groups AND l.until >= f.day_of_groups))
        )
    )
),

--[ with $within or $last
-- The same place, and every place around it.
around AS (
    SELECT DISTINCT spot AS around, spot, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until FROM seen
    UNION ALL
    SELECT around, spot, since, until FROM lies_in
),

-- The same series and breakdown, one statement holding the other: by place, by time, or by both.
nested AS (
    SELECT
        i.indicator, i.place, i.frame_first, i.frame_last, i.cohort, i.span, i.agency, i.activity, i.breakdown,
        i.spot, i.first_day, i.last_day, i.wording, i.state,
        o.spot AS spot_around, o.first_day AS first_around, o.last_day AS last_around, o.state AS state_around
    FROM seen AS i
    INNER JOIN around AS l
        ON l.spot = i.spot AND (i.day_of_groups IS NULL OR (l.since <= i.day_of_groups AND l.until >= i.day_of_groups))
    INNER JOIN seen AS o
        ON o.spot = l.around AND o.indicator = i.indicator AND o.place = i.place AND o.frame_first = i.frame_first
        AND o.frame_last = i.frame_last AND o.wording = i.wording AND o.cohort = i.cohort AND o.span = i.span
        AND o.agency = i.agency AND o.activity = i.activity AND o.breakdown = i.breakdown
        AND (i."time" = 'running' OR (o.first_day <= i.first_day AND o.last_day >= i.last_day))
        AND (o.spot <> i.spot OR o.first_day <> i.first_day OR o.last_day <> i.last_day)
    WHERE CAST($within AS VARCHAR) IS NOT NULL OR CAST($last AS DATE) IS NOT NULL
),

beaten AS (
    SELECT
        indicator, place, frame_first, frame_last, cohort, span, agency, activity, breakdown, spot, first_day, last_day,
        wording
    FROM nested
    WHERE state_around = 'reported' OR state <> 'reported'
    UNION
    SELECT
        indicator, place, frame_first, frame_last, cohort, span, agency, activity, breakdown, spot_around, first_around,
        last_around, wording
    FROM nested
    WHERE state_around <> 'reported' AND state = 'reported'
),

--]
-- What counts, with the ends its value can have; only a number has ends, and words such as "at most". Sums of numbers
-- that cannot be below zero may be open upwards only.
counted AS (
    SELECT
        s.*, i.measure, i.over_series, i.over_places, i.counts,
        CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 1 ELSE 0 END AS floored,
        CASE WHEN s.state = 'reported' AND (s.value IS NOT NULL OR s.low IS NOT NULL OR s.high IS NOT NULL)
             THEN 1 ELSE 0 END AS known,
        CASE WHEN s.state = 'reported' AND (s.value IS NOT NULL OR s.low IS NOT NULL OR s.high IS NOT NULL
                  OR (s.numerator IS NOT NULL AND s.denominator <> 0)) THEN 1 ELSE 0 END AS numbered,
        CASE WHEN s.state <> 'reported' THEN NULL
             WHEN s.low IS NOT NULL OR s.high IS NOT NULL THEN s.low
             WHEN s.qualifier = 'at_most' AND s.value IS NOT NULL
             THEN CASE WHEN i.measure IN ('count', 'amount') AND coalesce(i.valid_min, 0) >= 0 THEN 0 END
             ELSE s.value END AS lowest,
        CASE WHEN s.state <> 'reported' THEN NULL
             WHEN s.low IS NOT NULL OR s.high IS NOT NULL THEN s.high
             WHEN s.qualifier = 'at_least' THEN NULL ELSE s.value END AS highest
    FROM seen AS s
    INNER JOIN asked AS i ON i.code = s.indicator
    --[ with $within or $last
    LEFT JOIN beaten AS b
        ON b.indicator = s.indicator AND b.place = s.place AND b.frame_first = s.frame_first
        AND b.frame_last = s.frame_last AND b.cohort = s.cohort AND b.span = s.span AND b.agency = s.agency
        AND b.activity = s.activity AND b.breakdown = s.breakdown AND b.spot = s.spot AND b.first_day = s.first_day
        AND b.last_day = s.last_day AND b.wording = s.wording
    --]
    WHERE s.state <> 'not_applicable'
        --[ with $within or $last
        AND b.indicator IS NULL
        --]
),

--[ with $within or $last
-- One series at one spot: its periods add, except those of people who may be the same people again.
at_spot AS (
    SELECT
        indicator, place, frame_first, frame_last, wording, cohort, span, agency, activity, breakdown, spot, measure,
        over_series, over_places, floored,
        CAST(sum(known) AS BIGINT) AS known, count(*) FILTER (WHERE state = 'reported') AS stated,
        count(*) FILTER (WHERE state <> 'reported' OR (known = 0 AND measure IN ('count', 'amount'))) AS gaps,
        CASE WHEN sum(known) > 1 AND counts = 'people' AND NOT contains(';' || breakdown || ';', ';new=yes;')
             THEN 1 ELSE 0 END AS again,
        sum(value) FILTER (WHERE state = 'reported') AS value,
        count(value) FILTER (WHERE state = 'reported') AS points,
        sum(lowest) AS low_sum, max(lowest) AS low_most, count(lowest) AS lows,
        sum(highest) AS highest, count(highest) AS highs, min(value) AS smallest,
        sum(numerator) FILTER (WHERE denominator <> 0) AS numerator,
        sum(denominator) FILTER (WHERE numerator IS NOT NULL AND denominator <> 0) AS denominator,
        count(*) FILTER (WHERE numerator IS NOT NULL AND denominator <> 0) AS divides,
        max(made) AS made, max(unit) AS unit, min(unit) AS unit_too,
        max(CASE WHEN qualifier = 'at_least' THEN numbered ELSE 0 END) AS at_least,
        max(CASE WHEN qualifier = 'at_most' THEN numbered ELSE 0 END) AS at_most,
        max(CASE WHEN qualifier = 'about' THEN numbered ELSE 0 END) AS about
    FROM counted
    GROUP BY
        indicator, place, frame_first, frame_last, wording, cohort, span, agency, activity, breakdown, spot, measure,
        over_series, over_places, counts, floored
),

--]
-- One series: different places hold different people. For days as stated and every place apart a statement is alone.
in_series AS NOT MATERIALIZED (
    SELECT
        indicator, place, frame_first, frame_last, wording, cohort, span, agency, activity, breakdown,
        0 AS apart, floored, CAST(known AS BIGINT) AS known,
        CAST(CASE WHEN state = 'reported' THEN 1 ELSE 0 END AS BIGINT) AS stated,
        CAST(CASE WHEN state <> 'reported' OR (known = 0 AND measure IN ('count', 'amount')) THEN 1 ELSE 0 END AS BIGINT)
            AS gaps,
        0 AS again, CASE WHEN state = 'reported' THEN value END AS value, lowest, highest, value AS smallest,
        CASE WHEN denominator <> 0 THEN numerator END AS numerator,
        CASE WHEN numerator IS NOT NULL AND denominator <> 0 THEN denominator END AS denominator,
        CAST(CASE WHEN numerator IS NOT NULL AND denominator <> 0 THEN 1 ELSE 0 END AS BIGINT) AS divides,
        made, unit, unit AS unit_too,
        CASE WHEN qualifier = 'at_least' THEN numbered ELSE 0 END AS at_least,
        CASE WHEN qualifier = 'at_most' THEN numbered ELSE 0 END AS at_most,
        CASE WHEN qualifier = 'about' THEN numbered ELSE 0 END AS about
    FROM counted
    WHERE CAST($within AS VARCHAR) IS NULL AND CAST($last AS DATE) IS NULL
    --[ with $within or $last
    UNION ALL
    SELECT
        indicator, place, frame_first, frame_last, wording, cohort, span, agency, activity, breakdown,
        max(CASE WHEN over_places = 'none' AND spot <> place AND CAST($within AS VARCHAR) IS NOT NULL THEN 1 ELSE 0 END)
            AS apart,
        max(floored) AS floored, CAST(sum(known) AS BIGINT) AS known, CAST(sum(stated) AS BIGINT) AS stated,
        CAST(sum(gaps) AS BIGINT) AS gaps, max(again) AS again,
        CASE WHEN max(again) = 0 AND sum(points) = sum(stated) THEN sum(value) END AS value,
        CASE WHEN sum(lows) = sum(known) THEN sum(CASE WHEN again = 1 THEN low_most ELSE low_sum END) END AS lowest,
        CASE WHEN sum(highs) = sum(known) THEN sum(highest) END AS highest, min(smallest) AS smallest,
        sum(numerator) AS numerator, sum(denominator) AS denominator, CAST(sum(divides) AS BIGINT) AS divides,
        max(made) AS made, max(unit) AS unit, min(unit_too) AS unit_too, max(at_least) AS at_least,
        max(at_most) AS at_most, max(about) AS about
    FROM at_spot
    WHERE CAST($within AS VARCHAR) IS NOT NULL OR CAST($last AS DATE) IS NOT NULL
    GROUP BY indicator, place, frame_first, frame_last, wording, cohort, span, agency, activity, breakdown
    --]
),

-- What is told together, numbered in the order of the answer: joining by one number is quicker than by seven columns.
heads AS MATERIALIZED (
    SELECT
        *,
        row_number() OVER (
            ORDER BY indicator, place, nullif(frame_first, DATE '0001-01-01') NULLS FIRST,
                nullif(frame_last, DATE '9999-12-31') NULLS FIRST, nullif(wording, '') NULLS FIRST, span,
                nullif(cohort, '') NULLS FIRST
        ) AS head
    FROM (
        SELECT
            indicator, place, frame_first, frame_last, wording, cohort, span,
            min(agency) = max(agency) AND min(activity) = max(activity) AS is_alone
        FROM in_series
        GROUP BY indicator, place, frame_first, frame_last, wording, cohort, span
    ) AS different
),

by_series AS MATERIALIZED (
    SELECT h.head, h.is_alone, s.* EXCLUDE (place, frame_first, frame_last, wording, cohort, span)
    FROM in_series AS s
    INNER JOIN heads AS h
        ON h.indicator = s.indicator AND h.place = s.place AND h.frame_first = s.frame_first
        AND h.frame_last = s.frame_last AND h.wording = s.wording AND h.cohort = s.cohort AND h.span = s.span
),

-- All series together, for every breakdown and for the total. A series alone is its own total, which most are.
together AS NOT MATERIALIZED (
    SELECT
        head, breakdown, apart, CAST(CASE WHEN stated > 0 THEN 1 ELSE 0 END AS BIGINT) AS reported,
        CAST(CASE WHEN known > 0 THEN 1 ELSE 0 END AS BIGINT) AS known, gaps, again, stated AS statements,
        CASE WHEN (value IS NOT NULL) = (known > 0) THEN value END AS value,
        CASE WHEN (lowest IS NOT NULL) = (known > 0) THEN lowest END AS low_sum, lowest AS low_most,
        CASE WHEN (highest IS NOT NULL) = (known > 0) THEN highest END AS high,
        CASE WHEN floored = 1 AND coalesce(smallest, 0) >= 0 AND coalesce(lowest, 0) >= 0 THEN 1 ELSE 0 END AS non_negative,
        numerator, denominator,
        CAST(CASE WHEN divides = stated AND stated > 0 THEN 1 ELSE 0 END AS BIGINT) AS divides, made,
        CASE WHEN unit <> unit_too THEN NULL ELSE unit END AS unit,
        CASE WHEN unit <> unit_too THEN 1 ELSE 0 END AS units_differ, at_least, at_most, about
    FROM by_series
    WHERE is_alone
    UNION ALL
    SELECT
        head, breakdown, max(apart) AS apart,
        count(*) FILTER (WHERE stated > 0) AS reported, count(*) FILTER (WHERE known > 0) AS known,
        CAST(sum(gaps) AS BIGINT) AS gaps, max(again) AS again, CAST(sum(stated) AS BIGINT) AS statements,
        CASE WHEN count(value) = count(*) FILTER (WHERE known > 0) THEN sum(value) END AS value,
        CASE WHEN count(lowest) = count(*) FILTER (WHERE known > 0) THEN sum(lowest) END AS low_sum,
        max(lowest) AS low_most, CASE WHEN count(highest) = count(*) FILTER (WHERE known > 0) THEN sum(highest) END AS high,
        CASE WHEN max(floored) = 1 AND coalesce(min(smallest), 0) >= 0 AND coalesce(min(lowest), 0) >= 0
             THEN 1 ELSE 0 END AS non_negative,
        sum(numerator) AS numerator, sum(denominator) AS denominator,
        count(*) FILTER (WHERE divides = stated AND stated > 0) AS divides, max(made) AS made,
        CASE WHEN max(unit) <> min(unit_too) THEN NULL ELSE max(unit) END AS unit,
        CASE WHEN max(unit) <> min(unit_too) THEN 1 ELSE 0 END AS units_differ, max(at_least) AS at_least,
        max(at_most) AS at_most, max(about) AS about
    FROM by_series
    WHERE NOT is_alone
    GROUP BY head, breakdown
),

-- `plain` is one exact number with nothing to be told of it, which most are: its value says all, its ends are left out.
ruled AS MATERIALIZED (
    SELECT
        * EXCLUDE (is_plain) REPLACE (
            CASE WHEN NOT is_plain THEN low_sum END AS low_sum, CASE WHEN NOT is_plain THEN low_most END AS low_most,
            CASE WHEN NOT is_plain THEN high END AS high
        ),
        is_plain AS plain
    FROM (
        SELECT
            t.*, i.measure,
            CASE WHEN t.apart = 1 THEN 'none' ELSE i.over_series END AS over_series,
            coalesce(t.statements = 1 AND t.reported = 1 AND t.known = 1 AND i.measure <> 'ratio' AND t.value = t.low_sum
                AND t.value = t.high AND t.numerator IS NULL AND t.made IS NULL
                AND t.gaps + t.again + t.units_differ + t.at_least + t.at_most + t.about = 0, FALSE) AS is_plain
        FROM together AS t
        INNER JOIN heads AS h ON h.head = t.head
        INNER JOIN asked AS i ON i.code = h.indicator
    ) AS told_plainly
),

--[ with $within
-- Up to a place: what stands at each spot where people may be counted twice.
grounds AS (
    SELECT
        h.head, g.breakdown,
        string_agg(g.spot || '|' || g.parts || '|' || coalesce(CAST(g.value AS VARCHAR), '') || '|'
            || coalesce(CAST(g.low AS VARCHAR), '') || '|' || coalesce(CAST(g.high AS VARCHAR), ''), ';' ORDER BY g.spot)
            AS spots
    FROM (
        SELECT
            indicator, place, frame_first, frame_last, wording, cohort, span, breakdown, spot, count(*) AS parts,
            CASE WHEN sum(points) = sum(stated) AND max(again) = 0 THEN sum(value) END AS value,
            max(CASE WHEN again = 1 THEN low_most ELSE low_sum END) AS low,
            CASE WHEN sum(highs) = sum(known) THEN sum(highest) END AS high
        FROM at_spot
        WHERE known > 0 AND over_series = 'range' AND CAST($within AS VARCHAR) IS NOT NULL
        GROUP BY indicator, place, frame_first, frame_last, wording, cohort, span, breakdown, spot
    ) AS g
    INNER JOIN heads AS h
        ON h.indicator = g.indicator AND h.place = g.place AND h.frame_first = g.frame_first
        AND h.frame_last = g.frame_last AND h.wording = g.wording AND h.cohort = g.cohort AND h.span = g.span
    GROUP BY h.head, g.breakdown
),
--]

-- The parts of one whole in one dimension, series by series: do they make it up?
shared_out AS MATERIALIZED (
    SELECT
        s.head, s.agency, s.activity, p.under, p.dimension,
        sum(s.value) AS value, count(*) FILTER (WHERE s.value IS NULL AND s.divides < s.stated) AS vague,
        sum(s.numerator) AS numerator, sum(s.denominator) AS denominator,
        CAST(sum(s.gaps) AS BIGINT) AS gaps, max(s.at_least) AS at_least
    FROM by_series AS s
    INNER JOIN pieces AS p ON p.breakdown = s.breakdown
    GROUP BY s.head, s.agency, s.activity, p.under, p.dimension
),

-- Every series beside every dimension that anybody gave at that whole; who gave none has shared out nothing.
agreeing AS (
    SELECT
        k.head, k.under, k.dimension, w.agency, w.activity, w.value AS whole, o.value AS parts, o.head IS NOT NULL AS gives,
        CASE WHEN o.head IS NULL THEN 'none'
             WHEN o.vague > 0 OR o.gaps > 0 THEN 'some'
             WHEN w.denominator IS NOT NULL AND o.denominator IS NOT NULL THEN
                CASE WHEN o.numerator > w.numerator OR o.denominator > w.denominator THEN 'above'
                     WHEN o.numerator = w.numerator AND o.denominator = w.denominator THEN 'all' ELSE 'some' END
             WHEN w.value IS NULL OR o.value IS NULL THEN 'unknown'
             WHEN o.value > w.value THEN 'above'
             WHEN o.value = w.value THEN 'all' ELSE 'some' END AS outcome
    FROM (SELECT DISTINCT head, under, dimension FROM shared_out) AS k
    INNER JOIN by_series AS w ON w.head = k.head AND w.breakdown = k.under AND w.stated > 0
    LEFT JOIN shared_out AS o
        ON o.head = k.head AND o.under = k.under AND o.dimension = k.dimension AND o.agency = w.agency
        AND o.activity = w.activity
    UNION ALL
    -- Parts of a whole that their series never told.
    SELECT o.head, o.under, o.dimension, o.agency, o.activity, NULL, o.value, TRUE, 'no whole'
    FROM shared_out AS o
    LEFT JOIN by_series AS w
        ON w.head = o.head AND w.breakdown = o.under AND w.agency = o.agency AND w.activity = o.activity AND w.stated > 0
    WHERE w.head IS NULL
),

agreement AS MATERIALIZED (
    SELECT
        a.head, a.under, a.dimension,
        count(*) AS series, count(*) FILTER (WHERE gives) AS giving,
        CASE WHEN coalesce(d.exclusive, FALSE) = FALSE THEN 'open'
             WHEN count(*) FILTER (WHERE outcome = 'above') > 0 THEN 'above'
             WHEN count(*) FILTER (WHERE outcome IN ('no whole', 'unknown')) > 0 THEN 'no total'
             WHEN count(*) FILTER (WHERE outcome <> 'all') = 0 THEN 'all' ELSE 'some' END AS parts,
        CASE WHEN d.exclusive AND count(*) FILTER (WHERE outcome IN ('no whole', 'unknown')) = 0
                AND count(whole) = count(*)
             THEN sum(greatest(whole - coalesce(parts, 0), 0)) END AS unallocated,
        sum(greatest(parts - whole, 0)) FILTER (WHERE outcome = 'above' AND d.exclusive) AS above,
        string_agg(name, ', ' ORDER BY name) FILTER (WHERE outcome = 'above' AND d.exclusive) AS names_above,
        string_agg(name, ', ' ORDER BY name) FILTER (WHERE outcome = 'none') AS names_silent,
        string_agg(name, ', ' ORDER BY name) FILTER (WHERE outcome = 'no whole') AS names_without_whole
    FROM (
        SELECT
            *, coalesce(nullif(concat_ws(' ', nullif(agency, ''), nullif(activity, '')), ''), 'no agency named') AS name
        FROM agreeing
    ) AS a
    LEFT JOIN dimensions AS d ON d.code = a.dimension
    GROUP BY a.head, a.under, a.dimension, d.exclusive
),

disagreeing AS (
    SELECT
        h.head, m.whole AS under,
        string_agg(DISTINCT concat_ws(' ', nullif(m.agency, ''), nullif(m.activity, '')) || ': ' || m.sums, '; '
            ORDER BY concat_ws(' ', nullif(m.agency, ''), nullif(m.activity, '')) || ': ' || m.sums) AS disagreeing
    FROM made AS m
    INNER JOIN seen AS s
        ON s.indicator = m.indicator AND s.spot = m.spot AND s.first_day = m.first_day AND s.last_day = m.last_day
        AND s.wording = m.wording AND s.cohort = m.cohort AND s.span = m.span AND s.agency = m.agency
        AND s.activity = m.activity
    INNER JOIN heads AS h
        ON h.indicator = s.indicator AND h.place = s.place AND h.frame_first = s.frame_first
        AND h.frame_last = s.frame_last AND h.wording = s.wording AND h.cohort = s.cohort AND h.span = s.span
    WHERE m.outcome = 'disagree'
    GROUP BY h.head, m.whole
),

-- The parts, and one row for a dimension that was asked for and not given by anybody.
listed AS (
    SELECT t.*, p.under, p.dimension, p.category
    FROM ruled AS t
    INNER JOIN pieces AS p ON p.breakdown = t.breakdown
    UNION ALL BY NAME
    SELECT t.head, '' AS under, d.dimension
    FROM (SELECT DISTINCT head FROM ruled WHERE reported > 0) AS t
    INNER JOIN heads AS h ON h.head = t.head
    INNER JOIN indicator_dimensions AS d ON d.indicator = h.indicator
    LEFT JOIN agreement AS a ON a.head = t.head AND a.under = '' AND a.dimension = d.dimension
    WHERE a.head IS NULL
)

SELECT
    i.indicator, i.place, nullif(i.frame_first, DATE '0001-01-01') AS period_start,
    nullif(i.frame_last, DATE '9999-12-31') AS period_end, nullif(i.wording, '') AS period_as_written, i.span,
    nullif(i.cohort, '') AS cohort, p.under, p.dimension, p.category, p.breakdown,
    coalesce(d.exclusive, FALSE) AS exclusive, coalesce(d.complete, FALSE) AS complete,
    p.over_series,
    coalesce(p.reported, 0) AS reported, coalesce(p.known, 0) AS known, coalesce(p.gaps, 0) AS gaps,
    coalesce(p.again, 0) AS again, p.statements, p.value, p.low_sum, p.low_most, p.high, p.non_negative, p.numerator,
    p.denominator, p.divides, p.made, p.unit, coalesce(p.units_differ, 0) AS units_differ,
    coalesce(p.at_least, 0) AS at_least, coalesce(p.at_most, 0) AS at_most, coalesce(p.about, 0) AS about,
    --[ with $within
    g.spots, h.spots AS whole_spots,
    --]
    --[ without $within
    NULL AS spots, NULL AS whole_spots,
    --]
    w.over_series AS whole_over_series,
    coalesce(w.reported, 0) AS whole_reported, coalesce(w.known, 0) AS whole_known,
    coalesce(w.gaps, 0) AS whole_gaps, coalesce(w.again, 0) AS whole_again, w.statements AS whole_statements,
    w.value AS whole_value, w.low_sum AS whole_low_sum, w.low_most AS whole_low_most, w.high AS whole_high,
    w.non_negative AS whole_non_negative, w.numerator AS whole_numerator, w.denominator AS whole_denominator,
    w.divides AS whole_divides, w.made AS whole_made, w.unit AS whole_unit,
    coalesce(w.units_differ, 0) AS whole_units_differ, coalesce(w.at_least, 0) AS whole_at_least,
    coalesce(w.at_most, 0) AS whole_at_most, coalesce(w.about, 0) AS whole_about,
    coalesce(a.series, w.reported, 0) AS series, coalesce(a.giving, 0) AS giving, coalesce(a.parts, 'none') AS parts,
    a.unallocated, a.above, a.names_above, a.names_silent, a.names_without_whole, x.disagreeing,
    p.head, coalesce(p.plain, FALSE) AS plain, coalesce(w.plain, FALSE) AS whole_plain,
    -- One series shares out one exact number by a dimension without overlaps: nothing is to be told of it.
    coalesce(p.plain AND w.plain AND p.measure IN ('count', 'amount') AND d.exclusive AND a.series = 1 AND a.giving = 1
        AND a.parts IN ('all', 'some') AND x.disagreeing IS NULL, FALSE) AS quiet
FROM listed AS p
INNER JOIN heads AS i ON i.head = p.head
LEFT JOIN ruled AS w ON w.head = p.head AND w.breakdown = p.under
--[ with $within
LEFT JOIN grounds AS g ON g.head = p.head AND g.breakdown = p.breakdown
LEFT JOIN grounds AS h ON h.head = p.head AND h.breakdown = p.under
--]
LEFT JOIN agreement AS a ON a.head = p.head AND a.under = p.under AND a.dimension = p.dimension
LEFT JOIN disagreeing AS x ON x.head = p.head AND x.under = p.under
LEFT JOIN dimensions AS d ON d.code = p.dimension
LEFT JOIN categories AS c ON c.dimension = p.dimension AND c.code = p.category
ORDER BY p.head, p.under, p.dimension, c.position NULLS FIRST, p.category NULLS FIRST
