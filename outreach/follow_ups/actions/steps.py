"""Everything that can happen to a follow-up; each step leaves a line that is never edited."""

from django.db import transaction
from django.utils import timezone

from outreach.follow_ups import rules
from outreach.follow_ups.facts import facts_of
from outreach.ground.rules import today_at
from outreach.models import Attachment, FollowUp, FollowUpStep
from outreach.papers.actions.attachments import attach_file
from pmi_portal.audit.trail import record
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import changed_fields, differs, refuse_if, save_record
from pmi_portal.words.nik import why_not_text

State, What, Confirmation = FollowUp.State, FollowUpStep.What, FollowUp.Confirmation
REOPENED = {"done_on": None, "verified_at": None, "verified_by": None}


@transaction.atomic
def create_follow_up(*, follow_up, partners=(), by):
    _check(follow_up)
    save_record(follow_up, by)
    # The number comes from the key, so that two writers never wait for each other to count.
    follow_up.number = f"TL-{today_at(follow_up.region):%Y}-{follow_up.pk:06d}"
    FollowUp.objects.filter(pk=follow_up.pk).update(number=follow_up.number)
    follow_up.partners.set(partners)
    return _told(follow_up, What.CREATED, before="", by=by)


@transaction.atomic
def edit_follow_up(*, follow_up, partners=(), reason="", by):
    """Write what the form changed; where nothing is, the reason alone is kept as a step."""
    stored = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_edit(stored))
    refuse_if(rules.why_not_postpone(stored.due_on, follow_up.due_on, reason))
    _check(follow_up, reason, stored)
    changed = changed_fields(stored, follow_up)
    if set(stored.partners.all()) != set(partners):
        changed.append("partners")
    if not (changed or reason):
        return stored
    save_record(follow_up, by)
    follow_up.partners.set(partners)
    days = [stored.due_on, follow_up.due_on] if "due_on" in changed else [None, None]
    return _told(follow_up, What.EDITED, reason, by=by, fields=changed, days=days)


@transaction.atomic
def note_progress(*, follow_up, note, file=None, seen=None, by):
    """A note of what was done, with a file that shows it where there is one."""
    case = _locked(follow_up, seen, by)
    refuse_if(why_not_text(note))
    _told(case.follow_up, What.NOTED, note, by=by)
    _keep_evidence(case, file)


@transaction.atomic
def start_follow_up(*, follow_up, note="", seen=None, by):
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_step(case, What.STARTED))
    _moved(case, What.STARTED, note)


@transaction.atomic
def finish_follow_up(*, follow_up, done_on, note="", file=None, seen=None, by):
    """What was done, the day it was done, and the evidence where it is at hand."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_step(case, What.FINISHED))
    refuse_if(rules.why_not_done_on(case.follow_up, done_on, today_at(case.follow_up.region)))
    _moved(case, What.FINISHED, note, done_on=done_on)
    _keep_evidence(case, file)


@transaction.atomic
def give_up_follow_up(*, follow_up, note, seen=None, by):
    """Say that it cannot be done; `note` says why, which the group has a right to read."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_step(case, What.GIVEN_UP))
    _moved(case, What.GIVEN_UP, note, state_reason=note)


@transaction.atomic
def resume_follow_up(*, follow_up, note, seen=None, by):
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_step(case, What.RESUMED))
    _moved(case, What.RESUMED, note)


@transaction.atomic
def verify_follow_up(*, follow_up, note="", seen=None, by):
    """KPKP saw that it is done; `note` says where the evidence lies that was not uploaded."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_verify(case))
    refuse_if(rules.why_no_evidence(case, note))
    _moved(case, What.VERIFIED, note, verified_at=timezone.now(), verified_by=by, evidence_note=note)


@transaction.atomic
def send_back_follow_up(*, follow_up, note, seen=None, by):
    """KPKP does not take it as done; the work goes on."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_send_back(case))
    _moved(case, What.SENT_BACK, note, **REOPENED)


@transaction.atomic
def confirm_follow_up(*, follow_up, answered_on, note, seen=None, by):
    """The group that raised it says, in its words, that it is done."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_confirm(case))
    _answered(case, What.CONFIRMED, Confirmation.CONFIRMED, answered_on, note)


@transaction.atomic
def dispute_follow_up(*, follow_up, answered_on, note, seen=None, by):
    """The group that raised it says that it is not done; the work goes on, and KPKP must look again."""
    case = _locked(follow_up, seen, by)
    refuse_if(rules.why_not_ask_group(case, What.DISPUTED))
    _answered(case, What.DISPUTED, Confirmation.DISPUTED, answered_on, note, **REOPENED)


def note_export(*, rows, by):
    """Tell the audit log that a sheet of follow-ups went out of the portal."""
    record("follow_up.exported", by=by, rows=rows)


def _locked(follow_up, seen, by):
    """The follow-up with its row lock and the facts of its rules, if it still is as this person saw it."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(stale(follow_up, seen))
    return facts_of(follow_up, by)


def _answered(case, what, confirmation, answered_on, note, **facts):
    refuse_if(rules.why_not_answered_on(case.follow_up, answered_on, today_at(case.follow_up.region)))
    facts |= {"confirmation": confirmation, "confirmed_on": answered_on, "confirmation_note": note}
    _moved(case, what, note, **facts)


def _moved(case, what, note, **facts):
    """Let the follow-up take the step that NEXT names, and tell it."""
    refuse_if(why_not_text(note))
    follow_up, before = case.follow_up, case.follow_up.state
    facts = {"state": rules.NEXT[before][what], "state_reason": ""} | facts
    for name, value in facts.items():
        setattr(follow_up, name, value)
    follow_up.revision += 1  # the row is ours until the end of the transaction
    follow_up.save()
    _told(follow_up, what, note, before=before, by=case.by)


def _keep_evidence(case, file):
    if file:
        attach_file(owner=case.follow_up, kind=Attachment.Kind.EVIDENCE, file=file, by=case.by)


def _told(follow_up, what, note="", *, before=None, by, fields=(), days=(None, None)):
    states = {"before": follow_up.state if before is None else before, "after": follow_up.state}
    dues = dict(zip(("due_before", "due_after"), days, strict=True))
    follow_up.steps.create(what=what, note=note, by=by, fields=list(fields), **states, **dues)
    told = {"fields": fields} if fields else {}
    record(f"follow_up.{what}", about=follow_up, by=by, state=follow_up.state, **told)
    return follow_up


def _check(follow_up, reason="", stored=None):
    refuse_if(rules.why_not_basis(follow_up))
    if stored is None or stored.due_on != follow_up.due_on:
        refuse_if(rules.why_not_due_on(follow_up, follow_up.due_on, today_at(follow_up.region)))
    if differs(follow_up, "institution", "region"):
        refuse_if(rules.why_not_institution(follow_up.region, follow_up.institution))
    if differs(follow_up, "institution", "contact"):
        refuse_if(rules.why_not_contact(follow_up.institution, follow_up.contact))
    texts = (follow_up.recommendation, follow_up.basis, follow_up.plan, follow_up.indicator, reason)
    refuse_if(why_not_text(*texts))
