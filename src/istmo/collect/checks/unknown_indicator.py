"""The indicator is not in the framework

A figure is read by its indicator: what is counted, whether it adds up, which way is good. A code that the framework
does not know leads nowhere, so the figure could stand in no table.

How to mend it: take the code from the framework's list of indicators; small slips are proposed. If the indicator is
new, ask the secretariat to add it to the framework first.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
NEEDS = ("indicators",)
COLUMN = "indicator"
# An empty cell is told by the reader of the file.
ROW = "n.indicator <> '' and indicators.code is null"
LOOKUP = {"nearest": "nearest('indicator', g.indicator)"}
FOUND = "“%(indicator)s” is not the code of an indicator"
FIX = (
    "did you mean %(nearest)s? Write the code exactly as in the framework",
    "write a code of the framework, or ask for the indicator to be added to it",
)

PASSES = """\
indicator,place,period,role,value
homicide-rate,SV,2016,context,81.2
"""
FAILS = """\
indicator,place,period,role,value
homicide-rates,SV,2016,context,81.2
"""
