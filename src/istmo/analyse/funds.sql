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

codes AS (SELECT DISTINCT fund_year AS code FROM transactions WHERE fund_year IS NOT NULL),

    {code_days},

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
        coalesce(CASE WHEN t.fund_year IS NULL THEN t.period_start ELSE d.first_day END, DATE '0001-01-01') AS first_day,
        coalesce(CASE WHEN t.fund_year IS NULL THEN t.period_end ELSE d.last_day END, DATE '9999-12-31') AS last_day,
        CASE WHEN t.fund_year IS NULL AND t.period_start IS NULL AND t.period_end IS NULL
             THEN coalesce(t.period_as_written, '') ELSE '' END AS wording,
        coalesce(CASE WHEN t.kind = 'balance' THEN t.as_of ELSE t.period_end END, t.as_of, t.period_end,
            DATE '0001-01-01') AS day,
        coalesce(t.period_start, DATE '0001-01-01') AS begins, t.period_as_written, t.value_as_written, t.note,
        coalesce(t.submission, '') AS submission, coalesce(t."row", 0) AS "row"
    FROM transactions AS t
    LEFT JOIN agencies AS p ON p.code = t.provider
    LEFT JOIN agencies AS a ON a.code = t.agency
    LEFT JOIN code_days AS d ON d.code = t.fund_year
),

-- A series is told by a line (all particulars but year and place), a year and a place.
named AS (
    SELECT DISTINCT stage, whose, giver, currency, source, account, node, agency, activity, provider, receiver FROM told
),

lines AS (
    SELECT
        *,
        row_number() OVER (
            ORDER BY stage, whose, giver, currency, source, account, node, agency, activity, provider, receiver
        ) AS line,
        CASE WHEN whose = 'own' AND receiver <> CASE WHEN agency = '' THEN provider ELSE agency END
             THEN receiver ELSE '' END AS passed_to,
        CASE WHEN whose = 'other' THEN giver WHEN CAST($by_provider AS BOOLEAN) THEN provider ELSE '' END AS by_provider,
        CASE WHEN CAST($by_agency AS BOOLEAN) THEN agency ELSE '' END AS by_agency,
        CASE WHEN CAST($by_receiver AS BOOLEAN) THEN receiver ELSE '' END AS by_receiver,
        CASE WHEN CAST($by_activity AS BOOLEAN) THEN activity ELSE '' END AS by_activity,
        CASE WHEN CAST($by_node AS BOOLEAN) THEN node ELSE '' END AS by_node
    FROM named
),

-- What a row of the answer is told by, besides year and place.
grains AS (
    SELECT
        *,
        row_number() OVER (
            ORDER BY whose, by_provider, currency, source, stage, account, by_agency, by_receiver, by_activity, by_node
        ) AS grain
    FROM (
        SELECT DISTINCT
            stage, whose, currency, source, account, by_provider, by_agency, by_receiver, by_activity, by_node
        FROM lines
    ) AS different
),

grain_of AS (
    SELECT l.line, l.agency, g.grain
    FROM lines AS l
    INNER JOIN grains AS g
        ON g.stage = l.stage AND g.whose = l.whose AND g.currency = l.currency AND g.source = l.source
        AND g.account = l.account AND g.by_provider = l.by_provider AND g.by_agency = l.by_agency
        AND g.by_receiver = l.by_receiver AND g.by_activity = l.by_activity AND g.by_node = l.by_node
),

years AS (
    SELECT *, row_number() OVER (ORDER BY first_day, last_day, fund_year, wording) AS "year"
    FROM (SELECT DISTINCT fund_year, first_day, last_day, wording FROM told) AS different
),

keyed AS (
    SELECT
        l.line, y."year", t.place, t.kind, t.amount, t.qualifier, t.day, t.begins, t.submission, t."row",
        t.period_as_written, t.value_as_written, t.note,
        dense_rank() OVER (ORDER BY l.line, y."year", t.place) AS cell
    FROM told AS t
    INNER JOIN lines AS l
        ON l.stage = t.stage AND l.whose = t.whose AND l.giver = t.giver AND l.currency = t.currency
        AND l.source = t.source AND l.account = t.account AND l.node = t.node AND l.agency = t.agency
        AND l.activity = t.activity AND l.provider = t.provider AND l.receiver = t.receiver
    INNER JOIN years AS y
        ON y.fund_year = t.fund_year AND y.first_day = t.first_day AND y.last_day = t.last_day
        AND y.wording = t.wording
),

