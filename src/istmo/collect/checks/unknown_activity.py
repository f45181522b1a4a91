"""The activity is not in the roster

A performance figure belongs to a program or project. One that the roster does not know has no dates, no agency and no
place, so its figures cannot be told apart from those of another.

How to mend it: use a code of `activities.csv`, or have the activity added to it.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
OVER = ("new", "money")
NEEDS = ("activities",)
COLUMN = "activity"
ROW = "n.activity <> '' and activities.code is null"
LOOKUP = {"nearest": "nearest('activity', g.activity)"}
FOUND = "“%(activity)s” is not an activity of the roster"
FIX = (
    "did you mean %(nearest)s? Write its code",
    "write a code of activities.csv, or have the activity added there",
)

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,tribunals,120
"""
