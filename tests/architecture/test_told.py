"""Whatever an action does stands in the audit log: by itself, or by what it calls."""

import pytest

from tests.architecture.source import ROOT, plant
from tests.architecture.test_writing import public_actions, read

TELLING = "pmi_portal.audit.trail.record"
# Actions that leave no line of their own, with the reason.
SILENT = {
    "outreach.complaints.actions.moving.locked_case": "the beginning of an action",
    "outreach.complaints.actions.notices.put_passed_on": "a part of an action",
    "outreach.complaints.actions.notices.put_returned": "a part of an action",
    "outreach.complaints.actions.notices.put_warnings": "nobody does it; the mails are kept in the outbox",
    "outreach.follow_ups.actions.reminders.put_reminders": "nobody does it; the mails are kept in the outbox",
}
ACTION = """
from pmi_portal.audit.trail import record

def close(*, complaint, by):
    complaint.save()
    _told(complaint, by)

def _told(complaint, by):
    {told}
"""


def is_told(house, name, seen):
    if name == TELLING:
        return True
    if name in seen or name not in house.functions:
        return False
    seen.add(name)
    return any(is_told(house, called, seen) for called, *_ in house.functions[name].calls)


def untold(house):
    return (name for name in sorted(public_actions(house)) if not is_told(house, name, set()))


def test_whatever_an_action_does_stands_in_the_audit_log():
    assert list(untold(read(ROOT))) == sorted(SILENT)


@pytest.mark.parametrize(("told", "found"), [("record('closed', by=by)", 0), ("complaint.save()", 1)])
def test_an_action_that_leaves_no_line_is_found(tmp_path, told, found):
    plant(tmp_path, outreach__complaints__actions=ACTION.format(told=told))
    assert len(list(untold(read(tmp_path)))) == found
