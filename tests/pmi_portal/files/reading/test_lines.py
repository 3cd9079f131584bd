"""A csv without quotes is cut at its lines and delimiters, and says what Python's csv makes of it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pmi_portal.files.reading.children import parser_csv, parser_rows
from tests.spreadsheets.build import CASES

PLAIN = [case for case in CASES if case.suffix == ".csv" and 2 < len(case.content()) < 10**6]
often = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def told_of(path):
    stream = io.BytesIO()
    try:
        parser_csv.parse(path, (), parser_rows.Output(stream, "csv"))
    except parser_rows.Refused as refused:
        return refused.code, refused.detail, refused.row
    return stream.getvalue()


def both(path, content):
    path.write_bytes(content)
    by_lines, asked = told_of(path), parser_csv._holds_quotes
    parser_csv._holds_quotes = lambda _path: True
    try:
        return by_lines, told_of(path)
    finally:
        parser_csv._holds_quotes = asked


LETTERS = st.sampled_from([*"ab1 ,;\t|.-é\u2028\u200b\v\f\x1c\x85", "3,5", "Ya", "sep=;"])
LINES = st.lists(st.lists(LETTERS, max_size=12).map("".join), min_size=1, max_size=12)


@often
@given(
    LINES, st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
def test_any_text_without_quotes_says_the_same(tmp_path_factory, lines, end, encoding):
    content = (end.join(lines) + end).encode(encoding)
    by_lines, by_csv = both(tmp_path_factory.mktemp("both") / "upload", content)
    assert by_lines == by_csv


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case.key)
def test_every_csv_of_the_corpus_says_the_same(case, tmp_path):
    by_lines, by_csv = both(tmp_path / "upload", case.content())
    assert by_lines == by_csv


@pytest.mark.parametrize("gap", [parser_rows.MAX_EMPTY_RUN, parser_rows.MAX_EMPTY_RUN + 1])
def test_a_long_gap_ends_both(tmp_path, gap):
    by_lines, by_csv = both(tmp_path / "upload", b"a,b\n1,2\n" + b",\n" * gap + b"3,4\n5,6\n")
    assert by_lines == by_csv
    assert (b"stopped_at_gap" in by_lines) == (gap > parser_rows.MAX_EMPTY_RUN)
