-- who_does_what: donor × activity × place × sector, with its money by stage and currency, dates and results.
--
-- `scope` place: one row per activity and place it works in; money does not repeat there. `scope` funds: one row per
-- activity, place of the money, stage, currency, direction, kind and source. These are never added to one another.
-- What is told of no single place stays so: nothing is split over places or sectors; shares stand where they are stated.
--
-- Of increments the sum; of balances the latest of each account and year. Money that comes in to the agency of the
-- activity is a direction of its own, so that what is received and passed on does not count twice. Indicators and
-- results are the activity's, whatever the place. Money that names no activity is not here.
--
-- By hand: set $agency, $activity and $sector to a code, or to NULL for all. who_does_what.py puts the money of an
-- activity into words, once, and names what is missing.

WITH chosen AS (
    SELECT a.*, g.name AS agency_name, coalesce(g.own = FALSE, FALSE) AS beside
    FROM activities AS a
    LEFT JOIN agencies AS g ON g.code = a.agency
    WHERE (CAST($agency AS VARCHAR) IS NULL OR a.agency = $agency)
        AND (CAST($activity AS VARCHAR) IS NULL OR a.code = $activity)
        AND (CAST($sector AS VARCHAR) IS NULL OR EXISTS (
            SELECT 1 FROM activity_sectors AS s WHERE s.activity = a.code AND s.sector = $sector))
),

working AS (
    SELECT
        c.code AS activity, coalesce(p.place, c.place, '') AS place, p.share,
        count(*) OVER (PARTITION BY c.code) AS places
    FROM chosen AS c
    LEFT JOIN activity_places AS p ON p.activity = c.code
),

parties AS (
    SELECT
        activity,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'funding') AS funding,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'accountable') AS accountable,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'extending') AS extending,
        string_agg(name, '; ' ORDER BY "position") FILTER (WHERE role = 'implementing') AS implementing
    FROM activity_parties
    GROUP BY activity
),

sectors AS (
    SELECT
        activity,
        string_agg(
            vocabulary || ' ' || sector || coalesce(' ' || nullif(title, sector), '')
            || coalesce(' (' || rtrim(rtrim(CAST(share AS VARCHAR), '0'), '.') || ' %)', ''),
            '; ' ORDER BY vocabulary, share DESC NULLS LAST, sector
        ) AS sectors
    FROM activity_sectors
    GROUP BY activity
),

measured AS (
    SELECT activity, count(*) AS indicators
    FROM (
        SELECT activity, code AS indicator FROM indicators WHERE activity IS NOT NULL
        UNION
        SELECT activity, indicator FROM figures WHERE activity IS NOT NULL
    ) AS named
    GROUP BY activity
),

reported AS (
    SELECT activity, count(*) AS results
    FROM figures
    WHERE activity IS NOT NULL AND role = 'result' AND state = 'reported'
    GROUP BY activity
),

-- Every amount of an activity; of balances the latest of each account and year first.
amounts AS (
    SELECT
        t.activity, coalesce(t.place, '') AS place, t.stage, t.currency, t.kind, t.source, t.amount, t.period_start,
        coalesce(t.period_end, t.as_of) AS period_end, coalesce(t.qualifier, 'exact') AS qualifier,
        CASE WHEN t.receiver IN (c.agency, coalesce(c.agency_name, ''))
                AND coalesce(t.provider, '') NOT IN (coalesce(c.agency, ''), coalesce(c.agency_name, ''))
             THEN 'in' ELSE 'out' END AS direction,
        CASE WHEN t.kind = 'balance' THEN row_number() OVER (
            PARTITION BY t.activity, t.place, t.stage, t.currency, t.kind, t.source, t.fund_year, t.account, t.provider,
                t.receiver
            ORDER BY t.as_of DESC NULLS LAST, t.period_end DESC NULLS LAST, t.submission DESC NULLS LAST,
                t."row" DESC NULLS LAST
        ) ELSE 1 END AS place_in_line
    FROM transactions AS t
    INNER JOIN chosen AS c ON c.code = t.activity
),

funds AS (
    SELECT
        activity, place, stage, currency, direction, kind, source,
        sum(amount) AS amount, count(*) AS transactions,
        min(period_start) AS funds_start, max(period_end) AS funds_end,
        CASE WHEN count(DISTINCT qualifier) = 1 THEN max(qualifier) ELSE 'about' END AS qualifier
    FROM amounts
    WHERE place_in_line = 1
    GROUP BY activity, place, stage, currency, direction, kind, source
),

rows_told AS (
    SELECT
        'place' AS scope, w.activity, w.place, w.share, w.places,
        CAST(NULL AS VARCHAR) AS stage, CAST(NULL AS VARCHAR) AS currency, CAST(NULL AS VARCHAR) AS direction,
        CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS DECIMAL(38, 9)) AS amount, CAST(NULL AS VARCHAR) AS qualifier,
        CAST(NULL AS BIGINT) AS transactions, CAST(NULL AS DATE) AS funds_start, CAST(NULL AS DATE) AS funds_end,
        CAST(NULL AS VARCHAR) AS funds_source
    FROM working AS w
    UNION ALL
    SELECT
        'funds', f.activity, f.place, NULL, p.places, f.stage, f.currency, f.direction, f.kind, f.amount, f.qualifier,
        f.transactions, f.funds_start, f.funds_end, f.source
    FROM funds AS f
    INNER JOIN (SELECT DISTINCT activity, places FROM working) AS p ON p.activity = f.activity
)

SELECT
    r.scope,
    c.agency,
    c.agency_name,
    c.beside,
    coalesce(p.funding, c.agency_name, c.agency) AS donor,
    CASE WHEN p.funding IS NULL THEN FALSE ELSE TRUE END AS donor_stated,
    r.activity,
    c.title AS activity_title,
    c.node,
    nullif(r.place, '') AS place,
    l.name AS place_name,
    r.share AS place_share,
    r.places,
    s.sectors,
    p.implementing,
    p.accountable,
    p.extending,
    c.channel,
    c.starts_on,
    c.ends_on,
    c.stage AS state,
    coalesce(m.indicators, 0) AS indicators,
    coalesce(q.results, 0) AS results,
    r.stage,
    r.currency,
    r.direction,
    r.kind,
    r.amount,
    r.qualifier,
    r.transactions,
    r.funds_start,
    r.funds_end,
    r.funds_source,
    c.source,
    c.note
FROM rows_told AS r
INNER JOIN chosen AS c ON c.code = r.activity
LEFT JOIN places AS l ON l.code = r.place
LEFT JOIN parties AS p ON p.activity = r.activity
LEFT JOIN sectors AS s ON s.activity = r.activity
LEFT JOIN measured AS m ON m.activity = r.activity
LEFT JOIN reported AS q ON q.activity = r.activity
ORDER BY c.beside, c.agency NULLS FIRST, r.activity, r.scope DESC, r.place, r.stage, r.currency, r.direction, r.kind,
    r.funds_source NULLS FIRST
