"""The value is the year of its period

2017 people trained in 2017 is possible, and much rarer than a column that was read one too far to the left.

How to mend it: look the number up. If it is right, say so in the note.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
COLUMN = "value"
ROW = """
    n.value in (year(n.period_start), year(n.period_end)) and n.period_start is not null
    and n.note is null and n.numerator is null
"""
FOUND = "the value is %(value)s, the year of its period %(period)s"
FIX = "look the number up; if it is right, say so in the note"

PASSES = """\
indicator,place,period,role,agency,activity,value,note
people-trained,SV,FY2017,result,usaid,courts,2018,
people-trained,HN,FY2017,result,usaid,courts,2017,By chance the number of the year
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,2017
"""
