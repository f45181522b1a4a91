"""The figure differs from what the last release says

A value that was published is stated anew. That is allowed and welcome where the first was wrong; the earlier one stays
in its release. The note makes sure that nobody changes the past unawares.

How to mend it: nothing, if the new value is right; say why in the note. Else delete the row.
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

SEVERITY = Severity.NOTE
OTHERS = True
NEEDS = ("last",)
COLUMN = "value"
_NEVER_EMPTY = ("indicator", "place", "role", "span", "breakdown")
_SAME = " and ".join(
    f"b.{column} = n.{column}" if column in _NEVER_EMPTY else f"b.{column} is not distinct from n.{column}"
    for column in FIGURES.key
)
QUERY = f"""
    select here(n) as here, n.indicator, n.place, n.role, period_of(n) as period, n.value, b.value as earlier
    from new n join last b on {_SAME}
    where n.value <> b.value
"""
FOUND = "the %(role)s of %(indicator)s for %(place)s, %(period)s was published as %(earlier)s and is now %(value)s"
FIX = "leave it if the new value is right, and say why in the note; else delete the row"

LAST = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2016,result,usaid,courts,120
"""
PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2016,result,usaid,courts,120
people-trained,SV,FY2017,result,usaid,courts,130
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2016,result,usaid,courts,125
"""
