"""How a reading ends when the child process in place of the parser does not behave."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pmi_portal.files.reading import reader
from tests.spreadsheets.packages import workbook

HEADER = 'print(\'{"sheets": [], "sheet": null}\', flush=True)\n'
BLOCK = """print('{"numbers": [%s], "ragged": [], "columns": 1}')\n"""
COLUMN = """print('{"cells": [["s", "%s"]], "codes": "%s"}')\n"""
ONE, NINE, FEW = "AQAAAA==", "CQAAAA==", "AQA="  # the numbers of cells, four bytes each
ROW = BLOCK % 1 + COLUMN % ("a", ONE)
END = 'print(\'{"end": true, "rows": %d, "empty": 0, "warnings": []}\', flush=True)\n'
MISBEHAVIOUR = {
    "aborts": "import os; os.abort()",
    "aborts later": HEADER + "import os; os.abort()",
    "kills itself": "import os; os.kill(os.getpid(), 9)",
    "says nothing": "",
    "fails": "raise SystemExit(1)",
    "stops halfway": HEADER + ROW,
    "stops before a column": HEADER + BLOCK % 1 + END % 1,
    "stops within a line": HEADER + "print('{\"numbers\": [1', end='')",
    "talks garbage": "import os; os.write(1, bytes(range(256)) * 100)",
    "sends a list": "print([1, 2])",
    "nests deeply": "print('[' * 100_000)",
    "sends no header": ROW + END % 1,
    "stops before the last line end": HEADER + (END % 0).replace("flush", "end='', flush"),
    "loses rows": HEADER + END % 3,
    "repeats a row": HEADER + ROW * 2 + END % 2,
    "invents a type": HEADER + (ROW + END % 1).replace('"s"', '"q"'),
    "mixes up types": HEADER + (ROW + END % 1).replace('"a"', "5"),
    "numbers no row": HEADER + BLOCK % '"1"' + COLUMN % ("a", ONE) + END % 1,
    "names a cell that is not there": HEADER + BLOCK % 1 + COLUMN % ("a", NINE) + END % 1,
    "sends a column too short": HEADER + BLOCK % "1, 2" + COLUMN % ("a", ONE) + END % 2,
    "sends half a number": HEADER + BLOCK % 1 + COLUMN % ("a", FEW) + END % 1,
    "sends numbers of no known width": HEADER
    + (BLOCK % 1 + COLUMN % ("a", ONE)).replace('"codes"', '"bytes": 3, "codes"')
    + END % 1,
    "sends no numbers": HEADER + BLOCK % 1 + COLUMN % ("a", "!") + END % 1,
    "invents a code": 'print(\'{"refused": "whatever", "detail": "", "row": null}\')',
    "invents a warning": HEADER
    + 'print(\'{"end": true, "rows": 0, "empty": 0, "warnings": [{"code": "x", "detail": "", "row": 1}]}\')',
    "never ends a line": "import os\nwhile True: os.write(1, b'a' * 65536)",
    "never ends its rows": HEADER
    + "n = 0\nwhile True:\n    n += 1\n"
    + '    print(\'{"numbers": [%d], "ragged": [], "columns": 0}\' % n)\n',
    "never ends its text": HEADER
    + "n = 0\nwhile True:\n    n += 1\n"
    + '    print(\'{"numbers": [%d], "ragged": [], "columns": 1}\' % n)\n'
    + '    print(\'{"cells": [["s", "%s"]], "codes": "AQAAAA=="}\' % ("a" * 3_000_000))\n',
}


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def child(tmp_path):
    """A script that takes the parser's place."""

    def script(text):
        path = tmp_path / "child.py"
        path.write_text(text)
        return path

    return script


def children():
    """The processes of which this one is the parent, the dead ones too that nobody has taken leave of."""
    told = {int(path.parent.name): path.read_text() for path in Path("/proc").glob("[0-9]*/stat")}
    return {pid for pid, stat in told.items() if int(stat.rpartition(")")[2].split()[1]) == os.getpid()}


