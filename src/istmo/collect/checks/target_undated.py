"""A target does not say when it was stated

Whether a target was set before the work began can only be seen from the day it was stated. Without it the report says
“date unknown”.

How to mend it: give the day of the document that first stated the target in `stated_on`.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.NOTE
COLUMN = "stated_on"
ROW = "n.role = 'target' and n.stated_on is null"
FOUND = "the target does not say when it was stated: date unknown"
FIX = "give the day in stated_on"

PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,target,usaid,courts,120
"""
