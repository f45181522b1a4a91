-- funds: money by stage, year, account and place.
--
-- One row per stage × year × account × place × source × currency, own money together and everybody else's by provider;
-- by agency, provider, receiver, activity or node too where asked. Stages are never summed with one another, nor are
-- sources: two may tell the same money. The year is the fund year where the row has one, else its period.
--
-- Money is own where giver and agency are own, as far as they are told; money that a partner tells stands by the partner,
-- also where it came from an own agency.
--
-- Rules (DESIGN section 3, transactions). Increments add; of balances the latest stands, told by the steps that lead
-- to it (10, 60, 85 is 10, +50, +25). Fund years stated together stay one year of their own. Money that one own agency
-- passes to another is netted as far as the other tells it again. A place's own amount wins over the sum of its parts
-- within one series; what cannot be split by country stands at the unattributed member of its group, and is in the
-- group's total and in no country's.
--
-- By hand: set $by_agency, $by_provider, $by_receiver, $by_activity, $by_node to TRUE or FALSE, and $from and $until
-- to the first and last day of a range of years, or both to NULL. 0001-01-01 and 9999-12-31 stand for open ends.

WITH RECURSIVE below AS (
    SELECT parent AS place, code AS part, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    WHERE parent IS NOT NULL
    UNION ALL
    SELECT place, member, coalesce(since, DATE '0001-01-01'), coalesce(until, DATE '9999-12-31')
    FROM place_members
),

-- Every place with everything in it, itself included, and the days on which that holds.
inside AS (
    SELECT code AS place, code AS part, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until
    FROM places
    UNION
    SELECT i.place, b.part, greatest(i.since, b.since), least(i.until, b.until)
    FROM inside AS i
    INNER JOIN below AS b ON b.place = i.part
    WHERE greatest(i.since, b.since) <= least(i.until, b.until)
),

-- Whose money each row is, and of which year.
told AS (
    SELECT
        t.stage, t.amount, t.currency, t.kind, t.qualifier, coalesce(t.source, '') AS source,
        coalesce(t.account, '') AS account, coalesce(t.place, '') AS place, coalesce(t.node, '') AS node,
        coalesce(t.agency, '') AS agency, coalesce(t.activity, '') AS activity,
        coalesce(t.provider, '') AS provider, coalesce(t.receiver, '') AS receiver,
        CASE WHEN t.provider IS NULL AND t.agency IS NULL THEN 'not stated'
             WHEN (t.provider IS NULL OR p.own) AND (t.agency IS NULL OR a.own) THEN 'own'
             ELSE 'other' END AS whose,
        CASE WHEN t.provider IS NULL OR p.own THEN coalesce(t.agency, t.provider, '')
             ELSE t.provider END AS giver,
        coalesce(t.fund_year, '') AS fund_year,
        coalesce(CASE WHEN t.fund_year IS NULL THEN t.period_start
             ELSE CAST(TRY_CAST(substr(t.fund_year, 3, 4) || '-10-01' AS DATE) - INTERVAL '1' YEAR AS DATE) END,
            DATE '0001-01-01') AS first_day,
        coalesce(CASE WHEN t.fund_year IS NULL THEN t.period_end
             WHEN t.fund_year LIKE 'FY____/FY____' THEN TRY_CAST(substr(t.fund_year, 10, 4) || '-09-30' AS DATE)
             WHEN t.fund_year LIKE 'FY____' THEN TRY_CAST(substr(t.fund_year, 3, 4) || '-09-30' AS DATE) END,
            DATE '9999-12-31') AS last_day,
        CASE WHEN t.fund_year IS NULL AND t.period_start IS NULL AND t.period_end IS NULL
             THEN coalesce(t.period_as_written, '') ELSE '' END AS wording,
        coalesce(CASE WHEN t.kind = 'balance' THEN t.as_of ELSE t.period_end END, t.as_of, t.period_end,
            DATE '0001-01-01') AS day,
        coalesce(t.period_start, DATE '0001-01-01') AS begins, t.period_as_written, t.value_as_written, t.note,
        coalesce(t.submission, '') AS submission, coalesce(t."row", 0) AS "row"
    FROM transactions AS t
    LEFT JOIN agencies AS p ON p.code = t.provider
    LEFT JOIN agencies AS a ON a.code = t.agency
),

