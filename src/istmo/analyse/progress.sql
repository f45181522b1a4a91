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
-- With $since and $until the rows are of exactly those days, made of what lies in them (steps/periods.sql); with $year
-- besides, of what answers that reporting year.
--
-- The steps stand in the folder steps, one idea each; `istmo ask progress --sql` prints the whole. By hand: set
-- $indicator and $place to a code, or to NULL for all; $within, $since, $until and $year to NULL and $apart to FALSE.
--
-- What stands between `--[ with` and `--]` gives nothing where none of what it names is there: a parameter, or what
-- steps/selected.sql finds in a release. istmo leaves it out there, since planning it would take longer than answering,
-- and puts in its place, here and there, what is simpler (`--[ without`, not printed).
WITH RECURSIVE
    {within}
    {statements},
    {places},
    {periods},
    {levels},
    {series},
    {totals},
    {people},
    {verdicts}

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
    CASE WHEN s.voices = 1 THEN s.as_written END AS result_as_written,
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
        CASE WHEN s.voices > 1 AND s.adds = 1 AND s.divides = 0
             THEN CASE WHEN s.shared = 1 THEN 'overlap|||' ELSE 'disjoint|||' END END,
        CASE WHEN s.units_differ = 1 THEN 'units|||' END,
        CASE WHEN s.status = 'not_additive' AND s.matched > 0
             THEN 'tally|||' || s.met_alone || ' of ' || s.matched END,
        'unattributed|||' || CAST(s.unattributed AS VARCHAR),
        s.remarks, u.remarks,
        CASE WHEN s.voices > 0 AND s.targeted = 0 AND s.status <> 'no_target' THEN 'no target|||' END,
        CASE WHEN s.voices > 0 AND ((s.is_level = 1 AND s.divides = 0 AND s.matched > 0 AND s.matched_baselines = 0)
                OR (s.measure = 'change' AND s.base_period IS NULL)) THEN 'no base|||' END,
        CASE WHEN s.baselines > 0 AND s.one_baseline = 0 THEN 'several bases|||' END,
        CASE WHEN s.late > 0 THEN 'late|||' || s.late || ' of ' || s.targeted END,
        CASE WHEN s.revised > 0 AND (s.targets = 1 OR s.adds = 1)
             THEN 'revised|||' || CAST(s.first_target AS VARCHAR) END,
        CASE WHEN s.voices > 0 AND s.adds = 1 AND s.targeted > 0
             THEN 'untargeted|||' || CAST(s.untargeted AS VARCHAR) END,
        CASE WHEN s.voices > 0 AND s.adds = 1
             THEN 'unreported|||' || CAST(s.unreported_target AS VARCHAR) END
    ) AS remarks,
    s.parts,
    d.decisions,
    s.ended,
    coalesce(s.climbed_low, s.largest_low) AS largest,
    CASE WHEN s.points = s.known THEN s.result END AS summed,
    CASE WHEN s.matched = s.known AND s.targets = s.targeted THEN s.matched_target END AS whole_target,
    CASE WHEN s.matched = s.known AND s.matched_baselines = s.matched THEN s.matched_baseline END AS whole_baseline,
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
--[ with asked_for or baselines
FULL OUTER JOIN unheard AS u
    ON u.indicator = s.indicator AND u.place = s.place AND u.first_day = s.first_day AND u.last_day = s.last_day
    AND u.wording = s.wording AND u.cohort = s.cohort AND u.span = s.span
--]
--[ without asked_for or baselines
LEFT JOIN unheard AS u ON FALSE
--]
LEFT JOIN decisions AS d ON d.indicator = s.indicator AND d.place = s.place AND s.voices > 1
--[ with ordered
ORDER BY 1, 2, 3 NULLS FIRST, 4 NULLS FIRST, 5 NULLS FIRST, 6, 7 NULLS FIRST, s.agency NULLS FIRST, s.activity NULLS FIRST
--]
