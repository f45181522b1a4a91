"""The place is not in the list of places

A place that the list does not know cannot be added up to its country or group, nor drawn.

How to mend it: use a code of `places.csv` (SV, HN, central-america …). Other names of a place can be listed there as
its aliases; then they are understood from any reporter.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
OVER = ("new", "money")
NEEDS = ("places",)
COLUMN = "place"
ROW = "n.place <> '' and places.code is null"
LOOKUP = {"nearest": "nearest('place', g.place)"}
FOUND = "“%(place)s” is not a place of the list"
FIX = (
    "did you mean %(nearest)s? Write its code",
    "write a code of places.csv, or have the place or its other name added there",
)

PASSES = """\
indicator,place,period,role,value
homicide-rate,SV,2016,context,81.2
"""
FAILS = """\
indicator,place,period,role,value
homicide-rate,El Salvadro,2016,context,81.2
"""
