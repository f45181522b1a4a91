-- code_days: the days that each code in `codes` stands for, as kernel.period reads it: FY2017, FY2015/FY2017, 2017,
-- 2017-Q2, FY2017-H1, 2017-04, 2017-04/2018-03, 2017-04-06/2018-04-05. No day where it is none, or open at that end.
year_parts (part, months_in, months) AS (
    VALUES ('', 0, 12), ('-H1', 0, 6), ('-H2', 6, 6), ('-Q1', 0, 3), ('-Q2', 3, 3), ('-Q3', 6, 3), ('-Q4', 9, 3),
        ('-01', 0, 1), ('-02', 1, 1), ('-03', 2, 1), ('-04', 3, 1), ('-05', 4, 1), ('-06', 5, 1),
        ('-07', 6, 1), ('-08', 7, 1), ('-09', 8, 1), ('-10', 9, 1), ('-11', 10, 1), ('-12', 11, 1)
),

-- Its two ends, the year of each, what stands behind the year, and how many months before January a year begins.
code_ends AS (
    SELECT
        code, first_end, last_end, substr(first_year, 5) AS first_part, substr(last_year, 5) AS last_part,
        TRY_CAST(CASE WHEN first_year LIKE '____%' THEN left(first_year, 4) || '-01-01' END AS DATE) AS first_year,
        TRY_CAST(CASE WHEN last_year LIKE '____%' THEN left(last_year, 4) || '-01-01' END AS DATE) AS last_year,
        CASE WHEN first_end LIKE 'FY%' THEN 3 ELSE 0 END AS first_early,
        CASE WHEN last_end LIKE 'FY%' THEN 3 ELSE 0 END AS last_early
    FROM (
        SELECT *, replace(first_end, 'FY', '') AS first_year, replace(last_end, 'FY', '') AS last_year
        FROM (
            SELECT
                code, split_part(code, '/', 1) AS first_end,
                CASE WHEN code LIKE '%/%' THEN split_part(code, '/', 2) ELSE code END AS last_end
            FROM codes
        ) AS ends
    ) AS written
),

code_days AS (
    SELECT
        c.code,
        CASE WHEN c.first_end LIKE '____-__-__' THEN TRY_CAST(c.first_end AS DATE)
             ELSE CAST(c.first_year + to_months(f.months_in - c.first_early) AS DATE) END AS first_day,
        CASE WHEN c.last_end LIKE '____-__-__' THEN TRY_CAST(c.last_end AS DATE)
             ELSE CAST(c.last_year + to_months(l.months_in + l.months - c.last_early) - INTERVAL '1' DAY AS DATE)
             END AS last_day
    FROM code_ends AS c
    LEFT JOIN year_parts AS f ON f.part = c.first_part
    LEFT JOIN year_parts AS l ON l.part = c.last_part
)
