"""istmo, the open Results Architecture."""

__version__ = "0.1.0"
