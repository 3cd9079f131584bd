"""A lower floor never imports a higher one; inside an app subjects stand in one order, and layers in each."""

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
# Inside a room, and inside an app that has no rooms.
LAYERS = (
    {"models", "querysets"},
    {"rules"},
    {"actions"},
    {"forms", "filters", "tables", "resources"},
    {"views", "admin"},
    {"urls"},
)
# The rooms of an app, each a subject; those on one step stand side by side and do not know each other.
ROOF_OF_APP = {"admin", "apps", "demo", "management", "reference"}
SUBJECTS = {
    "outreach": (
        {"models", "querysets"},
        {"ground"},
        {"papers", "activities"},
        {"fgd"},
        {"complaints"},
        {"follow_ups"},
        {"desk"},
        ROOF_OF_APP,
        {"urls"},
    ),
    "surveys": (
        {"models", "querysets"},
        {"questionnaires", "tallies"},
        {"responses"},
        {"importing"},
        {"rounds"},
        {"past"},
        ROOF_OF_APP,
        {"urls"},
    ),
    "reports": (
        {"models"},
        {"statistics"},
        {"results"},
        {"indicators"},
        {"renderers"},
        {"saying"},
        {"dashboards"},
        ROOF_OF_APP,
        {"urls"},
    ),
}
ONE_ROOM = ({"models", "querysets"}, ROOF_OF_APP)  # which may know each other
# Of the framework's own life, not of our records; an app may follow them in its apps.py.
LIFE = (
    "django.db.backends.signals.connection_created",
    "django.db.models.signals.post_migrate",
    "django.db.models.signals.pre_migrate",
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


def step_of(name, order):
    return next((step for step, names in enumerate(order) if name in names), None)


def place_of(module):
    """(app, room, names inside the room) of a module; an app without rooms is one room."""
    app = next((app for app in APPS if is_within(module, app)), None)
    inside = module.removeprefix(f"{app}.").split(".")
    return (app, inside[0], inside[1:]) if app in SUBJECTS else (app, "", inside)


def layer_of(names):
    return next((step for step in (step_of(name, LAYERS) for name in names[:1]) if step is not None), None)


def why_not_import(ours, theirs):
    """The reason a module may not know another of its app, or None."""
    (app, our_room, our_names), (their_app, their_room, their_names) = place_of(ours), place_of(theirs)
    if app is None or app != their_app:
        return None
    if our_room == their_room:
        our_layer, their_layer = layer_of(our_names), layer_of(their_names)
        later = None not in (our_layer, their_layer) and our_layer < their_layer
        return f"which comes later in {'.'.join([app, *filter(None, [our_room])])}" if later else None
    our_step, their_step = (step_of(room, SUBJECTS[app]) for room in (our_room, their_room))
    if None in (our_step, their_step):
        return "a room without a place in SUBJECTS" if their_names else None
    if our_step < their_step:
        return f"a later subject of {app}"
    beside = our_step == their_step and not any({our_room, their_room} <= room for room in ONE_ROOM)
    return f"a subject beside {our_room}" if beside else None


def backward_imports(root):
    """Imports of a later layer of the same room, or of a later subject of the same app."""
    for path in modules(root):
        ours = dotted(path, root)
        for line, module in imports(path, root):
            if reason := why_not_import(ours, module):
                yield f"{at(path, root, line)} imports {module}, {reason}"


def homeless_modules(root):
    """Modules of an app with rooms that stand in none."""
    for path in modules(root):
        app, room, _names = place_of(dotted(path, root))
        if app in SUBJECTS and dotted(path, root) != app and step_of(room, SUBJECTS[app]) is None:
            yield f"{path.relative_to(root).as_posix()} stands in no room of {app}"


def signals(root):
    for path in modules(root):
        for line, module in imports(path, root):
            of_life = path.name == "apps.py" and module in LIFE
            if not of_life and any(is_within(module, signal) for signal in SIGNALS):
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


@pytest.mark.parametrize(
    "guard", [climbing_imports, backward_imports, homeless_modules, signals, climbing_migrations]
)
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


def test_in_a_room_rules_may_not_import_actions(tmp_path):
    plant(tmp_path, outreach__fgd__rules="from outreach.fgd.actions import coding\n")
    assert list(backward_imports(tmp_path)) == [
        "outreach/fgd/rules.py:1 imports outreach.fgd.actions.coding, which comes later in outreach.fgd"
    ]


def test_an_app_without_rooms_has_the_same_layers(tmp_path):
    plant(tmp_path, stakeholders__models__groups="from stakeholders import rules\n", stakeholders__rules="")
    assert list(backward_imports(tmp_path)) == [
        "stakeholders/models/groups.py:1 imports stakeholders.rules, which comes later in stakeholders"
    ]


def test_an_earlier_subject_may_not_import_a_later_one(tmp_path):
    plant(tmp_path, outreach__fgd__views="from outreach.complaints import rules\n")
    assert list(backward_imports(tmp_path)) == [
        "outreach/fgd/views.py:1 imports outreach.complaints.rules, a later subject of outreach"
    ]


def test_subjects_beside_each_other_do_not_know_each_other(tmp_path):
    plant(tmp_path, outreach__papers__views="import outreach.activities.rules\n")
    plant(tmp_path, outreach__models="from stakeholders import searching\n")
    assert list(backward_imports(tmp_path)) == [
        "outreach/papers/views.py:1 imports outreach.activities.rules, a subject beside papers"
    ]


def test_a_later_subject_may_import_every_layer_of_an_earlier_one(tmp_path):
    plant(tmp_path, outreach__desk__rules="from outreach.fgd.views import sessions\n")
    assert list(backward_imports(tmp_path)) == []


def test_a_module_in_no_room_is_named(tmp_path):
    plant(tmp_path, outreach__clocks="", outreach__urls="", stakeholders__counts="")
    assert list(homeless_modules(tmp_path)) == ["outreach/clocks.py stands in no room of outreach"]


def test_relative_imports_are_followed(tmp_path):
    plant(tmp_path, surveys__rounds__rules="from ..rounds.views import rounds\n")
    assert list(backward_imports(tmp_path)) == [
        "surveys/rounds/rules.py:1 imports surveys.rounds.views.rounds, which comes later in surveys.rounds"
    ]


def test_views_may_import_what_comes_before_them_and_other_apps_are_not_asked(tmp_path):
    plant(tmp_path, reports__views="from reports import tables, rules\nfrom outreach.urls import paths\n")
    assert list(backward_imports(tmp_path)) == []


def test_a_signal_is_refused(tmp_path):
    plant(tmp_path, surveys__apps="from django.db.models.signals import post_migrate, post_save\n")
    assert list(signals(tmp_path)) == [
        "surveys/apps.py:1 imports django.db.models.signals.post_save; we have no signals of our own"
    ]


def test_a_migration_depends_on_lower_floors_only(tmp_path):
    text = 'class Migration:\n    dependencies = [("stakeholders", "0001"), ("surveys", "0001")]\n'
    plant(tmp_path, outreach__migrations__0001_sessions=text)
    assert list(climbing_migrations(tmp_path)) == [
        "outreach/migrations/0001_sessions.py:2 depends on surveys from a higher floor"
    ]
