"""Figures and amounts for the benchmarks: always the same ones, made by counting, without chance.

10 agencies, 200 indicators, 1,150 places (in 50 of them two activities of one agency report the same), 10 fiscal years,
results and targets, women, men and totals: 14.4 million possible figures, of which any number is picked by stepping
through them with a stride that has no common divisor: each total with its two parts. A tenth as many amounts: 3 stages,
10 fund years, 8 accounts, some of them told as balances, some passed from one agency to another.
"""

import sys
from pathlib import Path

import duckdb

INDICATORS, PLACES, YEARS, AGENCIES = 200, 1200, 10, 10
#: Of so many places the last is the one before, told by another activity.
SHARED = 24
#: How many places make up the group `north`.
NORTH = 100
ACCOUNTS = 8
POSSIBLE = INDICATORS * PLACES * YEARS * 2 * 3
STRIDE = 7919

_FIGURES = f"""
with numbered as (select range as i, (range // 3 * {STRIDE}) % {POSSIBLE // 3} as n, range % 3 as part from range($rows)),
picked as (
    select i, n % {INDICATORS} as indicator, (n // {INDICATORS}) % {PLACES} as place,
        2010 + (n // {INDICATORS * PLACES}) % {YEARS} as year, n // {INDICATORS * PLACES * YEARS} as role, part
    from numbered)
select
    'i' || lpad(indicator::varchar, 3, '0') as indicator,
    'p' || lpad((place - (place % {SHARED} = {SHARED - 1})::int)::varchar, 4, '0') as place,
    'FY' || year as period,
    ['result', 'target'][role + 1] as role,
    'a' || (indicator % {AGENCIES}) as agency,
    'a' || (indicator % {AGENCIES}) || '-' || (place % 50) as activity,
    ['', 'sex=f', 'sex=m'][part + 1] as breakdown,
    case part when 0 then 2 * (i // 3 * 131 % 50000) + 1 when 1 then i // 3 * 131 % 50000
        else i // 3 * 131 % 50000 + 1 end as value,
    'things' as unit,
    case when role = 1 then (year - 2) || '-09-15' else '' end as stated_on,
    'final' as maturity,
    's1' as source,
    case when role = 0 then 'FY' || (year - place % 4) else '' end as fund_years,
    case when i % 20 = 0 then 'Counted at the end of the year' else '' end as note
from picked order by i
"""

_AMOUNTS = f"""
with numbered as (select range as i, (range * {STRIDE}) % {3 * YEARS * ACCOUNTS * PLACES * AGENCIES} as n from range($rows)),
picked as (
    select i, n % {PLACES} as place, (n // {PLACES}) % {ACCOUNTS} as account, (n // {PLACES * ACCOUNTS}) % {YEARS} as year,
        (n // {PLACES * ACCOUNTS * YEARS}) % 3 as stage, n // {PLACES * ACCOUNTS * YEARS * 3} as agency
    from numbered)
select
    ['allocated', 'obligated', 'disbursed'][stage + 1] as stage,
    i * 131 % 50000 + 1 as amount,
    'USD' as currency,
    case when stage = 1 and account < 2 then 'balance' else 'increment' end as kind,
    case when stage = 1 and account < 2 then (2010 + year + i % 3) || '-09-30' else '' end as as_of,
    'FY' || (2010 + year) as fund_year,
    'FY' || (2010 + year + i % 3) as period,
    'account-' || account as account,
    'p' || lpad((place - (place % {SHARED} = {SHARED - 1})::int)::varchar, 4, '0') as place,
    'a' || agency as agency,
    'a' || agency || '-' || (place % 50) as activity,
    case when i % 50 = 0 then 'a' || ((agency + 1) % {AGENCIES}) else '' end as receiver,
    's1' as source
from picked order by i
"""


def figures(rows: int, out: Path) -> Path:
    """Write `rows` figures as CSV, as an agency would send them; an existing file of that name is kept."""
    return _written(_FIGURES, rows, out)


def amounts(rows: int, out: Path) -> Path:
    """Write `rows` amounts of money as CSV; an existing file of that name is kept."""
    return _written(_AMOUNTS, rows, out)


def _written(rows_of: str, rows: int, out: Path) -> Path:
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            written = out.with_suffix(".part")
            connection.execute(f"copy ({rows_of}) to '{written}' (header, delimiter ',')", {"rows": rows})
            written.rename(out)
    return out


def _indicator(number: int) -> str:
    return (
        f"  - code: i{number:03}\n    title: Indicator {number}\n    kind: output\n    preset: things_delivered\n"
        "    direction: up\n    unit: things\n    nodes: [LINE]\n    dimensions: [sex]\n"
        "    custom_reason: made for measuring\n"
    )


def architecture(out: Path) -> Path:
    """Write the architecture these figures belong to as a folder of YAML and CSV."""
    framework = out / "frameworks" / "bench"
    framework.mkdir(parents=True, exist_ok=True)
    (framework / "strategy.yaml").write_text(
        "code: bench\ntitle: Made for measuring\nversion: '1'\nmission: {text: Made for measuring}\n"
        "funds_from: FY2014\nlag_months: 12\n"
        "nodes:\n  - {code: LINE, level: line of effort, title: Line}\n",
        encoding="utf-8",
    )
    dimensions = (
        "dimensions:\n  - code: sex\n    title: Sex\n    exclusive: true\n    complete: true\n"
        "    categories:\n      - {code: f, title: women}\n      - {code: m, title: men}\nindicators:\n"
    )
    indicators = "".join(_indicator(number) for number in range(INDICATORS))
    (framework / "indicators.yaml").write_text(dimensions + indicators, encoding="utf-8")
    told = [n for n in range(PLACES) if n % SHARED != SHARED - 1]
    lines = {
        "places.csv": [
            "code,name,kind,members",
            *(f"p{n:04},Place {n},municipality," for n in told),
            f"north,The north,group,{'|'.join(f'p{n:04}' for n in told[:NORTH])}",
        ],
        "agencies.csv": ["code,name,own", *(f"a{n},Agency {n},yes" for n in range(AGENCIES))],
        "activities.csv": [
            "code,title,agency",
            *(f"a{n}-{m},Activity {m} of agency {n},a{n}" for n in range(AGENCIES) for m in range(50)),
        ],
        "sources.csv": ["code,title,kind", "s1,Reports of the agencies,own"],
    }
    for name, rows in lines.items():
        (out / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return out


if __name__ == "__main__":
    figures(int(sys.argv[1]), Path(sys.argv[2]) / "figures.csv")
    amounts(int(sys.argv[1]) // 10, Path(sys.argv[2]) / "amounts.csv")
    architecture(Path(sys.argv[2]) / "architecture")
