"""The file around a Word document: the same content gives the same bytes, whenever and wherever it is written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The first moment a zip file can tell; every entry carries it.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def fixed(made: bytes) -> bytes:
    """The zip file `made` with its entries in their order, told of no moment and no machine."""
    written = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            told = ZipInfo(entry.filename, _ALWAYS)
            told.compress_type = ZIP_DEFLATED
            told.create_system = 0
            new.writestr(told, old.read(entry))
    return written.getvalue()
