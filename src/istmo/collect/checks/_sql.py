"""The SQL that the runner writes around a check.

One pass over a table counts the findings of all row checks at once; only a check that found something is asked again,
for its findings grouped by what they say, with how often and the first places. Everything is aggregated before it
reaches Python: a million bad rows are a handful of problems.
"""

from istmo.collect.checks._catalogue import Check
from istmo.kernel.problem import PLACES_TOLD
from istmo.kernel.schema import Table
from istmo.kernel.tables import FIGURES, TRANSACTIONS

#: How many different findings of one check are told one by one, the most frequent first; the rest are counted.
FINDINGS_TOLD = 20

#: What a check may walk over row by row.
WALKED: dict[str, Table] = {"new": FIGURES, "money": TRANSACTIONS}

_DATES = "'start': n.period_start, 'end': n.period_end"

_PLACE = f"'row': n.row, 'at': n.\"at\", {_DATES}"

#: `here(n)` is the place of a row in the reporter's file, `period_of(n)` its period; both are told in words later.
MACROS = (
    f"create macro here(n) as {{{_PLACE}, 'indicator': n.indicator, 'breakdown': n.breakdown}}",
    f"create macro here_money(n) as {{{_PLACE}}}",
    f"create macro period_of(n) as {{{_DATES}}}",
)

#: `unreadable_period(n)`: the reader of the file found no period in the cell and kept its words. Where the file has a
#: column for words of its own, they are the reporter's and say nothing of that.
UNREADABLE = """
    create macro unreadable_period(n) as (
        {words_are_ours} and n.period_start is null and n.period_end is null and n.period_as_written is not null
    )
"""


def pass_over(walked: str, checks: list[Check]) -> str:
    """One query that counts the findings of every row check over `walked`, in the order given."""
    counts = ", ".join(f"count(*) filter (where {check.row})" for check in checks)
    needed = {name for check in checks for name in check.needs}
    return f"select {counts} from {_joined(walked, needed)}"


def first(place: str, most: int) -> str:
    """An aggregate: the first places of a group. A heap takes its room for every group in advance: for few only."""
    if most <= PLACES_TOLD:
        return f"coalesce(min({place}, {most}), [])"
    return f"coalesce(list({place} order by {place}) filter (where {place} is not null), [])[1:{most}]"


def grouped(check: Check, walked: str, most: int = PLACES_TOLD) -> str:
    """Make the temporary table `findings`: what the texts name, `count`, `places` (`most`), and `rank` by frequency."""
    told = "".join(f', "{name}"' for name in check.named)
    return f"""
        create or replace temp table findings as
        with bad as ({check.query or _bad_rows(check, walked)}),
        alike as (
            select * exclude (here), {first("here", most)} as places, count(*) as count
            from bad group by all
        )
        select *, row_number() over (order by count desc, places[1]{told}) as rank from alike
    """


def told(check: Check) -> str:
    """The most frequent findings, each with what is looked up for it."""
    looked_up = "".join(f', {expression} as "{name}"' for name, expression in check.lookup.items())
    return f"select g.*{looked_up} from findings g where rank <= {FINDINGS_TOLD} order by rank"


def untold(most: int = PLACES_TOLD) -> str:
    """How many findings are left, in how many rows, and where they begin."""
    return f"""
        select count(*) as kinds, coalesce(sum(count), 0)::bigint as count,
               {first("places[1]", most)} as places
        from findings where rank > {FINDINGS_TOLD}
    """


def _bad_rows(check: Check, walked: str) -> str:
    here = "here(n)" if walked == "new" else "here_money(n)"
    named = "".join(f', {_expression(check, name)} as "{name}"' for name in check.named)
    return f"select {here} as here{named} from {_joined(walked, set(check.needs))} where {check.row}"


def _expression(check: Check, name: str) -> str:
    return check.tells.get(name) or ("period_of(n)" if name == "period" else f'n."{name}"')


def _joined(walked: str, needed: set[str]) -> str:
    """`walked` as `n`, with the row that each of its foreign keys names under that table's own name."""
    joins = [f"{walked} n"]
    for key in WALKED[walked].foreign_keys:
        if key.table in needed:
            pairs = zip(key.columns, key.to, strict=True)
            on = " and ".join(f"{key.table}.{theirs} = n.{ours}" for ours, theirs in pairs)
            joins.append(f"left join {key.table} on {on}")
    return " ".join(joins)
