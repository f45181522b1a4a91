"""The SQL that sets each figure of a version beside the version before, last year, its target, and what is approved.

It adds, compares and counts. Only the order of rows by the size of their change uses a quotient, of floats, which is
shown nowhere: what is shown is divided over the answer, by `kernel.measure.quotient`.
"""

from collections.abc import Iterable

from istmo.kernel.tables import FIGURES
from istmo.release.sql import names, quote

#: What a figure says, as it is shown beside another.
SAYS = ("state", "value", "numerator", "denominator", "low", "high", "unit", "qualifier", "maturity", "note")
#: What makes it another number, if it differs; anything else stands beside the number.
_NUMBER = ("value", "numerator", "denominator", "low", "high", "unit", "qualifier")
#: Where a row stands and how it was typed is not what it says.
_TRACE = ("submission", "row", "at", "value_as_written")
_BESIDE = [name for name in FIGURES.names if name not in (*FIGURES.key, *_TRACE)]
#: What one series is told by; figures of the context are of one series only if they are of one source.
_SERIES = ("indicator", "place", "cohort", "agency", "activity", "span", "breakdown", "of_source")
#: What is approved of others than these series is never looked at.
_TOLD_BY = ("indicator", "place", "agency", "activity", "breakdown")
#: Below this on both sides a change of what is counted is small, however many per cent it is.
SMALL = 10


def _same(columns: Iterable[str], here: str, there: str) -> str:
    return " and ".join(
        f"{here}.{quote(name)} is not distinct from {there}.{quote(name)}" for name in columns
    )


def _struct(alias: str) -> str:
    return "{" + ", ".join(f"'{name}': {alias}.{quote(name)}" for name in SAYS) + "}"


def _one_each(table: str, keep: str, by: str, order: str) -> str:
    return (
        f"select {keep}, case when role = 'context' then source end as of_source from {table} "
        f"qualify row_number() over (partition by {by} order by {order}) = 1"
    )


_PERIOD = f"{names(name for name in _SERIES if name != 'of_source')}, role, case when role = 'context' then source end"
_NEWEST = "as_of desc nulls last, stated_on desc nulls last"
_FIRST = 'source nulls last, "row" nulls last, "at" nulls last'
_YEAR_BEFORE = (
    "y.period_start = (b.period_start - interval 1 year)::date "
    "and y.period_end = (b.period_end + interval 1 day - interval 1 year - interval 1 day)::date "
    "and y.role = b.role and b.cohort is null"
)
_ITS_TARGET = (
    "b.role = 'result' and t.role = 'target' and t.period_start is not distinct from b.period_start "
    "and t.period_end is not distinct from b.period_end"
)
_NOW, _WAS = "b.now_says.value", "b.last_says.value"

#: How far `now` lies from `was`, for the order alone: by `per`, if there is one, else by `was`; from zero infinitely far.
FAR = """
    create macro far(now, was, per) as case
        when now is null or was is null or now = was then null
        when per is not null then abs(now - was)::double / per
        when was = 0 then 'infinity'::double
        else abs(now - was)::double / abs(was)::double
    end
"""

_BOTH = f"""
    select coalesce(n.v, l.v) as v,
        {", ".join(f"coalesce(n.{quote(name)}, l.{quote(name)}) as {quote(name)}" for name in FIGURES.key)},
        case when coalesce(n.role, l.role) = 'context' then coalesce(n.source, l.source) end as of_source,
        n.v is not null as stands, l.v is not null as stood, n."row" as "row", n."at" as "at",
        l."row" as last_row, l."at" as last_at, coalesce(n.sensitivity, l.sensitivity) as sensitivity,
        {_struct("n")} as now_says, {_struct("l")} as last_says,
        list_filter([{", ".join(f"case when n.{quote(c)} is distinct from l.{quote(c)} then '{c}' end" for c in _BESIDE)}],
            lambda one: one is not null) as differs
    from new n full join (
        select * from last
        qualify row_number() over (partition by v, {names(FIGURES.key)} order by "row" nulls last, "at" nulls last) = 1
    ) l on n.v = l.v and {_same(FIGURES.key, "n", "l")}
"""

#: Makes the table `compared`: one row for every figure that stands in a version or stood in the one before it.
COMPARED = f"""
create temp table compared as
with
known as (
    select a.* from approved a semi join (
        select {names(_TOLD_BY)} from new union select {names(_TOLD_BY)} from last
    ) k on {_same(_TOLD_BY, "a", "k")}
),
stating as (
    select * from known
    qualify row_number() over (partition by {names(FIGURES.key)} order by part desc, "row" nulls last, "at" nulls last) = 1
),
approved_of as ({_one_each("stating", "*", f"{_PERIOD}, period_start, period_end", f"{_NEWEST}, part desc, {_FIRST}")}),
own_of as ({_one_each("new", "*", f"v, {_PERIOD}, period_start, period_end", f"{_NEWEST}, {_FIRST}")}),
both_sides as ({_BOTH}),
beside as (
    select b.*,
        case when y.role is not null then {_struct("y")} when o.role is not null then {_struct("o")} end as year_says,
        case when y.role is not null then 'approved' when o.role is not null then 'file' end as year_from,
        case when u.role is not null then {_struct("u")} when t.role is not null then {_struct("t")} end as target_says,
        case when s.role is not null then {_struct("s")} end as approved_says
    from both_sides b
    left join approved_of y on {_same(_SERIES, "y", "b")} and {_YEAR_BEFORE}
    left join own_of o on o.v = b.v and {_same(_SERIES, "o", "b")} and {_YEAR_BEFORE.replace("y.", "o.")}
    left join approved_of t on {_same(_SERIES, "t", "b")} and {_ITS_TARGET}
    left join own_of u on u.v = b.v and {_same(_SERIES, "u", "b")} and {_ITS_TARGET.replace("t.role", "u.role").replace("t.period", "u.period")}
    left join stating s on {_same(FIGURES.key, "s", "b")}
),
sized as (
    select b.*, far({_NOW}, {_WAS}, c.per) as since_last, far({_NOW}, b.year_says.value, c.per) as since_year,
        c.per is not null as is_scaled
    from beside b
    left join scales c on c.v = b.v and c.indicator = b.indicator
)
select b.* exclude (differs, of_source, since_last, since_year, is_scaled),
    case
        when not stands then 'gone'
        when not stood then case when v in (select v from last) then 'added' else 'first' end
        when now_says.state is distinct from last_says.state then 'state'
        when len(list_filter(differs, lambda one: one in {_NUMBER})) > 0 then 'changed'
        when len(differs) > 0 then 'beside'
        else 'same'
    end as kind,
    case when stands and stood then differs else [] end as differs,
    case
        when stood and ((not stands and {_WAS} is not null) or ({_NOW} is null and {_WAS} is not null)) then 1.0::double
        else greatest(since_last, since_year)
    end as size,
    coalesce(since_year > since_last, since_year is not null) as is_since_year,
    breakdown = '' and role in ('result', 'context') and (
        is_scaled or coalesce(now_says.denominator, last_says.denominator) is not null
        or greatest(abs({_NOW}), abs({_WAS}), abs(b.year_says.value)) >= {SMALL}
    ) as matters
from sized b
"""
