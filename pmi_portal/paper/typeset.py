"""Child process of `pmi_portal/pdf.py`: an order as JSON on standard input, its PDF on output.

Stands alone (no Django, nothing of ours), for it is started by path with the isolated interpreter.
"""

import json
import sys

import typst

MEMORY = 1024**3
SECONDS = 20
# (our fonts only, standards): as it should be; then with the machine's fonts for signs that ours lack; at
# last with gaps where no font knows a sign, since a document with a gap is better than none.
ATTEMPTS = ((True, ["ua-1"]), (False, ["ua-1"]), (False, []))


def limit_this_process():
    """Lets the system end this process before it hurts others."""
    try:
        import resource
    except ImportError:  # Windows has only the parent's clock
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main():
    order = json.load(sys.stdin)
    sys.stdout.buffer.write(typeset(order["source"], order["root"], json.dumps(order["data"]), order["at"]))


def typeset(source, root, data, at):
    """The PDF of a Typst source that reads `data`, made `at` that second of Unix time (None: now).

    Raises the fault of the last attempt.
    """
    for own_fonts, standards in ATTEMPTS:
        try:
            return typst.compile(
                source,
                root=root,
                sys_inputs={"data": data},
                ignore_system_fonts=own_fonts,
                pdf_standards=standards,
                timestamp=at,
            )
        except typst.TypstError as fault:
            failure = fault
    raise failure


if __name__ == "__main__":
    limit_this_process()
    main()
