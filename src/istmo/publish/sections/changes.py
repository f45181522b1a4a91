"""What changed since the last report."""

from istmo.publish.words import mark

PLACE, TITLE = 90, mark("Explanation of changes")
