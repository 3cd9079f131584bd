"""How a text file was written: its encoding and its column delimiter."""

import csv
import io
import re
from collections import Counter
from typing import NamedTuple

from parser_rows import Refused

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 200_000
PIECE = 1 << 22
UTF8_MARK = b"\xef\xbb\xbf"
SAMPLE_RECORDS = 300
ODD_HEADER = 4  # a first full record with other delimiters in it is seldom a header
CUT_IN_QUOTES = "unexpected end of data"

LINE_END = re.compile(rb"\r\n|\r|\n")
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NOT_ASCII = re.compile(rb"[\x80-\xff]")
MANY_ZEROS, FEW_ZEROS, ZEROS_LOOKED_AT = 0.3, 0.05, 4_000

SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


class Encoding(NamedTuple):
    """How a text is opened: the name to tell, the one Python knows, the bytes of its mark.

    `guessed_from` is the first row to check when the encoding was only guessed.
    """

    name: str
    codec: str
    mark: int = 0
    guessed_from: int | None = None

    def open(self, path):
        """The text, line ends as they are; broken letters come through, so that only their row is lost."""
        file = path.open("rb")
        file.seek(self.mark)
        errors = "surrogateescape" if self.codec == "utf-8" else "surrogatepass"
        return io.TextIOWrapper(file, self.codec, errors if self.codec != "cp1252" else "strict", newline="")


def encoding_of(content):
    """The Encoding of these bytes, which may be those of a mapped file: they are decoded in pieces.

    Raises Refused for UTF-32, for UTF-16 without its mark, for a mixture, and for bytes that are no text.
    """
    start = content[:ZEROS_LOOKED_AT]
    if start.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise Refused("encoding", "UTF-32", row=1)
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            _check_utf16(content, codec)
            return Encoding("utf-16", codec, len(mark))
    if zeros := _zeros(start):
        raise Refused("encoding", zeros, row=1)
    mark = len(UTF8_MARK) if start.startswith(UTF8_MARK) else 0
    bad = _first_fault(content, "utf-8", "surrogatepass")
    if bad is None:
        return Encoding("utf-8", "utf-8", mark)
    if mark or UTF8_SEQUENCE.search(content):
        raise Refused("mixed_encoding", row=_row_of(content, bad))
    bad = _first_fault(content, "cp1252", "strict")
    if bad is not None:
        raise Refused("encoding", "cp1252", row=_row_of(content, bad))
    return Encoding("cp1252", "cp1252", 0, _row_of(content, NOT_ASCII.search(content).start()))


def _first_fault(content, codec, errors):
    """Where the first byte stands that is no text, or None."""
    start = 0
    while start < len(content):
        end = content.rfind(b"\n", start, start + PIECE) + 1 or content.find(b"\n", start) + 1 or len(content)
        try:
            content[start:end].decode(codec, errors)
        except UnicodeDecodeError as error:
            return start + error.start
        start = end
    return None


def _check_utf16(content, codec):
    """Two bytes a letter cannot be broken but at the end: surrogates come through."""
    if len(content) % 2:
        before = content[: len(content) - 1].decode(codec, "surrogatepass")
        raise Refused("encoding", "UTF-16", row=before.count("\n") + 1)


def _zeros(start):
    """The wide encoding that the zero bytes of an unmarked text betray, or None."""
    even, odd = (part.count(0) / max(len(part), 1) for part in (start[::2], start[1::2]))
    if min(even, odd) > MANY_ZEROS:
        return "UTF-32"
    return "UTF-16" if max(even, odd) > MANY_ZEROS and min(even, odd) < FEW_ZEROS else None


def _row_of(content, position):
    return sum(1 for _end in LINE_END.finditer(content, 0, position)) + 1


def named_delimiter(start):
    """The delimiter of a first line such as `sep=;` and that line, or None and no line."""
    if found := SEPARATOR_LINE.match(start):
        return found[1], found[0]
    return None, ""


def guess_delimiter(text):
    """The delimiter that cuts the most records of this beginning into the same, large number of fields.

    Raises Refused when two delimiters do so equally well.
    """
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(fits.values())
    if best[1] == 0:
        return ","
    equal = [DELIMITERS[delimiter] for delimiter, fit in fits.items() if fit == best]
    if len(equal) > 1:
        raise Refused("delimiter", ", ".join(equal))
    return max(fits, key=fits.get)


def _fit(text, delimiter):
    """Whether quoting holds under this delimiter, and how well it makes a table (0 for a single column)."""
    records, quoted_well = _sample(text, delimiter)
    if not records:
        return quoted_well, 0
    width, times = Counter(len(record) for record in records).most_common(1)[0]
    header = next(record for record in records if len(record) == width)
    fit = (width - 1) * times / len(records)
    if any(other in field for other in DELIMITERS if other != delimiter for field in header):
        fit /= ODD_HEADER
    return quoted_well, fit


def _sample(text, delimiter):
    records, sample = [], text[:SAMPLE]
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=True):
            if any(record):
                records.append(record)
            if len(records) == SAMPLE_RECORDS:
                break
    except csv.Error as error:
        cut = len(text) > SAMPLE and str(error) == CUT_IN_QUOTES
        return records, cut
    return records, True
