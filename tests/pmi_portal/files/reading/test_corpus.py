"""Every file of the corpus gets the answer a good importer gives."""

import hashlib
import json
import re
import socket
import subprocess
import sys
from string import ascii_uppercase

import pytest

from pmi_portal.files.reading.containers import clean_name, why_not_read
from pmi_portal.files.reading.messages import NOTICES, UNUSABLE_CELLS
from pmi_portal.files.reading.reader import PARSER, UnreadableFile, read_rows
from pmi_portal.files.reading.refusal_texts import REFUSALS
from tests.spreadsheets.attacks import reaching_out
from tests.spreadsheets.build import CASES, write_all
from tests.spreadsheets.cases import ACCEPTED, HELD_BACK, REFUSED, REFUSED_WHEN_PARSED, WARNED, Answer

TEXTS = {"messages.py", "refusal_texts.py"}
NEVER_IMPORTED = {"x", "e", "f"}
HEAVY = {"X06-declared-sum", "X13-huge-cell", "X17-formatted-rows", "X18-million-rows"}


def cells_held_back(rows):
    """The places of cells and ragged rows that the next steps may not import."""
    for row in rows:
        if row.ragged:
            yield row.number, "-", "ragged"
        for letter, (kind, _value) in zip(ascii_uppercase, row.cells, strict=False):
            if kind in NEVER_IMPORTED:
                yield row.number, letter, kind


def texts(rows):
    return [[str(value) for _kind, value in row.cells] for row in rows]


def answer_to(path, name):
    """What the importer makes of this file, in the words of the corpus."""
    if refusal := why_not_read(path, name):
        return Answer(REFUSED, refusal.code)
    try:
        reading = read_rows(path, name)
    except UnreadableFile as unreadable:
        return Answer(REFUSED_WHEN_PARSED, unreadable.code)
    held_back = tuple(cells_held_back(reading.rows))
    warnings = tuple(notice.code for notice in reading.warnings)
    kind = HELD_BACK if held_back else WARNED if warnings else ACCEPTED
    return Answer(kind, None, len(reading.rows), held_back, warnings, texts(reading.rows))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_every_file_gets_its_answer(case, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(case.content())

    answer = answer_to(path, case.name)

    assert answer == case.answer
    if case.answer.table:
        assert answer.table == case.answer.table


def test_the_corpus_covers_the_whole_catalogue_up_to_raw_cells():
    expected = {f"T{n:02}" for n in range(1, 21)} | {f"X{n:02}" for n in range(1, 18)}
    expected |= {f"C{n:02}" for n in range(1, 16)}
    assert expected - {case.key.partition("-")[0] for case in CASES} == set()


def test_cases_have_different_keys():
    keys = [case.key for case in CASES]
    assert sorted(keys) == sorted(set(keys))


def test_the_corpus_is_the_same_every_time():
    light = [case for case in CASES if case.key not in HEAVY]
    first, second = ([hashlib.sha256(case.content()).digest() for case in light] for _time in range(2))
    assert first == second


def test_the_corpus_can_be_written_into_a_folder(tmp_path, monkeypatch):
    few = CASES[:3]
    monkeypatch.setattr("tests.spreadsheets.build.CASES", few)
    write_all(tmp_path)
    written = {path.parent.name: path.read_bytes() for path in tmp_path.rglob("content*")}
    assert written == {case.key: case.content() for case in few}


def test_no_file_makes_the_reader_or_the_parser_call_an_address(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        path = tmp_path / "upload"
        path.write_bytes(reaching_out(f"http://127.0.0.1:{server.getsockname()[1]}/x"))

        answer = answer_to(path, "data.xlsx")
        parsed = subprocess.run([sys.executable, "-I", PARSER, path, "xlsx"], capture_output=True, check=True)

        assert answer == Answer(REFUSED, "xml_doctype")
        assert json.loads(parsed.stdout)["refused"] == "broken_workbook"
        with pytest.raises(BlockingIOError):  # nobody is waiting at the door
            server.accept()


def test_every_name_of_the_corpus_is_fit_to_store_and_to_show():
    for name in (clean_name(case.name) for case in CASES):
        assert name == clean_name(name)
        assert (name.isprintable(), len(name) <= 120, set(name) & set('/\\"<>')) == (True, True, set())


def test_every_text_says_what_to_do():
    advice = ("simpan", "unggah", "pilih", "ganti", "salin", "hapus", "pecah", "ekstrak")
    assert [
        code for code, text in REFUSALS.items() if not any(word in str(text).lower() for word in advice)
    ] == []


def test_the_texts_are_those_of_the_codes_in_use():
    """Each code stands in quotes in some module beside the texts, and no text is left without a use."""
    modules = [path for path in PARSER.parent.parent.rglob("*.py") if path.name not in TEXTS]
    source = "".join(path.read_text() for path in modules)
    raised = set(re.findall(r'(?:Refused|Fault|refusal|_unreadable)\(\s*"(\w+)"', source))
    warned = set(re.findall(r'\.warn\(\s*"(\w+)"', source))
    assert (raised - set(REFUSALS), warned - set(NOTICES)) == (set(), set())
    assert [code for code in (*REFUSALS, *NOTICES, *UNUSABLE_CELLS) if f'"{code}"' not in source] == []


def test_every_code_of_the_corpus_has_a_text():
    codes = {case.answer.code for case in CASES} - {None}
    warnings = {code for case in CASES for code in case.answer.warnings}
    assert (codes - set(REFUSALS), warnings - set(NOTICES)) == (set(), set())
