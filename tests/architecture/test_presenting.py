"""There is one door from what was computed to what a reader sees, and nobody goes around it."""

import ast

from tests.architecture.source import ROOT, assert_none, at, modules, plant, tree_of

DOOR, BEHIND = "reports/results/presenting.py", "reports/indicators/"
NUMBERS = ("reports.indicators", "surveys.models.tallies", "surveys.tallies")  # unless through the door
WORDS = ("reports/saying/", "reports/renderers/")


def ways_around(root):
    for path in modules(root):
        name = path.relative_to(root).as_posix()
        if name == DOOR or not name.startswith("reports/") or name.startswith(BEHIND):
            continue
        tree = tree_of(path)
        yield from (f"{at(path, root, line)} makes a Shown" for line in _calls(tree, "Shown"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                yield from (f"{at(path, root, line)} {why}" for line, why in _computed(function))
        if name.startswith(WORDS):
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(NUMBERS):
                    yield f"{at(path, root, node.lineno)} reads {node.module}"


def _calls(tree, name):
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if getattr(called, "id", getattr(called, "attr", None)) == name:
            yield node.lineno


def _computed(function):
    """What becomes of a computed result in this function: it may be presented, and nothing else."""
    for node in ast.walk(function):
        if not (isinstance(node, ast.Assign) and list(_calls(node.value, "compute"))):
            continue
        (kept,) = node.targets
        used = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == kept.id]
        given = [
            one.args[0]
            for one in ast.walk(function)
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "presentable"
        ]
        if len([name for name in used if name not in given]) > 1:
            yield node.lineno, "uses a result that was not made presentable"
    kept = [
        line for one in ast.walk(function) if isinstance(one, ast.Assign) for line in _calls(one, "compute")
    ]
    for line in _calls(function, "compute"):
        if line not in kept:
            yield line, "computes without keeping the result for the door"


def test_what_was_computed_is_shown_only_as_presentable():
    assert_none(ways_around(ROOT))


def test_each_way_around_is_found(tmp_path):
    around = """
    def a(indicator):
        result = indicator.compute(1)
        return result.cells

    def b(indicator):
        return indicator.compute(1).cells

    def c(result):
        return Shown(result)

    def well(indicator, reader):
        result = indicator.compute(1)
        return presentable(result, reader)
    """
    code = "\n".join(line[4:] for line in around.splitlines())
    plant(
        tmp_path, reports__page=code, reports__saying__words="from reports.indicators.themes import compute\n"
    )
    assert [text.partition(" ")[2] for text in sorted(ways_around(tmp_path))] == [
        "makes a Shown",
        "uses a result that was not made presentable",
        "computes without keeping the result for the door",
        "reads reports.indicators.themes",
    ]
