"""How figures come to be approved."""

from istmo.publish.words import mark

PLACE, TITLE = 40, mark("Process for evaluating benchmarks")