-- A series is told by `line` (all particulars but year and place), `year` and `place`.
keyed AS (
    SELECT
        *,
        concat_ws(chr(31), stage, whose, currency, source, account, node, agency, activity, provider, receiver) AS line,
        concat_ws(chr(31), fund_year, first_day, last_day, wording) AS "year"
    FROM told
),

lines AS (
    SELECT DISTINCT
        line, stage, whose, giver, currency, source, account, node, agency, activity, provider, receiver,
        CASE WHEN receiver <> CASE WHEN agency = '' THEN provider ELSE agency END AND whose = 'own'
             THEN receiver ELSE '' END AS passed_to
    FROM keyed
),

years AS (
    SELECT DISTINCT "year", fund_year, first_day, last_day, wording FROM keyed
),

-- Of a day that two submissions tell, the later by its code stands; what one tells in several rows are parts.
latest_told AS (
    SELECT *, max(submission) OVER (PARTITION BY line, "year", place, day) AS last_submission
    FROM keyed
    WHERE kind = 'balance'
),

balances AS (
    SELECT line, "year", place, day, sum(amount) AS amount
    FROM latest_told
    WHERE submission = last_submission
    GROUP BY line, "year", place, day
),

last_days AS (
    SELECT line, "year", place, max(day) AS day FROM balances GROUP BY line, "year", place
),

-- The rows that stand: the last balance, and increments but those that lie inside a balance.
standing AS (
    SELECT k.*, 1 AS is_balance
    FROM latest_told AS k
    INNER JOIN last_days AS d ON d.line = k.line AND d."year" = k."year" AND d.place = k.place AND d.day = k.day
    WHERE k.submission = k.last_submission
    UNION ALL
    SELECT k.*, k.submission, 0
    FROM keyed AS k
    LEFT JOIN last_days AS d ON d.line = k.line AND d."year" = k."year" AND d.place = k.place
    WHERE k.kind <> 'balance' AND (d.day IS NULL OR k.begins > d.day)
),

-- What moved on which day: the steps between balances, and increments.
moves AS (
    SELECT
        line, "year", place, day,
        amount - coalesce(lag(amount) OVER (PARTITION BY line, "year", place ORDER BY day), 0) AS amount,
        1 AS is_step
    FROM balances
    UNION ALL
    SELECT line, "year", place, day, amount, 0 FROM standing WHERE is_balance = 0
),

