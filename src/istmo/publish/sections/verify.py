"""Hashes, files, and how to check them."""

from istmo.publish.words import mark

PLACE, TITLE = 220, mark("How to read and verify this report")
KIND = "appendix"
