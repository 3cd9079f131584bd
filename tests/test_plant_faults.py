"""The script that plants faults: what it draws, and that it names and plants exactly one."""

import pytest

from tests import plant_faults, reached
from tests.fault_operators import Fault, faults_in
from tests.plant_faults import GUARDS, ROOMS, ROOT, drawn, trials_of
from tests.unnoticeable import REASONS

SOURCE = """
@transaction.atomic
def close(complaint, *, by):
    é = Complaint.objects.locked(complaint.pk)
    if é.count >= 2:
        recount(é)
    with transaction.atomic():
        é.save()
    if by.holds(Permission.EDIT, é.region_id):
        é.at = é.opened_at or é.closed_at
    return é.steps.filter(by=by, what="x").exclude(done=True)
"""
HOLDERS = {"EDIT": {"staff"}, "VIEW": {"staff", "board"}, "FILE": {"staff"}}  # nobody tells EDIT from FILE
PLANTED = {
    ("drop call", "recount(é)", "pass"),
    ("drop call", "é.save()", "pass"),
    ("drop filter", 'é.steps.filter(by=by, what="x")', "é.steps.all()"),
    ("drop filter", 'é.steps.filter(by=by, what="x")', "é.steps.filter(what='x')"),
    ("drop filter", 'é.steps.filter(by=by, what="x")', "é.steps.filter(by=by)"),
    (
        "drop filter",
        'é.steps.filter(by=by, what="x").exclude(done=True)',
        "é.steps.filter(by=by, what='x').all()",
    ),
    ("remove atomic", "transaction.atomic", "(lambda function: function)"),
    ("remove atomic", "transaction.atomic()", "__import__('contextlib').nullcontext()"),
    ("remove lock", "Complaint.objects.locked(complaint.pk)", "Complaint.objects.get(pk=complaint.pk)"),
    ("shift comparison", "é.count >= 2", "(é.count > 2)"),
    ("swap permission", "Permission.EDIT", "Permission.VIEW"),
    ("wrong field", "é.opened_at", "é.closed_at"),
    ("wrong field", "é.closed_at", "é.opened_at"),
}


def test_each_operator_finds_its_places():
    found = faults_in(SOURCE, "desk.py", HOLDERS)
    assert {(fault.operator, fault.old, fault.new) for fault in found} == PLANTED
    assert {fault.where for fault in found} == {"close"}


def test_a_fault_changes_its_own_place_only():
    for fault in faults_in(SOURCE, "desk.py", HOLDERS):
        lines = list(zip(SOURCE.splitlines(), fault.planted(SOURCE).splitlines(), strict=True))
        assert [number for number, (old, new) in enumerate(lines, 1) if old != new] == [fault.line]


def test_a_place_that_has_changed_is_not_touched():
    fault = faults_in(SOURCE, "desk.py", {"EDIT": {"staff"}})[0]
    with pytest.raises(ValueError, match="has changed"):
        fault.planted("\n" + SOURCE)


def test_a_seed_draws_the_same_faults_again_and_another_one_others():
    def first_ten(seed):
        faults = drawn(ROOT, ["stakeholders"], seed)
        return [(fault.name, fault.new) for fault, _ in zip(faults, range(10), strict=False)]

    assert first_ten(1) == first_ten(1)
    assert first_ten(1) != first_ten(2)


def test_a_noted_function_tells_its_name_and_does_what_it_did(monkeypatch):
    told, names = [], {}
    monkeypatch.setattr("builtins._reached", told.append, raising=False)
    source = 'class Desk:\n    def close(self):\n        """Close it."""\n        return lambda: 1\n'
    exec(reached.noted(source, "desk.py"), names)
    assert (names["Desk"]().close()(), names["Desk"].close.__doc__) == (1, "Close it.")
    assert told == ["desk.py Desk.close"]


def test_a_fault_is_tried_by_the_tests_that_reach_its_function_the_quickest_first(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_desk.py").write_text("def test_slow(): pass\ndef test_quick(): pass\n")
    (tmp_path / "1.jsonl").write_text(
        '["tests/test_desk.py::test_slow", 2, ["desk.py close"]]\n'
        '["tests/test_desk.py::test_quick[a]", 1, ["desk.py close.inner"]]\n'
        '["tests/test_desk.py::test_other", 1, ["desk.py open"]]\n'
        '["tests/test_desk.py::test_gone", 1, ["desk.py close"]]\n'
    )
    fault = Fault("desk.py", 1, 0, "drop call", "close()", "pass", "close")
    tests = trials_of(tmp_path, fault, reached.read(tmp_path, tmp_path))
    assert tests == ["tests/test_desk.py::test_quick", "tests/test_desk.py::test_slow", *GUARDS]


def test_of_a_function_that_every_page_calls_the_tests_of_its_room_are_tried(tmp_path, monkeypatch):
    monkeypatch.setattr(plant_faults, "MOST_TESTS", 1)
    fault = Fault("desk/rules.py", 1, 0, "drop call", "", "", "why_not")
    (tmp_path / "tests/desk").mkdir(parents=True)
    reaching = {
        "desk/rules.py why_not": {
            "tests/test_pages.py::test_quick": 1,
            "tests/desk/test_rules.py::test_slow": 9,
        }
    }

    assert trials_of(tmp_path, fault, reaching)[0] == "tests/desk/test_rules.py::test_slow"


def test_what_runs_in_a_process_of_its_own_is_tried_by_the_whole_room_and_by_who_names_it(tmp_path):
    room, others = tmp_path / "tests/pmi_portal/files/reading", tmp_path / "tests/surveys"
    for folder in (room, others):
        folder.mkdir(parents=True)
    (room / "test_corpus.py").write_text("def test_every_file(): pass\n")
    (others / "test_import.py").write_text("parser_rows\n")
    (others / "test_pages.py").write_text("nothing of it\n")
    fault = Fault("pmi_portal/files/reading/parser_rows.py", 1, 0, "drop call", "", "", "Output.send")
    corpus = "tests/pmi_portal/files/reading/test_corpus.py"
    reaching = {"pmi_portal/files/reading/parser_rows.py Output.send": {f"{corpus}::test_every_file": 1}}

    assert trials_of(tmp_path, fault, reaching) == [
        f"{corpus}::test_every_file",
        "tests/surveys/test_import.py",
        corpus,
        *GUARDS,
    ]


def test_what_nobody_could_notice_is_a_fault_that_can_still_be_drawn():
    names = {fault.name for fault in drawn(ROOT, ROOMS, 1)}
    assert set(REASONS) - names == set()
