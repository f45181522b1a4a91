"""The agency is not in the list of agencies

Who did the work decides whose total a figure stands in, and whether it stands in our own totals at all.

How to mend it: use a code of `agencies.csv`. For a context figure leave the agency empty: nobody is credited with it.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
OVER = ("new", "money")
NEEDS = ("agencies",)
COLUMN = "agency"
ROW = "n.agency <> '' and agencies.code is null"
LOOKUP = {"nearest": "nearest('agency', g.agency)"}
FOUND = "“%(agency)s” is not an agency of the list"
FIX = (
    "did you mean %(nearest)s? Write its code",
    "write a code of agencies.csv, or have the agency or its other name added there",
)

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usiad,courts,120
"""
