"""Which test calls which function: recorded once, so that a fault is tried by the tests that reach it.

`noted` writes into each function that it tells its name; as a plugin of pytest (`-p tests.reached`) this
module keeps what each test was told, in the folder that PORTAL_REACHED names, one file a process.
"""

import ast
import builtins
import json
import os
from pathlib import Path

import pytest

# Children of a test know nothing of the recording; there the name is told to `len`, which does no harm.
TELLS = '__import__("builtins").__dict__.get("_reached", len)({name!r})'


def noted(text, path):
    """The source text in which each function tells `path` and its dotted name when it is called."""
    tree = ast.parse(text)

    def walk(node, name):
        for child in ast.iter_child_nodes(node):
            inner = name
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = f"{name}.{child.name}".strip(".")
            walk(child, inner)
            if isinstance(child, ast.FunctionDef):
                told = ast.parse(TELLS.format(name=f"{path} {inner}")).body
                child.body[bool(ast.get_docstring(child)) : 0] = told

    walk(tree, "")
    return ast.unparse(tree)


def read(folder, root):
    """{"path function": {test: its seconds}} of a recording, by those tests that are still there."""
    found, texts = {}, {}
    for file in sorted(Path(folder).glob("*.jsonl")):
        for line in file.read_text().splitlines():
            test, seconds, names = json.loads(line)
            test = test.partition("[")[0]  # of a parametrized test all
            place, _colons, function = test.partition("::")
            if place not in texts:
                texts[place] = (root / place).read_text() if (root / place).exists() else ""
            if f"def {function.rpartition('::')[2]}(" in texts[place]:
                for name in names:
                    tests = found.setdefault(name, {})
                    tests[test] = tests.get(test, 0) + seconds
    return found


class _Told:
    names, seconds = set(), 0


builtins._reached = lambda name: _Told.names.add(name)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    _Told.names, _Told.seconds = set(), 0
    yield
    line = json.dumps([item.nodeid, round(_Told.seconds, 2), sorted(_Told.names)])
    with (Path(os.environ["PORTAL_REACHED"]) / f"{os.getpid()}.jsonl").open("a") as file:
        file.write(f"{line}\n")


def pytest_runtest_logreport(report):
    _Told.seconds += report.duration
