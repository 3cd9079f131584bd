"""Reads one spreadsheet in a process of its own, which the parent may kill: parser.py PATH KIND [SHEET...].

Started by path in isolated mode, so it knows nothing of Django or of the project. It writes JSON lines: a
header, blocks of rows, and at last an end or a refusal. See `reader.py` for the other side.
"""

import gc
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

import parser_csv  # noqa: E402
import parser_xlsx  # noqa: E402
from parser_rows import Output, Refused  # noqa: E402

PARSERS = {"csv": parser_csv.parse, "xlsx": parser_xlsx.parse}
MEMORY = 1024**3
SECONDS = 120


def limit_this_process():
    """Lets the system end this process before it hurts others.

    It sets its limits itself, since Python code between fork and exec is not safe in a parent with threads.
    """
    try:
        import resource
    except ImportError:  # Windows has only the parent's clock
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(path, kind, *sheets):
    """Writes the reading of this file to standard output; never fails for what the file contains."""
    output = Output(sys.stdout.buffer, kind)
    try:
        PARSERS[kind](Path(path), sheets, output)
    except Refused as refused:
        answer = {"refused": refused.code, "detail": refused.detail, "row": refused.row}
    except MemoryError:
        answer = {"refused": "too_complex", "detail": "", "row": None}
    except BaseException:  # a panic of calamine is not an Exception
        answer = {
            "refused": "broken_workbook" if kind == "xlsx" else "too_complex",
            "detail": "",
            "row": None,
        }
    else:
        return
    output.written = 0
    output.send({**answer, "sheet": output.sheet})


if __name__ == "__main__":
    limit_this_process()
    gc.disable()  # it would search millions of cells for circles, of which there are none, and soon ends
    main(*sys.argv[1:])
