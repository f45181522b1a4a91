"""A running total falls: correction or loss?

A number that counts from the start on can only stay or grow. If it is smaller than before, either was wrong, or something
that had been counted is gone (a school closed, a law repealed).

How to mend it: look both numbers up. If the earlier one was wrong, state it again as it should have been; if something
was lost, say so in the note.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
_SERIES = ("indicator", "place", "breakdown", "cohort", "agency", "activity", "source")
_PARTITION = ", ".join(f"n.{column}" for column in _SERIES)
QUERY = f"""
    with told as (
        select here(n) as here, n.indicator, n.place, n.value, n.note, period_of(n) as period, n.period_end,
               lag(n.value) over series as earlier, lag(period_of(n)) over series as earlier_period,
               lag(n.period_end) over series as earlier_end
        from new n
        where n.role = 'result' and n.span = 'period' and n.value is not null and n.period_end is not null
            and n.indicator in (select code from indicators where time = 'running')
        window series as (
            partition by {_PARTITION} order by n.period_end, n.stated_on nulls first, n.as_of nulls first, n.row
        )
    )
    select here, indicator, place, value, earlier, period, earlier_period
    from told where value < earlier and earlier_end < period_end and note is null
"""
FOUND = "%(indicator)s for %(place)s counts from the start on and falls from %(earlier)s (%(earlier_period)s) to %(value)s (%(period)s)"
EXPECTED = "a running total stays or grows"
FIX = "correct the wrong one of the two, or say in the note what was lost"

PASSES = """\
indicator,place,period,role,agency,activity,value,note
schools-built,SV,FY2016,result,usaid,courts,12,
schools-built,SV,FY2017,result,usaid,courts,12,
schools-built,SV,FY2018,result,usaid,courts,11,One was lost to the earthquake
schools-built,HN,FY2017,result,usaid,courts,3,
people-trained,SV,FY2016,result,usaid,courts,120,
people-trained,SV,FY2017,result,usaid,courts,90,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
schools-built,SV,FY2016,result,usaid,courts,12
schools-built,SV,FY2017,result,usaid,courts,11
"""
