"""Who writes more than one row does all of it or nothing; who changes a row holds its lock."""

import pytest

from tests.architecture.source import ROOT, assert_none, modules, plant
from tests.architecture.writing import MANY, House

# Beside the actions: modules that write more than one row.
WRITERS = (
    "outreach.fgd.tallies",
    "outreach.reference._load_session",
    "pmi_portal.accounts.lapses",
    "pmi_portal.audit.models",
    "pmi_portal.drafts.submissions",
    "pmi_portal.jobs.reaping._settle",
    "pmi_portal.loading.demo",
    "pmi_portal.loading.reference",
    "pmi_portal.outbox.admin",
)
# Never in one transaction, with the reason.
STEP_BY_STEP = {
    "outreach.complaints.actions.clocks.recompute_clocks": "batch by batch, so that nobody waits for all",
    "surveys.importing.actions.imports.commit_batch": "reads the file before its transaction",
    "surveys.importing.actions.jobs.start_check": "reads the file before a transaction",
    "surveys.importing.actions.jobs.start_commit": "reads the file before a transaction",
    "surveys.importing.actions.jobs.restart_check": "reads the file after its transaction",
}
# Transactions that no action begins; surveys keeps its own above.
TRANSACTIONS = {
    *("outreach.admin.zones.Followed.changeform_view", "outreach.complaints.actions.clocks._recomputed"),
    *(f"outreach.fgd.tallies.recount_{what}" for what in ("hearings", "session", "voices")),
    "outreach.reference._load_session",
    "pmi_portal.accounts.sign_in_ends._end",
    "pmi_portal.audit.models.Event.save",
    "pmi_portal.drafts.screens.AddedOnce._add",
    *("pmi_portal.drafts.submissions._taken", "pmi_portal.drafts.submissions.taken_once"),
    *("pmi_portal.jobs.reaping._settle", "pmi_portal.jobs.running.beat"),
    *("pmi_portal.loading.demo.load_demo", "pmi_portal.loading.reference.Loader.put"),
    "pmi_portal.outbox.admin.OutgoingMailAdmin.put_back_failed",
}
# Public functions of actions that are no transaction of their own, with the reason.
NOT_ALONE = {
    "outreach.complaints.actions.clocks.recompute_clocks": "batch by batch, so that nobody waits for all",
    "outreach.complaints.actions.moving.locked_case": "the beginning of an action",
    "outreach.complaints.actions.moving.write_step": "the end of an action",
    "outreach.complaints.actions.notices.put_passed_on": "a part of an action",
    "outreach.complaints.actions.notices.put_returned": "a part of an action",
    "outreach.follow_ups.actions.steps.note_export": "writes one line of the audit log",
    "outreach.papers.actions.documents.note_download": "writes one line of the audit log",
    "stakeholders.actions.export_register": "writes one line of the audit log",
}
# Who locks otherwise than by `locked`, and how often; one that goes or comes is a decision, written here.
OTHER_LOCKS = {
    "surveys.responses.forgetting.forget_in_waiting": 1,
    "surveys.responses.forgetting.forget_rows": 1,
    "outreach.complaints.actions.clocks._locked": 1,
    "outreach.fgd.actions.guides.copy_guide": 1,
    "outreach.fgd.actions.sessions.edit_event": 1,
    "outreach.fgd.tallies._wait_for_others": 1,
    "pmi_portal.audit.models.Event.save": 1,
    "pmi_portal.jobs.reaping._settle": 2,
    "pmi_portal.jobs.running.beat": 1,
    "stakeholders.actions._as_they_are": 1,
    "stakeholders.actions.end_institution": 1,
    "surveys.importing.actions.files.remove_original": 1,
    "surveys.importing.actions.imports.accept_refused": 1,
    "surveys.importing.actions.imports.cancel_batch": 1,
    "surveys.importing.actions.imports.check_batch": 1,
    "surveys.importing.actions.imports.commit_batch": 1,
    "surveys.importing.actions.jobs._locked": 1,
    "surveys.importing.actions.learning._keep": 1,
    "surveys.importing.actions.learning._locked": 1,
    "surveys.importing.actions.undoing._locked": 1,
    "surveys.past.subjects.Past.lock": 1,
    "surveys.responses.storing.lock_round": 1,
}
WRITERS_OF_ROUNDS = {
    "surveys.importing.subjects.Answers.lock",
    "surveys.importing.undo_of_responses.ResponsesUndone.redo",
    "surveys.importing.undo_of_responses.ResponsesUndone.undo",
    "surveys.responses.actions._locked",
    "surveys.responses.actions.mark_responses",
    "surveys.responses.storing.store_responses",
    "surveys.rounds.actions._take",
    "surveys.rounds.actions.change_round",
    "surveys.importing.writing.write_plan",
}
# They lock for whoever asks; the admin judges and saves a screen in one transaction.
LOCKS_OF_ANYBODY = {
    "outreach.querysets.complaints.ComplaintQuerySet.locked": 1,
    "outreach.querysets.follow_ups.FollowUpQuerySet.locked": 1,
    "outreach.querysets.guides.GuideQuerySet.locked": 1,
    "outreach.querysets.records.SessionQuerySet.counting_in": 1,
    "outreach.querysets.records.SessionQuerySet.locked": 1,
    "pmi_portal.editing.screens.SharedInline.get_queryset": 1,
    "pmi_portal.editing.screens.SharedScreen.get_object": 1,
}
PLANTED = """
from django.db import transaction

{atomic}
def edit(*, record, by):
    {record}
    record.save()
    _tell(record)

def _tell(record):
    record.steps.create()
"""


