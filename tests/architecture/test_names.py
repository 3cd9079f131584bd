"""Names tell the room: the top level, querysets, actions and models."""

import ast

from tests.architecture.source import PACKAGES, ROOT, assert_none, at, modules, plant, tree_of

TOP = {
    *("manage.py", "portal.py", "README.md", "pyproject.toml", "compose.yaml"),
    *("requirements.txt", "requirements-dev.txt", "requirements.lock", "requirements-dev.lock"),
    *("LICENSE", "CONTRIBUTING.md", "CHANGELOG.md"),
    *PACKAGES,
    *("docs", "templates", "static", "tests"),
}
UNTRACKED = {"data", "build", "__pycache__"}
SINGULAR_ENDINGS = ("ss", "us", "is", "ias")


def misplaced(root):
    """Names at the top that should not be there, and those that are missing."""
    found = {path.name for path in root.iterdir() if not path.name.startswith(".")} - UNTRACKED
    yield from (f"{name} does not belong at the top" for name in sorted(found - TOP))
    yield from (f"{name} is missing at the top" for name in sorted(TOP - found))


def rooms(root, name):
    """Modules called NAME.py or standing in a package NAME."""
    return [path for path in modules(root) if name in path.relative_to(root).with_suffix("").parts]


def classes(path):
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]


def base_names(node):
    return [ast.unparse(base).rpartition(".")[2] for base in node.bases]


def getters_of_querysets(root):
    """`Session.objects.get_open()` says less than `Session.objects.open()`."""
    for path in modules(root):
        for node in classes(path):
            if node.name.endswith("QuerySet"):
                for method in node.body:
                    if getattr(method, "name", "").startswith("get_"):
                        yield f"{at(path, root, method.lineno)} {node.name}.{method.name}"


def unclear_actions(root):
    """Actions are verb_noun(*, ..., by)."""
    for path in rooms(root, "actions"):
        for node in tree_of(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            asked, keywords = node.args, [keyword.arg for keyword in node.args.kwonlyargs]
            clear = "_" in node.name and keywords[-1:] == ["by"]
            if not clear or asked.args or asked.posonlyargs or asked.vararg or asked.kwarg:
                yield f"{at(path, root, node.lineno)} {node.name} is not verb_noun(*, ..., by)"


def plural_models(root):
    for path in rooms(root, "models"):
        for node in classes(path):
            is_model = any(base.endswith("Model") for base in base_names(node))
            if is_model and node.name.endswith("s") and not node.name.endswith(SINGULAR_ENDINGS):
                yield f"{at(path, root, node.lineno)} {node.name} is not singular"


def test_the_top_level_is_the_map_of_the_house():
    assert_none(misplaced(ROOT))


def test_no_queryset_has_a_getter():
    assert_none(getters_of_querysets(ROOT))


def test_actions_are_verbs_with_keywords_and_by_last():
    assert_none(unclear_actions(ROOT))


def test_models_are_singular():
    assert_none(plural_models(ROOT))


def test_a_stray_file_and_a_missing_one_are_named(tmp_path):
    for name in TOP - {"README.md"} | {"helpers.py", ".env", "data"}:
        (tmp_path / name).touch()
    assert list(misplaced(tmp_path)) == [
        "helpers.py does not belong at the top",
        "README.md is missing at the top",
    ]


def test_a_getter_of_a_queryset_is_named(tmp_path):
    plant(tmp_path, outreach__querysets="class SessionQuerySet:\n    def get_open(self):\n        pass\n")
    plant(tmp_path, outreach__tables="class Row:\n    def get_open(self):\n        pass\n")
    assert list(getters_of_querysets(tmp_path)) == ["outreach/querysets.py:2 SessionQuerySet.get_open"]


def test_an_action_with_positional_arguments_or_without_by_is_named(tmp_path):
    plant(
        tmp_path,
        outreach__actions__sessions="def open_it(session, *, by): pass\ndef close_it(*, by, session): pass\n",
        surveys__actions="def close_it(*, it, by): pass\ndef _tell(it): pass\ndef close(*, by): pass\n",
    )
    assert list(unclear_actions(tmp_path)) == [
        "outreach/actions/sessions.py:1 open_it is not verb_noun(*, ..., by)",
        "outreach/actions/sessions.py:2 close_it is not verb_noun(*, ..., by)",
        "surveys/actions.py:3 close is not verb_noun(*, ..., by)",
    ]


def test_a_plural_model_is_named(tmp_path):
    plant(tmp_path, outreach__models="class Sessions(models.Model): pass\nclass Status(models.Model): pass\n")
    assert list(plural_models(tmp_path)) == ["outreach/models.py:1 Sessions is not singular"]
