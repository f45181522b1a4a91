"""Documents and data sources."""

from istmo.publish.words import mark

PLACE, TITLE = 200, mark("Sources")
KIND = "appendix"