@pytest.fixture(scope="module")
def house():
    return read(ROOT)


def read(root):
    # These read files and texts, and write no row.
    left_out = {"demo", "management", "words", "examination.py", "terms.py"}
    return House([path for path in modules(root) if not left_out & set(path.parts)], root)


def is_writer(name):
    return ".actions" in name or name.startswith(WRITERS)


def half_done(house):
    """Functions that write more than one row, or keep a lock, outside of a transaction."""
    for name, function in house.functions.items():
        if name in STEP_BY_STEP or name in LOCKS_OF_ANYBODY or house.is_whole(function):
            continue
        if house.locks(function):
            yield f"{name} locks a row outside of a transaction"
        elif is_writer(name) and house.writes(function) >= MANY:
            yield f"{name} writes more than one row outside of a transaction"


def unlocked(house):
    """Actions that read their record anew and let others change it meanwhile."""
    for name, function in house.functions.items():
        around = [function, *(caller for caller, _is_safe in house.callers.get(name, ()))]
        if ".actions" in name and function.rereads and not any(map(house.takes, around)):
            yield f"{name} reads its record without a lock"


def test_what_writes_more_than_one_row_is_one_transaction(house):
    assert_none(half_done(house))


def of_the_rooms(names):
    return {name for name in names if name.startswith(("outreach.", "pmi_portal.", "stakeholders."))}


def public_actions(house):
    for name in house.functions.keys() - house.modules:
        module, _dot, own = name.rpartition(".")
        if module in house.modules and ".actions" in module and own[0].islower():
            yield name


def test_an_action_is_a_transaction(house):
    whole = {name for name, one in house.functions.items() if one.is_atomic}
    assert of_the_rooms(public_actions(house)) - whole == NOT_ALONE.keys()


def test_transactions_beside_those_of_actions_are_known(house):
    begun = {name for name, one in house.functions.items() if one.is_atomic} - {*public_actions(house)}
    begun |= {name for name, one in house.functions.items() if one.blocks}
    assert of_the_rooms(begun) == TRANSACTIONS


def test_an_action_that_reads_its_record_anew_locks_it(house):
    assert_none(unlocked(house))


def test_locks_that_are_taken_otherwise_are_known(house):
    taken = {name: function.selects for name, function in house.functions.items() if function.selects}
    assert taken == OTHER_LOCKS | LOCKS_OF_ANYBODY


def test_who_writes_the_responses_of_a_round_holds_the_round(house):
    holders = {caller.name for caller, _is_safe in house.callers["surveys.responses.storing.lock_round"]}
    assert holders == WRITERS_OF_ROUNDS


@pytest.mark.parametrize(
    ("atomic", "record", "told"),
    [
        ("@transaction.atomic", "Record.objects.locked(record.pk)", []),
        ("", "Record.objects.locked(record.pk)", ["edit locks a row outside of a transaction"]),
        ("", "record.name = 'x'", ["edit writes more than one row outside of a transaction"]),
        ("@transaction.atomic", "Record.objects.get(pk=record.pk)", ["edit reads its record without a lock"]),
    ],
)
def test_a_planted_action_is_found(tmp_path, atomic, record, told):
    plant(tmp_path, outreach__complaints__actions=PLANTED.format(atomic=atomic, record=record))
    planted = read(tmp_path)
    found = [*half_done(planted), *unlocked(planted)]
    assert found == [f"outreach.complaints.actions.{one}" for one in told]