cells AS (
    SELECT
        line, "year", place,
        sum(amount) AS amount,
        sum(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS gross,
        sum(CASE WHEN amount < 0 THEN amount ELSE 0 END) AS reductions,
        max(is_step) AS has_balance
    FROM moves
    GROUP BY line, "year", place
),

numbered AS (
    SELECT *, row_number() OVER (PARTITION BY line, "year", place ORDER BY submission, "row") AS nth FROM standing
),

-- What is known of each series besides its amount; of its rows the first twenty are named.
known AS (
    SELECT
        line, "year", place,
        count(*) AS "rows",
        max(CASE WHEN qualifier = 'at_least' THEN 1 ELSE 0 END) AS at_least,
        max(CASE WHEN qualifier = 'at_most' THEN 1 ELSE 0 END) AS at_most,
        max(CASE WHEN qualifier = 'about' THEN 1 ELSE 0 END) AS about,
        max(day) AS day,
        max(period_as_written) AS period_as_written, max(value_as_written) AS value_as_written, max(note) AS note,
        string_agg(CASE WHEN nth <= 20 THEN submission || ':' || CAST("row" AS VARCHAR) END, ' '
            ORDER BY submission, "row") AS trace
    FROM numbered
    GROUP BY line, "year", place
),

-- Money that an own agency passes to another, and what that agency tells of it at the same stage, year and place.
passed AS (
    SELECT c.line, c."year", c.place, c.amount, l.stage, l.currency, l.source, l.account, l.passed_to
    FROM cells AS c
    INNER JOIN lines AS l ON l.line = c.line
    INNER JOIN agencies AS a ON a.code = l.passed_to AND a.own
    WHERE c.amount > 0
),

told_again AS (
    SELECT l.stage, l.currency, l.source, l.account, l.agency, c."year", c.place, sum(c.amount) AS amount
    FROM cells AS c
    INNER JOIN lines AS l ON l.line = c.line AND l.whose = 'own'
    WHERE l.agency IN (SELECT passed_to FROM passed)
    GROUP BY l.stage, l.currency, l.source, l.account, l.agency, c."year", c.place
),

netted AS (
    SELECT
        p.line, p."year", p.place,
        least(p.amount, greatest(0, t.amount - coalesce(sum(p.amount) OVER (
            PARTITION BY p.stage, p.currency, p.source, p.account, p."year", p.place, p.passed_to ORDER BY p.line
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0))) AS amount
    FROM passed AS p
    INNER JOIN told_again AS t
        ON t.stage = p.stage AND t.currency = p.currency AND t.source = p.source AND t.account = p.account
        AND t.agency = p.passed_to AND t."year" = p."year" AND t.place = p.place
),

-- In a range of years only what lies wholly in it; a longer year of a series wins over those inside it.
ranged AS (
    SELECT
        c.line, c."year", c.place,
        CASE WHEN CAST($from AS DATE) IS NULL OR (y.first_day >= $from AND y.last_day <= $until) THEN 0 ELSE 1 END
            AS beyond
    FROM cells AS c
    INNER JOIN years AS y ON y."year" = c."year"
    WHERE CAST($from AS DATE) IS NULL OR (y.first_day <= $until AND y.last_day >= $from)
),

shorter AS (
    SELECT DISTINCT r.line, r."year", r.place
    FROM ranged AS r
    INNER JOIN years AS y ON y."year" = r."year"
    INNER JOIN ranged AS o ON o.line = r.line AND o.place = r.place AND o."year" <> r."year" AND o.beyond = 0
    INNER JOIN years AS z
        ON z."year" = o."year" AND z.first_day <= y.first_day AND z.last_day >= y.last_day
        AND (z.fund_year = '') = (y.fund_year = '')
    WHERE CAST($from AS DATE) IS NOT NULL AND (z.first_day < y.first_day OR z.last_day > y.last_day)
),

counted AS (
    SELECT
        r.beyond, c.*, k."rows", k.at_least, k.at_most, k.about, k.day, k.trace, k.period_as_written,
        k.value_as_written, k.note, coalesce(n.amount, 0) AS netted,
        y.first_day, y.last_day, y.fund_year, y.wording
    FROM ranged AS r
    INNER JOIN cells AS c ON c.line = r.line AND c."year" = r."year" AND c.place = r.place
    INNER JOIN known AS k ON k.line = r.line AND k."year" = r."year" AND k.place = r.place
    INNER JOIN years AS y ON y."year" = r."year"
    LEFT JOIN netted AS n ON n.line = r.line AND n."year" = r."year" AND n.place = r.place
    LEFT JOIN shorter AS s ON s.line = r.line AND s."year" = r."year" AND s.place = r.place
    WHERE s.line IS NULL
),

-- Statements of a series that lie in a place of which the series has a statement of its own.
shaded AS (
    SELECT DISTINCT c.line, c."year", c.place, o.place AS by_place
    FROM counted AS c
    INNER JOIN inside AS i
        ON i.part = c.place AND i.place <> c.place AND i.since <= c.last_day AND i.until >= c.last_day
    INNER JOIN counted AS o ON o.line = c.line AND o."year" = c."year" AND o.place = i.place
),

-- At which places each statement counts: its own, and those it lies in.
spread AS (
    SELECT DISTINCT c.line, c."year", c.place, i.place AS "at"
    FROM counted AS c
    INNER JOIN inside AS i ON i.part = c.place AND i.since <= c.last_day AND i.until >= c.last_day
    UNION
    SELECT line, "year", place, place FROM counted
),

lit AS (
    SELECT * FROM spread
    EXCEPT
    SELECT p.line, p."year", p.place, p."at"
    FROM spread AS p
    INNER JOIN shaded AS s ON s.line = p.line AND s."year" = p."year" AND s.place = p.place
    INNER JOIN inside AS i ON i.place = p."at" AND i.part = s.by_place
),

-- Places with a line of their own: those with a statement, groups, countries, and regions with money split by none.
shown AS (
    SELECT DISTINCT place AS "at" FROM counted
    UNION
    SELECT code FROM places WHERE kind IN ('group', 'country')
    UNION
    SELECT l.parent FROM places AS l INNER JOIN counted AS c ON c.place = l.code WHERE l.kind = 'unattributed'
),

-- Money split by no country that does not count at a place, though the place has a part in the group it is of.
unsplit AS (
    SELECT DISTINCT c.line, c."year", c.place, x."at"
    FROM counted AS c
    INNER JOIN places AS u ON u.code = c.place AND u.kind = 'unattributed'
    INNER JOIN inside AS i ON i.place = u.parent AND i.part <> u.code
    INNER JOIN inside AS j ON j.part = i.part
    INNER JOIN shown AS x ON x."at" = j.place
    EXCEPT
    SELECT * FROM spread
),

counting AS (
    SELECT *, 1 AS counts FROM lit
    UNION ALL
    SELECT *, 0 FROM unsplit
),

grained AS (
    SELECT
        p."at", p.counts, l.stage, l.whose, l.currency, l.source, l.account,
        CASE WHEN l.whose = 'other' THEN l.giver WHEN CAST($by_provider AS BOOLEAN) THEN l.provider ELSE '' END
            AS provider,
        CASE WHEN CAST($by_agency AS BOOLEAN) THEN l.agency ELSE '' END AS agency,
        CASE WHEN CAST($by_receiver AS BOOLEAN) THEN l.receiver ELSE '' END AS receiver,
        CASE WHEN CAST($by_activity AS BOOLEAN) THEN l.activity ELSE '' END AS activity,
        CASE WHEN CAST($by_node AS BOOLEAN) THEN l.node ELSE '' END AS node,
        CASE WHEN CAST($from AS DATE) IS NULL OR c.beyond = 1 THEN c."year" ELSE '' END AS bucket,
        l.agency AS told_by, k.kind AS part_kind, k.parent AS group_of, c.*
    FROM counting AS p
    INNER JOIN counted AS c ON c.line = p.line AND c."year" = p."year" AND c.place = p.place
    INNER JOIN lines AS l ON l.line = p.line
    INNER JOIN shown AS s ON s."at" = p."at"
    LEFT JOIN places AS k ON k.code = c.place
),

ordered AS (
    SELECT
        *,
        dense_rank() OVER (
            ORDER BY whose, provider, currency, source, stage, bucket, beyond, account, "at", agency, receiver,
                activity, node
        ) AS grain,
        row_number() OVER (
            PARTITION BY "at", counts, stage, whose, currency, source, account, provider, agency, receiver, activity,
                node, bucket, beyond
            ORDER BY line, "year", place
        ) AS nth
    FROM grained
),

-- How a balance came about: what was added from one day to the next.
stepped AS (
    SELECT o.grain, m.day, sum(m.amount) AS amount
    FROM ordered AS o
    INNER JOIN moves AS m ON m.line = o.line AND m."year" = o."year" AND m.place = o.place
    WHERE o.has_balance = 1 AND o.counts = 1
    GROUP BY o.grain, m.day
),

steps AS (
    SELECT grain, string_agg(CAST(day AS VARCHAR) || ' ' || CAST(amount AS VARCHAR), ';' ORDER BY day) AS steps
    FROM stepped
    GROUP BY grain
)

SELECT
    stage,
    CASE WHEN bucket = '' THEN NULL ELSE nullif(max(fund_year), '') END AS fund_year,
    nullif(CASE WHEN bucket = '' THEN CAST($from AS DATE) ELSE max(first_day) END, DATE '0001-01-01') AS first_day,
    nullif(CASE WHEN bucket = '' THEN CAST($until AS DATE) ELSE max(last_day) END, DATE '9999-12-31') AS last_day,
    nullif(max(wording), '') AS wording,
    nullif(account, '') AS account,
    nullif(o."at", '') AS place,
    l.name AS place_name,
    l.kind AS place_kind,
    whose,
    nullif(provider, '') AS provider,
    nullif(agency, '') AS agency,
    nullif(receiver, '') AS receiver,
    nullif(activity, '') AS activity,
    nullif(node, '') AS node,
    currency,
    nullif(source, '') AS source,
    r.title AS source_title,
    sum(CASE WHEN counts = 1 THEN amount - netted END) AS amount,
    CASE WHEN max(at_most + counts) = 2 AND max(at_least + counts) = 2 THEN 'about'
         WHEN max(at_least + counts) = 2 THEN 'at_least' WHEN max(at_most + counts) = 2 THEN 'at_most'
         WHEN max(about + counts) = 2 THEN 'about' ELSE 'exact' END AS qualifier,
    max(CASE WHEN counts = 1 THEN has_balance END) AS has_balance,
    nullif(min(CASE WHEN counts = 1 THEN day END), DATE '0001-01-01') AS told_from,
    nullif(max(CASE WHEN counts = 1 THEN day END), DATE '0001-01-01') AS told_until,
    sum(CASE WHEN counts = 1 THEN gross END) AS gross,
    sum(CASE WHEN counts = 1 THEN reductions END) AS reductions,
    sum(CASE WHEN counts = 1 THEN netted END) AS netted,
    sum(CASE WHEN counts = 1 AND part_kind IN ('unattributed', 'group', 'region', 'world')
        THEN amount - netted ELSE 0 END) AS unattributed,
    sum(CASE WHEN counts = 0 THEN amount - netted ELSE 0 END) AS unsplit,
    count(DISTINCT CASE WHEN counts = 1 THEN nullif(o.place, '') END) AS places,
    sum(CASE WHEN counts = 1 THEN "rows" END) AS "rows",
    string_agg(DISTINCT CASE WHEN counts = 1 THEN nullif(told_by, '') END, ', '
        ORDER BY CASE WHEN counts = 1 THEN nullif(told_by, '') END) AS agencies,
    string_agg(DISTINCT CASE WHEN counts = 1 THEN CAST(first_day AS VARCHAR) || '/' || CAST(last_day AS VARCHAR) END,
        ' ' ORDER BY CASE WHEN counts = 1 THEN CAST(first_day AS VARCHAR) || '/' || CAST(last_day AS VARCHAR) END)
        AS days,
    max(CASE WHEN fund_year = '' AND counts = 1 THEN 1 ELSE 0 END) AS by_period,
    beyond,
    max(p.steps) AS steps,
    max(CASE WHEN counts = 1 THEN period_as_written END) AS period_as_written,
    max(CASE WHEN counts = 1 THEN value_as_written END) AS value_as_written,
    max(CASE WHEN counts = 1 THEN o.note END) AS note,
    string_agg(CASE WHEN counts = 1 AND nth <= 20 THEN trace END, ' ' ORDER BY nth) AS trace,
    CASE WHEN sum(CASE WHEN counts = 1 THEN "rows" END) = 1
         THEN max(CASE WHEN counts = 1 THEN CASE WHEN part_kind = 'unattributed' THEN group_of ELSE o.place END END)
         END AS home
FROM ordered AS o
LEFT JOIN places AS l ON l.code = o."at"
LEFT JOIN sources AS r ON r.code = o.source
LEFT JOIN steps AS p ON p.grain = o.grain
GROUP BY stage, whose, currency, source, r.title, account, o."at", l.name, l.kind, provider, agency, receiver,
    activity, node, bucket, beyond
HAVING max(counts) = 1
ORDER BY whose, provider, currency, source, stage, max(first_day), max(last_day), bucket, account, o."at", agency,
    receiver, activity, node, beyond
