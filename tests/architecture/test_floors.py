"""A lower floor never imports a higher one; inside an app the order of modules holds."""

import ast

import pytest

from tests.architecture.source import (
    APPS,
    PACKAGES,
    ROOT,
    assert_none,
    at,
    dotted,
    imports,
    is_within,
    modules,
    plant,
    tree_of,
)

ROOF = ("pmi_portal.settings", "pmi_portal.urls", "pmi_portal.wsgi")
FLOOR = {package: floor for floor, package in enumerate(PACKAGES)}
LABEL_FLOOR = {app.rpartition(".")[2]: FLOOR[app.partition(".")[0]] for app in APPS}
ORDER = (
    {"models", "querysets"},
    {"rules"},
    {"actions"},
    {"forms", "filters", "tables", "resources"},
    {"views", "admin"},
    {"urls"},
)
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.db.backends.signals")


def climbing_imports(root):
    """Imports of a higher floor, of the roof, or of the tests."""
    for path in modules(root, migrations=True):
        ours = dotted(path, root)
        for line, module in imports(path, root):
            package = module.partition(".")[0]
            if any(is_within(module, roof) for roof in ROOF):
                yield f"{at(path, root, line)} imports {module}, the roof"
            elif ours not in ROOF and FLOOR.get(package, 0) > FLOOR[ours.partition(".")[0]]:
                yield f"{at(path, root, line)} imports {module} from a higher floor"
            elif package == "tests":
                yield f"{at(path, root, line)} imports {module}, a test"


def place_in_order(module):
    """(app, step in ORDER) of a module; step None where the order says nothing."""
    app = next((app for app in APPS if is_within(module, app)), None)
    room = module.removeprefix(f"{app}.").partition(".")[0]
    return app, next((step for step, rooms in enumerate(ORDER) if room in rooms), None)


def backward_imports(root):
    """Imports of a later step of the same app."""
    for path in modules(root):
        app, step = place_in_order(dotted(path, root))
        if app is None or step is None:
            continue
        for line, module in imports(path, root):
            its_app, its_step = place_in_order(module)
            if its_app == app and its_step is not None and its_step > step:
                yield f"{at(path, root, line)} imports {module}, which comes later in {app}"


def signals(root):
    for path in modules(root):
        for line, module in imports(path, root):
            if any(is_within(module, signal) for signal in SIGNALS):
                yield f"{at(path, root, line)} imports {module}; we have no signals of our own"


def climbing_migrations(root):
    """Migrations that depend on a higher floor."""
    for path in modules(root, migrations=True):
        if path.parent.name != "migrations":
            continue
        floor = FLOOR[path.relative_to(root).parts[0]]
        for line, label in migration_dependencies(path):
            if LABEL_FLOOR.get(label, 0) > floor:
                yield f"{at(path, root, line)} depends on {label} from a higher floor"


def migration_dependencies(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "dependencies":
            pairs = [pair for pair in ast.walk(node) if isinstance(pair, ast.Tuple)]
            yield from ((pair.lineno, pair.elts[0].value) for pair in pairs)


@pytest.mark.parametrize("guard", [climbing_imports, backward_imports, signals, climbing_migrations])
def test_the_house_keeps_its_floors(guard):
    assert_none(guard(ROOT))


def test_an_import_of_a_higher_floor_is_named_by_file_and_line(tmp_path):
    plant(tmp_path, outreach__rules="import json\nfrom reports import figures\n", reports__figures="")
    assert list(climbing_imports(tmp_path)) == [
        "outreach/rules.py:2 imports reports.figures from a higher floor"
    ]


def test_a_lazy_import_counts_as_an_import(tmp_path):
    plant(tmp_path, pmi_portal__formats="def show():\n    import stakeholders.models\n")
    assert list(climbing_imports(tmp_path)) == [
        "pmi_portal/formats.py:2 imports stakeholders.models from a higher floor"
    ]


def test_an_import_of_a_lower_floor_is_welcome(tmp_path):
    plant(
        tmp_path, reports__figures="from stakeholders.models import Region\nfrom pmi_portal import formats\n"
    )
    assert list(climbing_imports(tmp_path)) == []


def test_the_roof_imports_everything_and_nothing_imports_the_roof(tmp_path):
    plant(
        tmp_path,
        pmi_portal__urls="import reports.urls\n",
        outreach__views="from pmi_portal import settings\n",
    )
    assert list(climbing_imports(tmp_path)) == ["outreach/views.py:1 imports pmi_portal.settings, the roof"]


def test_the_portal_does_not_import_its_tests(tmp_path):
    plant(tmp_path, surveys__tallies="from tests import people\n")
    assert list(climbing_imports(tmp_path)) == ["surveys/tallies.py:1 imports tests.people, a test"]


def test_models_may_not_import_rules_of_the_same_app(tmp_path):
    plant(tmp_path, outreach__models__sessions="from outreach import rules\n", outreach__rules="")
    assert list(backward_imports(tmp_path)) == [
        "outreach/models/sessions.py:1 imports outreach.rules, which comes later in outreach"
    ]


def test_relative_imports_are_followed(tmp_path):
    plant(tmp_path, surveys__actions__rounds="from ..views import round_list\n")
    assert list(backward_imports(tmp_path)) == [
        "surveys/actions/rounds.py:1 imports surveys.views.round_list, which comes later in surveys"
    ]


def test_views_may_import_what_comes_before_them_and_other_apps_are_not_asked(tmp_path):
    plant(tmp_path, reports__views="from reports import tables, rules\nfrom outreach.urls import paths\n")
    assert list(backward_imports(tmp_path)) == []


def test_a_signal_is_refused(tmp_path):
    plant(tmp_path, surveys__apps="from django.db.models.signals import post_save\n")
    assert list(signals(tmp_path)) == [
        "surveys/apps.py:1 imports django.db.models.signals.post_save; we have no signals of our own"
    ]


def test_a_migration_depends_on_lower_floors_only(tmp_path):
    text = 'class Migration:\n    dependencies = [("stakeholders", "0001"), ("surveys", "0001")]\n'
    plant(tmp_path, outreach__migrations__0001_sessions=text)
    assert list(climbing_migrations(tmp_path)) == [
        "outreach/migrations/0001_sessions.py:2 depends on surveys from a higher floor"
    ]