-- What each series stood at on each day. Of a day that two submissions tell, the later by its code stands; what one
-- tells in several rows are parts.
told_balances AS (
    SELECT
        cell, day, submission, max(line) AS line, max("year") AS "year", max(place) AS place, sum(amount) AS amount,
        row_number() OVER (PARTITION BY cell, day ORDER BY submission DESC) AS from_last
    FROM keyed
    WHERE kind = 'balance'
    GROUP BY cell, day, submission
),

balances AS (
    SELECT
        cell, line, "year", place, day, submission,
        amount - coalesce(lag(amount) OVER (PARTITION BY cell ORDER BY day), 0) AS step,
        row_number() OVER (PARTITION BY cell ORDER BY day DESC) AS from_last
    FROM told_balances
    WHERE from_last = 1
),

last_balances AS (
    SELECT cell, day, submission FROM balances WHERE from_last = 1
),

-- The rows that stand: the last balance, and increments but those that lie inside a balance.
standing AS (
    SELECT k.*
    FROM keyed AS k
    LEFT JOIN last_balances AS b ON b.cell = k.cell
    WHERE CASE WHEN k.kind = 'balance' THEN b.day = k.day AND b.submission = k.submission
               ELSE b.day IS NULL OR k.begins > b.day END
),

-- What moved on which day: the steps between balances, and increments.
moves AS (
    SELECT cell, line, "year", place, day, step AS amount, 1 AS is_step FROM balances
    UNION ALL
    SELECT cell, line, "year", place, day, amount, 0 FROM standing WHERE kind <> 'balance'
),

