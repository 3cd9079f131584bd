"""Whether a spreadsheet is small enough to be read while somebody waits, without reading it."""

import io
import re
import zipfile
from contextlib import suppress

MOST_BYTES, MOST_UNPACKED = 4_000_000, 32_000_000
CHUNK = 1 << 20
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


def has_few_rows(stream, name, most):
    """Whether a file has at most so many rows, as far as its bytes tell; what is no spreadsheet has none.

    Counts lines of a csv, also those inside of its cells, and the rows of all sheets of a workbook.
    """
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return False
    if not name.lower().endswith(".xlsx"):
        return max(content.count(b"\n"), content.count(b"\r")) <= most + 1
    rows, unpacked = 0, 0
    with suppress(Exception):  # whatever is wrong with it, the reader names
        for chunk in _chunks(io.BytesIO(content)):
            rows, unpacked = rows + len(ROW.findall(chunk)), unpacked + len(chunk)
            if rows > most + 1 or unpacked > MOST_UNPACKED:
                return False
    return True


def _chunks(content):
    """The parts of a package that hold XML, piece by piece; a row cut in two is not counted."""
    with zipfile.ZipFile(content) as package:
        for part in package.infolist():
            if part.filename.lower().endswith(".xml"):
                with package.open(part) as file:
                    yield from iter(lambda: file.read(CHUNK), b"")  # noqa: B023 - read before the next part