@pytest.fixture
def nothing_left(tmp_path, monkeypatch):
    """Fails when a reading leaves a process, an open file or a temporary file behind."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = open_files(), children()
    yield
    assert (open_files(), children(), list(folder.iterdir())) == (*before, [])


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize("text", MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_a_child_that_misbehaves_is_an_unreadable_file(refusal_of, child, text):
    fault = refusal_of(workbook(), parser=child(text))
    assert (fault.code, fault.row) == ("too_complex", None)
    assert fault.message.endswith("simpan sebagai .xlsx, lalu unggah lagi.")


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        HEADER + "import time; time.sleep(60)",
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
    ],
    ids=["at work", "asleep", "behind a grandchild"],
)
def test_a_child_that_hangs_is_killed_in_time(refusal_of, child, text):
    begun = time.monotonic()
    fault = refusal_of(workbook(), parser=child(text), seconds=1)
    assert (fault.code, time.monotonic() - begun < 5) == ("too_slow", True)
    assert "dalam 1 detik" in fault.message


class NobodyWaits(Exception):
    pass


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize(
    "text",
    [
        "import time; time.sleep(600)",
        HEADER + "import time; time.sleep(600)",
        "import sys, time; print('{\"sheets\"', end='', flush=True); time.sleep(600)",
        HEADER + "n = 0\nwhile True:\n    n += 1\n"
        '    print(\'{"numbers": [%d], "ragged": [], "columns": 0}\' % n, flush=True)\n'
        "    import time; time.sleep(0.01)\n",
    ],
    ids=["before a word", "after the header", "within a line", "while it tells of rows"],
)
def test_a_reading_for_which_nobody_waits_any_more_ends_though_its_child_does_not(read, child, text):
    asked = []

    def alive():
        asked.append(1)
        if len(asked) == 2:
            raise NobodyWaits

    with pytest.raises(NobodyWaits):
        read(workbook(), parser=child(text), seconds=60, alive=alive)


@pytest.mark.usefixtures("nothing_left")
def test_a_child_is_not_asked_for_more_often_than_every_second(read, child):
    asked = []
    begun = time.monotonic()
    text = HEADER + "import time\nfor n in range(1, 400):\n    time.sleep(0.005)\n"
    text += '    print(\'{"numbers": [%d], "ragged": [], "columns": 0}\' % n, flush=True)\n' + END % 399
    assert len(read(workbook(), parser=child(text), alive=lambda: asked.append(1)).rows) == 399
    assert 1 <= len(asked) <= time.monotonic() - begun


@pytest.mark.usefixtures("nothing_left")
def test_a_child_that_ends_its_output_but_not_itself_is_not_waited_for(refusal_of, child):
    begun = time.monotonic()
    silent = "import os, time; os.close(1); time.sleep(60)"
    assert refusal_of(workbook(), parser=child(silent)).code == "too_complex"
    assert time.monotonic() - begun < 5


@pytest.mark.usefixtures("nothing_left")
def test_an_answer_is_taken_even_from_a_child_that_lingers(read, child):
    begun = time.monotonic()
    assert len(read(workbook(), parser=child(HEADER + END % 0 + "import time; time.sleep(60)")).rows) == 0
    assert time.monotonic() - begun < 5


@pytest.mark.usefixtures("nothing_left")
def test_a_server_that_cannot_start_a_child_says_to_try_again(refusal_of, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    fault = refusal_of(workbook())
    assert (fault.code, fault.message) == (
        "missing",
        "Berkas tidak dapat dibuka. Unggah berkas itu sekali lagi.",
    )


def test_the_child_knows_nothing_of_the_parent(read, child, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    told = (
        "import json, os, sys\n"
        "names = sorted(set(os.environ) - {'PATH', 'LANG', 'LC_CTYPE'})\n"
        "seen = [names, sys.flags.isolated, sys.stdin.read()]\n"
        "print(json.dumps({'sheets': [], 'sheet': seen}))\n" + END % 0
    )
    assert read(workbook(), parser=child(told)).sheet == [[], 1, ""]


def test_the_parser_imports_neither_django_nor_the_project(read, child):
    spying = (
        "import runpy, sys, atexit\n"
        f"sys.argv[0] = {str(reader.PARSER)!r}\n"
        "module = runpy.run_path(sys.argv[0])\n"
        "ours = {name.partition('.')[0] for name in sys.modules} & {'django', 'surveys', 'pmi_portal'}\n"
        'print(\'{"sheets": [], "sheet": "%s"}\' % \' \'.join(sorted(ours)))\n' + END % 0
    )
    assert read(workbook(), parser=child(spying)).sheet == ""


def test_the_parser_itself_refuses_a_dtd(read, child):
    script = (
        f"import sys; sys.path.append({str(reader.PARSER.parent)!r})\n"
        "import io\n"
        "from xlsx_spelling import respell\n"
        "try:\n"
        "    respell(io.BytesIO(b'<!DOCTYPE a [<!ENTITY b \"c\">]><v>&b;</v>'), io.BytesIO())\n"
        "except Exception as error:\n"
        '    print(\'{"sheets": [], "sheet": "%s"}\' % type(error).__name__)\n' + END % 0
    )
    assert read(workbook(), parser=child(script)).sheet == "Refused"


def test_a_prefix_is_taken_off_the_names_and_nothing_else(read, child):
    script = (
        f"import io, json, sys; sys.path.append({str(reader.PARSER.parent)!r})\n"
        "from xlsx_spelling import Unprefixed\n"
        'sheet = b\'<x:worksheet xmlns:x="m"><x:c r="A1"><x:v>x:c &lt;x:v x:</x:v></x:c></x:worksheet>\'\n'
        "bare = Unprefixed(io.BytesIO(sheet))\n"
        "pieces = list(iter(lambda: bare.read(30), b''))\n"
        "print(json.dumps({'sheets': [], 'sheet': b''.join(pieces).decode()}))\n" + END % 0
    )
    told = read(workbook(), parser=child(script)).sheet
    assert told == '<worksheet xmlns:x="m"><c r="A1"><v>x:c &lt;x:v x:</v></c></worksheet>'


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_parser_limits_itself(read, child):
    script = (
        "import resource, runpy, sys\n"
        f"runpy.run_path({str(reader.PARSER)!r})['limit_this_process']()\n"
        "names = ('AS', 'CPU', 'FSIZE', 'CORE')\n"
        "limits = [resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in names]\n"
        'print(\'{"sheets": [], "sheet": %s}\' % limits)\n' + END % 0
    )
    assert read(workbook(), parser=child(script)).sheet == [1024**3, 120, 0, 0]