cells AS (
    SELECT
        cell, line, "year", place,
        sum(amount) AS amount,
        sum(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS gross,
        sum(CASE WHEN amount < 0 THEN amount ELSE 0 END) AS reductions,
        max(day) AS day,
        max(is_step) AS has_balance
    FROM moves
    GROUP BY cell, line, "year", place
),

-- Money that an own agency passes to another, and what that agency tells of it at the same stage, year and place.
passed AS (
    SELECT c.cell, c.line, c."year", c.place, c.amount, l.stage, l.currency, l.source, l.account, l.passed_to
    FROM cells AS c
    INNER JOIN lines AS l ON l.line = c.line
    INNER JOIN agencies AS a ON a.code = l.passed_to AND a.own
    WHERE c.amount > 0
),

told_again AS (
    SELECT l.stage, l.currency, l.source, l.account, l.giver, c."year", c.place, sum(c.amount) AS amount
    FROM cells AS c
    INNER JOIN lines AS l ON l.line = c.line AND l.whose = 'own'
    WHERE l.giver IN (SELECT passed_to FROM passed)
    GROUP BY l.stage, l.currency, l.source, l.account, l.giver, c."year", c.place
),

netted AS (
    SELECT
        p.cell,
        least(p.amount, greatest(0, t.amount - coalesce(sum(p.amount) OVER (
            PARTITION BY p.stage, p.currency, p.source, p.account, p."year", p.place, p.passed_to ORDER BY p.line
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0))) AS amount
    FROM passed AS p
    INNER JOIN told_again AS t
        ON t.stage = p.stage AND t.currency = p.currency AND t.source = p.source AND t.account = p.account
        AND t.giver = p.passed_to AND t."year" = p."year" AND t.place = p.place
),

-- In a range of years only what lies wholly in it; a longer year of a series wins over those inside it.
ranges AS (
    SELECT
        *,
        CASE WHEN CAST($from AS DATE) IS NULL OR (first_day >= $from AND last_day <= $until) THEN 0 ELSE 1 END AS beyond
    FROM years
    WHERE CAST($from AS DATE) IS NULL OR (first_day <= $until AND last_day >= $from)
),

longer AS (
    SELECT z."year" AS longer, y."year"
    FROM ranges AS y
    INNER JOIN ranges AS z
        ON z.beyond = 0 AND z.first_day <= y.first_day AND z.last_day >= y.last_day
        AND (z.first_day < y.first_day OR z.last_day > y.last_day) AND (z.fund_year = '') = (y.fund_year = '')
    WHERE CAST($from AS DATE) IS NOT NULL
),

shorter AS (
    SELECT DISTINCT c.cell
    FROM cells AS c
    INNER JOIN longer AS n ON n."year" = c."year"
    INNER JOIN cells AS o ON o.line = c.line AND o.place = c.place AND o."year" = n.longer
),

counted AS (
    SELECT c.*, r.last_day, r.beyond, coalesce(n.amount, 0) AS netted
    FROM cells AS c
    INNER JOIN ranges AS r ON r."year" = c."year"
    LEFT JOIN netted AS n ON n.cell = c.cell
    LEFT JOIN shorter AS s ON s.cell = c.cell
    WHERE s.cell IS NULL
),

-- Series with a statement of a place and of a place inside it: there the outer one wins over the inner.
nesting AS (
    SELECT i.place, i.part, i.since, i.until
    FROM inside AS i
    WHERE i.place <> i.part AND i.place IN (SELECT DISTINCT place FROM counted)
),

nested AS (
    SELECT DISTINCT c.line, c."year"
    FROM counted AS c
    INNER JOIN nesting AS i ON i.part = c.place AND i.since <= c.last_day AND i.until >= c.last_day
    WHERE (c.line, c."year", i.place) IN (SELECT (line, "year", place) FROM counted)
),

-- Series are put together as far as the answer does not tell them apart; nested ones stay by themselves.
placed AS (
    SELECT
        g.grain, g.agency, coalesce(n.line, 0) AS series, c.*,
        dense_rank() OVER (ORDER BY g.grain, coalesce(n.line, 0), c."year", c.place) AS piece
    FROM counted AS c
    INNER JOIN grain_of AS g ON g.line = c.line
    LEFT JOIN nested AS n ON n.line = c.line AND n."year" = c."year"
),

pieces AS (
    SELECT
        piece, grain, series, "year", place,
        max(last_day) AS last_day,
        sum(amount) - sum(netted) AS amount,
        sum(gross) AS gross,
        sum(reductions) AS reductions,
        sum(netted) AS netted,
        min(day) AS told_from,
        max(day) AS told_until,
        max(has_balance) AS has_balance
    FROM placed
    GROUP BY piece, grain, series, "year", place
),

-- What is known of each piece besides its amount; of its rows the first twenty are named. Most have one row only.
behind AS (
    SELECT p.piece, s.qualifier, s.submission, s."row", s.period_as_written, s.value_as_written, s.note
    FROM standing AS s
    INNER JOIN placed AS p ON p.cell = s.cell
),

of_several AS MATERIALIZED (
    SELECT piece FROM behind GROUP BY piece HAVING count(*) > 1
),

numbered AS (
    SELECT *, row_number() OVER (PARTITION BY piece ORDER BY submission, "row") AS nth
    FROM behind
    WHERE piece IN (SELECT piece FROM of_several)
),

known AS (
    SELECT
        piece, CAST(1 AS BIGINT) AS "rows", CASE WHEN qualifier = 'at_least' THEN 1 ELSE 0 END AS at_least,
        CASE WHEN qualifier = 'at_most' THEN 1 ELSE 0 END AS at_most, CASE WHEN qualifier = 'about' THEN 1 ELSE 0 END AS about,
        period_as_written, value_as_written, note, submission || ':' || CAST("row" AS VARCHAR) AS trace
    FROM behind
    WHERE piece NOT IN (SELECT piece FROM of_several)
    UNION ALL
    SELECT
        piece,
        count(*) AS "rows",
        max(CASE WHEN qualifier = 'at_least' THEN 1 ELSE 0 END) AS at_least,
        max(CASE WHEN qualifier = 'at_most' THEN 1 ELSE 0 END) AS at_most,
        max(CASE WHEN qualifier = 'about' THEN 1 ELSE 0 END) AS about,
        max(period_as_written) AS period_as_written, max(value_as_written) AS value_as_written, max(note) AS note,
        string_agg(CASE WHEN nth <= 20 THEN submission || ':' || CAST("row" AS VARCHAR) END, ' '
            ORDER BY submission, "row") AS trace
    FROM numbered
    GROUP BY piece
),

-- At which places each piece counts: its own, and those it lies in.
spread AS (
    SELECT DISTINCT p.series, p."year", p.place, i.place AS "at"
    FROM (SELECT DISTINCT series, "year", place, last_day FROM pieces) AS p
    INNER JOIN inside AS i ON i.part = p.place AND i.since <= p.last_day AND i.until >= p.last_day
    UNION
    SELECT series, "year", place, place FROM pieces
),

-- Statements of a series that lie in a place of which the series has a statement of its own count only inside that.
shaded AS (
    SELECT DISTINCT c.series, c."year", c.place, o.place AS by_place
    FROM pieces AS c
    INNER JOIN nesting AS i ON i.part = c.place AND i.since <= c.last_day AND i.until >= c.last_day
    INNER JOIN pieces AS o ON o.series = c.series AND o."year" = c."year" AND o.place = i.place
    WHERE c.series > 0
),

lit AS (
    SELECT * FROM spread
    EXCEPT
    SELECT p.series, p."year", p.place, p."at"
    FROM spread AS p
    INNER JOIN shaded AS s ON s.series = p.series AND s."year" = p."year" AND s.place = p.place
    INNER JOIN inside AS i ON i.place = p."at" AND i.part = s.by_place
),

-- Places with a line of their own: those with a statement, groups, countries, and regions with money split by none.
shown AS (
    SELECT DISTINCT place AS "at" FROM pieces
    UNION
    SELECT code FROM places WHERE kind IN ('group', 'country')
    UNION
    SELECT l.parent FROM places AS l INNER JOIN pieces AS c ON c.place = l.code WHERE l.kind = 'unattributed'
),

-- Money split by no country that does not count at a place, though the place has a part in the group it is of.
sharing AS (
    SELECT DISTINCT u.code AS place, j.place AS "at"
    FROM places AS u
    INNER JOIN inside AS i ON i.place = u.parent AND i.part <> u.code
    INNER JOIN inside AS j ON j.part = i.part
    WHERE u.kind = 'unattributed'
),

counting AS (
    SELECT series, "year", place, "at", 1 AS counts FROM lit
    UNION ALL
    (
        SELECT p.series, p."year", p.place, s."at", 0
        FROM pieces AS p
        INNER JOIN sharing AS s ON s.place = p.place
        EXCEPT
        SELECT series, "year", place, "at", 0 FROM spread
    )
),

-- Every piece at every place of the answer.
at_places AS (
    SELECT
        c."at", c.counts, k.kind AS part_kind, k.parent AS group_of,
        CASE WHEN CAST($from AS DATE) IS NULL OR r.beyond = 1 THEN p."year" ELSE 0 END AS bucket,
        r.beyond, r.first_day, r.fund_year, r.wording,
        p.*
    FROM counting AS c
    INNER JOIN shown AS s ON s."at" = c."at"
    INNER JOIN pieces AS p ON p.series = c.series AND p."year" = c."year" AND p.place = c.place
    INNER JOIN ranges AS r ON r."year" = p."year"
    LEFT JOIN places AS k ON k.code = p.place
),

answered AS (
    SELECT *, dense_rank() OVER (ORDER BY grain, bucket, "at") AS answer FROM at_places
),

-- How a balance came about: what was added from one day to the next.
stepped AS (
    SELECT p.piece, m.day, sum(m.amount) AS amount
    FROM moves AS m
    INNER JOIN placed AS p ON p.cell = m.cell
    GROUP BY p.piece, m.day
),

-- Only where the answer tells them.
daily AS (
    SELECT a.answer, s.day, sum(s.amount) AS amount
    FROM answered AS a
    INNER JOIN stepped AS s ON s.piece = a.piece
    WHERE a.counts = 1
        AND a.answer IN (SELECT b.answer FROM answered AS b WHERE b.counts = 1 AND b.has_balance = 1)
    GROUP BY a.answer, s.day
),

steps AS (
    SELECT answer, string_agg(CAST(day AS VARCHAR) || ' ' || CAST(amount AS VARCHAR), ';' ORDER BY day) AS steps
    FROM daily
    GROUP BY answer
),

telling AS (
    SELECT DISTINCT piece, agency FROM placed WHERE agency <> ''
),

told_by AS MATERIALIZED (
    SELECT DISTINCT a.answer, t.agency
    FROM answered AS a
    INNER JOIN telling AS t ON t.piece = a.piece
    WHERE a.counts = 1
),

-- Most answers are of one agency; the names of several stand in order.
voices AS MATERIALIZED (
    SELECT answer, count(*) AS agencies, min(agency) AS agency FROM told_by GROUP BY answer
),

tellers AS (
    SELECT answer, agency AS agencies FROM voices WHERE agencies = 1
    UNION ALL
    SELECT answer, string_agg(agency, ', ' ORDER BY agency)
    FROM told_by
    WHERE answer IN (SELECT answer FROM voices WHERE agencies > 1)
    GROUP BY answer
),

with_rows AS (
    SELECT a.*, k."rows", k.at_least, k.at_most, k.about, k.period_as_written, k.value_as_written, k.note, k.trace
    FROM answered AS a
    INNER JOIN known AS k ON k.piece = a.piece
),

of_pieces AS MATERIALIZED (
    SELECT answer FROM answered GROUP BY answer HAVING count(*) > 1
),

ordered AS (
    SELECT *, row_number() OVER (PARTITION BY answer, counts ORDER BY piece) AS nth
    FROM with_rows
    WHERE answer IN (SELECT answer FROM of_pieces)
),

-- A piece alone is its own total, which most are.
totals AS (
    SELECT
        answer, grain, bucket, "at", beyond, fund_year, first_day, last_day, wording, amount,
        CASE WHEN at_most = 1 AND at_least = 1 THEN 'about' WHEN at_least = 1 THEN 'at_least'
             WHEN at_most = 1 THEN 'at_most' WHEN about = 1 THEN 'about' ELSE 'exact' END AS qualifier,
        has_balance, told_from, told_until, gross, reductions, netted,
        CASE WHEN part_kind IN ('unattributed', 'group', 'region', 'world') THEN amount ELSE 0 END AS unattributed,
        CAST(0 AS DECIMAL(38, 9)) AS unsplit, CAST(CASE WHEN place <> '' THEN 1 ELSE 0 END AS BIGINT) AS places,
        CAST("rows" AS HUGEINT) AS "rows",
        CAST(first_day AS VARCHAR) || '/' || CAST(last_day AS VARCHAR) AS days,
        CASE WHEN fund_year = '' THEN 1 ELSE 0 END AS by_period,
        period_as_written, value_as_written, note, trace,
        CASE WHEN part_kind = 'unattributed' THEN group_of ELSE place END AS home
    FROM with_rows
    WHERE counts = 1 AND answer NOT IN (SELECT answer FROM of_pieces)
    UNION ALL
    SELECT
        answer, grain, bucket, "at",
        max(beyond) AS beyond,
        max(fund_year) AS fund_year,
        max(first_day) AS first_day,
        max(last_day) AS last_day,
        max(wording) AS wording,
        sum(CASE WHEN counts = 1 THEN amount END) AS amount,
        CASE WHEN max(at_most + counts) = 2 AND max(at_least + counts) = 2 THEN 'about'
             WHEN max(at_least + counts) = 2 THEN 'at_least' WHEN max(at_most + counts) = 2 THEN 'at_most'
             WHEN max(about + counts) = 2 THEN 'about' ELSE 'exact' END AS qualifier,
        max(CASE WHEN counts = 1 THEN has_balance END) AS has_balance,
        min(CASE WHEN counts = 1 THEN told_from END) AS told_from,
        max(CASE WHEN counts = 1 THEN told_until END) AS told_until,
        sum(CASE WHEN counts = 1 THEN gross END) AS gross,
        sum(CASE WHEN counts = 1 THEN reductions END) AS reductions,
        sum(CASE WHEN counts = 1 THEN netted END) AS netted,
        sum(CASE WHEN counts = 1 AND part_kind IN ('unattributed', 'group', 'region', 'world') THEN amount ELSE 0 END)
            AS unattributed,
        sum(CASE WHEN counts = 0 THEN amount ELSE 0 END) AS unsplit,
        count(DISTINCT CASE WHEN counts = 1 THEN nullif(place, '') END) AS places,
        sum(CASE WHEN counts = 1 THEN "rows" END) AS "rows",
        string_agg(
            DISTINCT CASE WHEN counts = 1 THEN CAST(first_day AS VARCHAR) || '/' || CAST(last_day AS VARCHAR) END, ' '
            ORDER BY CASE WHEN counts = 1 THEN CAST(first_day AS VARCHAR) || '/' || CAST(last_day AS VARCHAR) END
        ) AS days,
        max(CASE WHEN fund_year = '' AND counts = 1 THEN 1 ELSE 0 END) AS by_period,
        max(CASE WHEN counts = 1 THEN period_as_written END) AS period_as_written,
        max(CASE WHEN counts = 1 THEN value_as_written END) AS value_as_written,
        max(CASE WHEN counts = 1 THEN note END) AS note,
        string_agg(CASE WHEN counts = 1 AND nth <= 20 THEN trace END, ' ' ORDER BY nth) AS trace,
        max(CASE WHEN counts = 1 THEN CASE WHEN part_kind = 'unattributed' THEN group_of ELSE place END END) AS home
    FROM ordered
    GROUP BY answer, grain, bucket, "at"
    HAVING max(counts) = 1
)

SELECT
    g.stage,
    CASE WHEN t.bucket > 0 THEN nullif(t.fund_year, '') END AS fund_year,
    nullif(CASE WHEN t.bucket > 0 THEN t.first_day ELSE CAST($from AS DATE) END, DATE '0001-01-01') AS first_day,
    nullif(CASE WHEN t.bucket > 0 THEN t.last_day ELSE CAST($until AS DATE) END, DATE '9999-12-31') AS last_day,
    nullif(t.wording, '') AS wording,
    nullif(g.account, '') AS account,
    nullif(t."at", '') AS place,
    l.name AS place_name,
    l.kind AS place_kind,
    g.whose,
    nullif(g.by_provider, '') AS provider,
    nullif(g.by_agency, '') AS agency,
    nullif(g.by_receiver, '') AS receiver,
    nullif(g.by_activity, '') AS activity,
    nullif(g.by_node, '') AS node,
    g.currency,
    nullif(g.source, '') AS source,
    r.title AS source_title,
    t.amount,
    t.qualifier,
    t.has_balance,
    nullif(t.told_from, DATE '0001-01-01') AS told_from,
    nullif(t.told_until, DATE '0001-01-01') AS told_until,
    t.gross,
    t.reductions,
    t.netted,
    t.unattributed,
    t.unsplit,
    t.places,
    t."rows",
    a.agencies,
    t.days,
    t.by_period,
    t.beyond,
    CASE WHEN t.has_balance = 1 THEN s.steps END AS steps,
    t.period_as_written,
    t.value_as_written,
    t.note,
    t.trace,
    CASE WHEN t."rows" = 1 THEN t.home END AS home
FROM totals AS t
INNER JOIN grains AS g ON g.grain = t.grain
LEFT JOIN places AS l ON l.code = t."at"
LEFT JOIN sources AS r ON r.code = g.source
LEFT JOIN steps AS s ON s.answer = t.answer
LEFT JOIN tellers AS a ON a.answer = t.answer
ORDER BY g.whose, g.by_provider, g.currency, g.source, g.stage, t.first_day, t.last_day, t.bucket, g.account, t."at",
    g.by_agency, g.by_receiver, g.by_activity, g.by_node, t.beyond
