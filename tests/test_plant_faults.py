"""The script that plants faults: what it draws, and that it names and plants exactly one."""

import pytest

from tests.fault_operators import faults_in
from tests.plant_faults import ROOT, drawn
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
    found = faults_in(SOURCE, "desk.py", ["EDIT", "VIEW"])
    assert {(fault.operator, fault.old, fault.new) for fault in found} == PLANTED
    assert {fault.where for fault in found} == {"close"}


def test_a_fault_changes_its_own_place_only():
    for fault in faults_in(SOURCE, "desk.py", ["EDIT", "VIEW"]):
        lines = list(zip(SOURCE.splitlines(), fault.planted(SOURCE).splitlines(), strict=True))
        assert [number for number, (old, new) in enumerate(lines, 1) if old != new] == [fault.line]


def test_a_place_that_has_changed_is_not_touched():
    fault = faults_in(SOURCE, "desk.py", ["EDIT"])[0]
    with pytest.raises(ValueError, match="has changed"):
        fault.planted("\n" + SOURCE)


def test_a_seed_draws_the_same_faults_again_and_another_one_others():
    def first_ten(seed):
        faults = drawn(ROOT, ["stakeholders"], seed)
        return [(fault.name, fault.new) for fault, _ in zip(faults, range(10), strict=False)]

    assert first_ten(1) == first_ten(1)
    assert first_ten(1) != first_ten(2)


def test_what_nobody_could_notice_is_a_fault_that_can_still_be_drawn():
    names = {fault.name for fault in drawn(ROOT, ["outreach", "stakeholders", "pmi_portal"], 1)}
    assert set(REASONS) - names == set()
