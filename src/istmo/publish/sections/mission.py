"""The mission, as the strategy states it."""

from istmo.publish.words import mark

PLACE, TITLE = 10, mark("Mission statement")
