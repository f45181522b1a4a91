-- claims: every published claim beside the figure it rests on, as the rules in the folder findings/ look at it.
--
-- One row per claim. What a document says of a claim stands in the claim; where it says nothing of its own, value, unit
-- and the like are those of the figure. A caveat of the same document holds for the claims it limits: its scope and its
-- maturity are theirs, and scope_by and maturity_by name it. Of several figures that fit a claim the one of its own
-- document is taken, else that of its twin's. `about` tells the claim in a few words: the number as written, what it is
-- of, where and when. Of two claims that name one another as twins, the one whose code comes first is the counted one.
--
-- By hand: first CREATE VIEW told AS what this answers, then run any file of findings/.

WITH limited AS (
    SELECT
        l.other AS claim,
        string_agg(k.scope, '; ' ORDER BY k.code) AS scope,
        min(CASE WHEN k.scope IS NOT NULL THEN k.code END) AS scope_by,
        min(CASE WHEN k.maturity = 'preliminary' THEN k.code END) AS maturity_by
    FROM claim_links AS l
    INNER JOIN claims AS k ON k.code = l.claim
    INNER JOIN claims AS c ON c.code = l.other AND c.source = k.source
    WHERE l.relation = 'limits'
    GROUP BY l.other
),

fitting AS (
    SELECT
        c.code AS claim, f.value, f.low, f.high, f.numerator, f.denominator, f.unit, f.value_as_written,
        f.period_as_written, f.base_period, f.qualifier, f.maturity, f.agency, f.activity, f.role, f.fund_years,
        row_number() OVER (
            PARTITION BY c.code
            ORDER BY CASE WHEN f.source = c.source THEN 0 WHEN f.source = w.source THEN 1 ELSE 2 END,
                f.agency NULLS LAST, f.activity NULLS LAST, f.as_of DESC NULLS LAST, f.stated_on DESC NULLS LAST,
                f.source NULLS LAST, f.role, f.span, f.cohort NULLS FIRST
        ) AS place_in_line
    FROM claims AS c
    LEFT JOIN claims AS w ON w.code = c.twin
    INNER JOIN figures AS f
        ON f.indicator = c.indicator AND (c.place IS NULL OR f.place = c.place)
        AND f.role IN ('result', 'context') AND f.breakdown = '' AND f.state = 'reported'
        AND (c.period IS NULL OR (f.period_start IS NOT DISTINCT FROM c.period_start
                                  AND f.period_end IS NOT DISTINCT FROM c.period_end))
)

SELECT
    c.code AS claim, c.source, c.char_start, c.char_end, c.text, c.wording, c.kind, c.indicator, c.place, c.period,
    c.period_start, c.period_end, c.words, c.measures, c.cause, c.changed, c.cites, c.groups_overlap,
    CASE WHEN w.twin = c.code AND c.code < w.code THEN NULL ELSE c.twin END AS twin,
    coalesce(c.value, f.value, f.low) AS value,
    coalesce(c.high, f.high) AS high,
    coalesce(c.unit, f.unit) AS unit,
    coalesce(c.qualifier, f.qualifier) AS qualifier,
    coalesce(c.as_written, f.value_as_written) AS as_written,
    f.value_as_written AS figure_as_written,
    coalesce(c.scope, m.scope) AS scope,
    CASE WHEN c.scope IS NULL THEN m.scope_by END AS scope_by,
    CASE WHEN c.maturity IS NOT NULL THEN c.maturity WHEN m.maturity_by IS NOT NULL THEN 'preliminary' END AS maturity,
    CASE WHEN c.maturity IS NULL THEN m.maturity_by END AS maturity_by,
    i.title, i.kind AS indicator_kind, i.framework, i.measure, i.direction, i.per, i.definition, i.within, i.input,
    p.name AS place_name, p.kind AS place_kind, p.units AS place_units,
    f.claim IS NOT NULL AS has_figure, f.role, f.numerator, f.denominator, f.base_period, f.fund_years, f.activity,
    f.agency, a.kind AS agency_kind, f.maturity AS figure_maturity, f.qualifier AS figure_qualifier,
    concat(
        CASE WHEN coalesce(c.as_written, f.value_as_written) IS NOT NULL
             THEN concat('“', coalesce(c.as_written, f.value_as_written), '” (') END,
        CASE WHEN i.title IS NULL THEN rtrim(c.text, '.')
             ELSE concat_ws(', ', i.title, p.name,
                            CASE WHEN c.period = 'undated' THEN NULL
                                 ELSE coalesce(f.period_as_written, replace(c.period, '/..', ' and on')) END) END,
        CASE WHEN coalesce(c.as_written, f.value_as_written) IS NOT NULL THEN ')' END
    ) AS about
FROM claims AS c
LEFT JOIN claims AS w ON w.code = c.twin
LEFT JOIN limited AS m ON m.claim = c.code
LEFT JOIN fitting AS f ON f.claim = c.code AND f.place_in_line = 1
LEFT JOIN indicators AS i ON i.code = c.indicator
LEFT JOIN places AS p ON p.code = c.place
LEFT JOIN agencies AS a ON a.code = f.agency
ORDER BY c.code
