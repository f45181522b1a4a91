"""The parts are more than the total

Where nobody can be in two categories, the parts (women and men) cannot together be more than the total. The total is
kept as it was reported; the reader is told of the contradiction.

How to mend it: correct the total or the parts. If one person may be in two categories, the dimension is not exclusive
and the framework must say so.
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "dimensions")
COLUMN = "value"
_SERIES = ", ".join(f"n.{column}" for column in FIGURES.key if column != "breakdown")
_HASH = f"hash({_SERIES})"
# Parts by one dimension only; a hash of 64 bits stands for the series: by chance two meet
# once in thousands of files of a million rows, and then a warning too many is told.
QUERY = f"""
    with adds as (select code from indicators where measure in ('count', 'amount')),
    parts as (
        select {_HASH} as series, split_part(n.breakdown, '=', 1) as dimension, sum(n.value) as parts
        from new n
        where n.breakdown <> '' and not contains(n.breakdown, ';') and n.value is not null
            and n.indicator in (select code from adds)
            and split_part(n.breakdown, '=', 1) in (select code from dimensions where exclusive)
        group by all
    ),
    totals as (
        select {_HASH} as series, here(n) as here, n.indicator, n.value
        from new n where n.breakdown = '' and n.indicator in (select code from adds)
    )
    select here, indicator, value, dimension, parts
    from totals join parts using (series) where parts.parts > totals.value
"""
FOUND = "%(indicator)s: the parts by %(dimension)s add up to %(parts)s, and the total is %(value)s"
FIX = "correct the total or its parts"

PASSES = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,,100
people-trained,SV,FY2017,result,usaid,courts,sex=f,60
people-trained,SV,FY2017,result,usaid,courts,sex=m,40
"""
FAILS = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,,100
people-trained,SV,FY2017,result,usaid,courts,sex=f,60
people-trained,SV,FY2017,result,usaid,courts,sex=m,60
"""
