"""istmo, the open Results Architecture."""

import os

__version__ = "0.1.0"

# The pool of memory that pyarrow would take by itself fills pages with zeros before it needs them, for a third of a second.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
