"""Nothing grows beyond what one reads at a glance; when it does, a second idea wants its own name."""

import ast
from statistics import median, quantiles

from tests.architecture.source import ROOT, assert_none, at, files, modules, plant, tree_of

FUNCTION, VIEW, MODULE, TEMPLATE = 40, 25, 300, 120
MEDIAN_FUNCTION, LONG_FUNCTION, MEDIAN_MODULE = 10, 30, 76


def functions(path):
    found = ast.walk(tree_of(path))
    return [node for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    return function.end_lineno - function.lineno + 1


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def is_view_module(path, root):
    return "views" in path.relative_to(root).with_suffix("").parts


def long_functions(root):
    """Functions beyond the limit; in a module of views the limit is tighter. Tests count too."""
    for path in [*modules(root), *files(root, "*.py", "tests"), *root.glob("*.py")]:
        limit = VIEW if is_view_module(path, root) and "tests" not in path.parts else FUNCTION
        for function in functions(path):
            if length(function) > limit:
                where = at(path, root, function.lineno)
                yield f"{where} {function.name} has {length(function)} lines, limit {limit}"


def long_files(root):
    """Modules of Python and JavaScript, and templates, beyond their limits."""
    ours = [path for path in files(root, "*.js", "static") if "vendor" not in path.parts]
    limits = dict.fromkeys([*modules(root), *root.glob("*.py"), *ours], MODULE)
    limits |= dict.fromkeys(files(root, "*.*", "templates"), TEMPLATE)
    for path, limit in limits.items():
        if lines(path) > limit:
            yield f"{path.relative_to(root).as_posix()} has {lines(path)} lines, limit {limit}"


def test_no_function_is_too_long():
    assert_none(long_functions(ROOT))


def test_no_module_or_template_is_too_long():
    assert_none(long_files(ROOT))


def test_the_usual_function_is_short():
    lengths = [length(function) for path in modules(ROOT) for function in functions(path)]
    assert median(lengths) <= MEDIAN_FUNCTION
    assert quantiles(lengths, n=20)[-1] <= LONG_FUNCTION


def test_the_usual_module_is_short():
    assert median(lines(path) for path in modules(ROOT) if lines(path)) <= MEDIAN_MODULE


def a_function(of_lines):
    return "def f():\n" + "    x = 1\n" * (of_lines - 1)


def test_a_function_one_line_too_long_is_named(tmp_path):
    plant(tmp_path, outreach__rules=a_function(41), surveys__rules=a_function(40))
    assert list(long_functions(tmp_path)) == ["outreach/rules.py:1 f has 41 lines, limit 40"]


def test_a_view_has_a_tighter_limit(tmp_path):
    plant(tmp_path, outreach__views__sessions=a_function(26), surveys__views=a_function(25))
    assert list(long_functions(tmp_path)) == ["outreach/views/sessions.py:1 f has 26 lines, limit 25"]


def test_a_long_test_is_named_too(tmp_path):
    plant(tmp_path, tests__test_x=a_function(41))
    assert list(long_functions(tmp_path)) == ["tests/test_x.py:1 f has 41 lines, limit 40"]


def test_a_module_one_line_too_long_is_named_but_a_migration_and_a_test_are_not(tmp_path):
    plant(tmp_path, outreach__tables="x = 1\n" * 301, portal="x = 1\n" * 300)
    plant(tmp_path, outreach__migrations__0001_all="x = 1\n" * 301, tests__test_x="x = 1\n" * 301)
    assert list(long_files(tmp_path)) == ["outreach/tables.py has 301 lines, limit 300"]


def test_a_template_one_line_too_long_is_named(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").write_text("<p>\n" * 121)
    (tmp_path / "templates/404.html").write_text("<p>\n" * 120)
    assert list(long_files(tmp_path)) == ["templates/base.html has 121 lines, limit 120"]
