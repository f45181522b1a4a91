"""The node is not in the framework

Money is told by objective. An objective that the framework does not have leads to no page and no total.

How to mend it: use the code of a line of effort, objective or sub-objective of the framework.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OVER = ("money",)
NEEDS = ("nodes",)
COLUMN = "node"
# An answer may name the framework too, such as carsi/C1.
ROW = """
    n.node is not null and n.node not in (select code from nodes)
    and n.node not in (select framework || '/' || code from nodes)
"""
LOOKUP = {"nearest": "nearest('node', g.node)"}
FOUND = "“%(node)s” is not a node of the framework"
FIX = ("did you mean %(nearest)s? Write its code", "write the code of an objective or sub-objective")

PASSES = """\
stage,amount,currency,kind,node
obligated,1000,USD,increment,GOV
"""
FAILS = """\
stage,amount,currency,kind,node
obligated,1000,USD,increment,GOVERN
"""
