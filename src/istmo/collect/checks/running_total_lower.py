"""A running total is lower than the last release says: correction or loss?

A number that counts from the start on cannot be smaller in a later period than what was published for an earlier one.

How to mend it: look both numbers up. If the published one was wrong, state it again as it should have been; if something
was lost, say so in the note.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last", "indicators")
COLUMN = "value"
_NEVER_EMPTY = ("indicator", "place", "breakdown")
_MAY_BE_EMPTY = ("cohort", "agency", "activity", "source")
_SERIES = ", ".join(f"n.{column}" for column in (*_NEVER_EMPTY, *_MAY_BE_EMPTY))
# Of the last release the latest period's value stands. What the same file states anew of that period is a correction.
QUERY = f"""
    with running as (select code from indicators where time = 'running'),
    published as (
        select n.* from last n
        where n.role = 'result' and n.span = 'period' and n.value is not null and n.period_end is not null
            and n.indicator in (select code from running)
        qualify row_number() over (
            partition by {_SERIES} order by n.period_end desc, n.stated_on desc nulls last, n.as_of desc nulls last,
            n.submission desc, n.row desc
        ) = 1
    )
    select here(n) as here, n.indicator, n.place, n.value, b.value as earlier, period_of(n) as period,
           {{'start': b.period_start, 'end': b.period_end}} as earlier_period
    from new n join published b
        on {" and ".join(f"b.{c} = n.{c}" for c in _NEVER_EMPTY)}
        and {" and ".join(f"b.{c} is not distinct from n.{c}" for c in _MAY_BE_EMPTY)}
    where n.role = 'result' and n.span = 'period' and n.period_end > b.period_end and n.value < b.value
        and n.note is null
        and not exists (
            select 1 from new m
            where m.role = 'result' and m.period_end = b.period_end and m.value is not null
                and {" and ".join(f"m.{c} = b.{c}" for c in _NEVER_EMPTY)}
                and {" and ".join(f"m.{c} is not distinct from b.{c}" for c in _MAY_BE_EMPTY)}
        )
"""
FOUND = "%(indicator)s for %(place)s counts from the start on; %(earlier)s was published for %(earlier_period)s, and %(period)s is %(value)s"
EXPECTED = "a running total stays or grows"
FIX = "correct the number, state the published one again as it should have been, or say in the note what was lost"

LAST = """\
indicator,place,period,role,agency,activity,value
schools-built,SV,FY2016,result,usaid,courts,12
schools-built,HN,FY2016,result,usaid,courts,5
"""
PASSES = """\
indicator,place,period,role,agency,activity,value
schools-built,SV,FY2017,result,usaid,courts,14
schools-built,HN,FY2016,result,usaid,courts,3
schools-built,HN,FY2017,result,usaid,courts,4
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
schools-built,SV,FY2017,result,usaid,courts,9
"""
