"""A percentage below 1 may be a share

Spreadsheets keep 62 percent as 0.62. Here a percentage is written as 62; a value between 0 and 1 is therefore doubted
(it may be true: 0.4 percent exists). Not doubted is a place whose values of several periods are all so small, where the
file has larger ones of other places: there the file itself shows how it counts.

How to mend it: write 62 for 62 percent, or leave it if the value really is below one percent. With numerator and
denominator beside it the doubt is gone.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
#: A series of so many values, none of which is this many times as large as another, speaks for itself.
VALUES, FACTOR = 3, 10
_SERIES = "n.indicator, n.place, n.breakdown, n.agency, n.activity, n.source"
QUERY = f"""
    with percents as (select code from indicators where measure = 'ratio' and per = 100),
    compared as (
        select here(n) as here, n.indicator, n.value, n.numerator, n.denominator,
               count(*) over series as values, max(n.value) over series as largest,
               max(n.value) over (partition by n.indicator) as largest_of_all
        from new n where n.value is not null and n.indicator in (select code from percents)
        window series as (partition by {_SERIES})
    )
    select here, indicator from compared
    where value > 0 and value < 1 and (numerator is null or denominator is null)
        and not (values >= {VALUES} and largest <= value * {FACTOR} and largest_of_all > 1)
"""
FOUND = "%(indicator)s is counted in percent, and the value is below 1"
FIX = "write 62 for 62 percent; leave it if it truly is below one percent"

PASSES = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,,
pass-share,HN,FY2017,result,usaid,courts,0.4,4,1000
poverty-share,CR,2014,context,,,0.8,,
poverty-share,CR,2015,context,,,0.9,,
poverty-share,CR,2016,context,,,1.1,,
poverty-share,SV,2016,context,,,38.2,,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,0.62,,
poverty-share,CR,2014,context,,,0.08,,
poverty-share,CR,2015,context,,,9,,
poverty-share,CR,2016,context,,,9.1,,
"""
