"""How a text file was written: its encoding and its column delimiter."""

import csv
import io
import re
from collections import Counter

from parser_rows import Refused

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 200_000
SAMPLE_RECORDS = 300
ODD_HEADER = 4  # a first full record with other delimiters in it is seldom a header
CUT_IN_QUOTES = "unexpected end of data"

LINE_END = re.compile(rb"\r\n|\r|\n")
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NOT_ASCII = re.compile(rb"[\x80-\xff]")
MANY_ZEROS, FEW_ZEROS, ZEROS_LOOKED_AT = 0.3, 0.05, 4_000

SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


def decode(content):
    """Text, name of the encoding, and the first row to check when the encoding was only guessed (else None).

    Lone surrogates come through, so that only their row is lost. Raises Refused for UTF-32, for
    UTF-16 without its mark, for a mixture, and for bytes that are no text.
    """
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise Refused("encoding", "UTF-32", row=1)
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return _utf16(content[len(mark) :], encoding), "utf-16", None
    if zeros := _zeros(content):
        raise Refused("encoding", zeros, row=1)
    marked = content.startswith(b"\xef\xbb\xbf")
    try:
        return content[3 * marked :].decode("utf-8", "surrogatepass"), "utf-8", None
    except UnicodeDecodeError as error:
        bad = error.start + 3 * marked
    if marked or UTF8_SEQUENCE.search(content):
        raise Refused("mixed_encoding", row=_row_of(content, bad))
    return _cp1252(content), "cp1252", _row_of(content, NOT_ASCII.search(content).start())


def _utf16(content, encoding):
    try:
        return content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        row = content[: error.start].decode(encoding, "replace").count("\n") + 1
        raise Refused("encoding", "UTF-16", row=row) from error


def _zeros(content):
    """The wide encoding that the zero bytes of an unmarked text betray, or None."""
    start = content[:ZEROS_LOOKED_AT]
    even, odd = (part.count(0) / max(len(part), 1) for part in (start[::2], start[1::2]))
    if min(even, odd) > MANY_ZEROS:
        return "UTF-32"
    return "UTF-16" if max(even, odd) > MANY_ZEROS and min(even, odd) < FEW_ZEROS else None


def _cp1252(content):
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused("encoding", "cp1252", row=_row_of(content, error.start)) from error


def _row_of(content, position):
    return len(LINE_END.findall(content, 0, position)) + 1


def named_delimiter(text):
    """The delimiter of a first line such as `sep=;` and the text after it, or None and the whole text."""
    if found := SEPARATOR_LINE.match(text):
        return found[1], text[found.end() :]
    return None, text


def guess_delimiter(text):
    """The delimiter that cuts the most records into the same, large number of fields.

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
