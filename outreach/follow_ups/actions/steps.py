"""Everything that can happen to a follow-up; each step leaves a line that is never edited."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.follow_ups import rules
from outreach.ground.rules import today_at, why_not_text
from outreach.models import FollowUp, FollowUpStep
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record
from pmi_portal.words.formats import show_date

State, What, Confirmation = FollowUp.State, FollowUpStep.What, FollowUp.Confirmation
# What the form writes; the state and its dates belong to the steps alone.
EDITABLE = (
    *("recommendation", "basis", "raised_by_id", "institution_id", "contact_id"),
    *("plan", "indicator", "due_on"),
)
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
    """Write what the form changed; the same edit sent twice leaves one step."""
    stored = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_edit(stored))
    refuse_if(rules.why_not_postpone(stored.due_on, follow_up.due_on, reason))
    _check(follow_up, reason, stored)
    changed = [name for name in EDITABLE if getattr(stored, name) != getattr(follow_up, name)]
    note = _edit_note(stored, follow_up, changed, partners, reason)
    if note == reason and _was_told(stored, reason, by):
        return stored
    save_record(follow_up, by)
    follow_up.partners.set(partners)
    return _told(follow_up, What.EDITED, note, by=by, fields=changed)


@transaction.atomic
def note_progress(*, follow_up, note, by):
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(why_not_text(note))
    return _told(follow_up, What.NOTED, note, by=by)


@transaction.atomic
def start_follow_up(*, follow_up, note="", by):
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_step(follow_up, What.STARTED))
    return _moved(follow_up, What.STARTED, note, by)


@transaction.atomic
def finish_follow_up(*, follow_up, done_on, note="", by):
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_step(follow_up, What.FINISHED))
    refuse_if(rules.why_not_done_on(follow_up, done_on, today_at(follow_up.region)))
    return _moved(follow_up, What.FINISHED, note, by, done_on=done_on)


@transaction.atomic
def give_up_follow_up(*, follow_up, note, by):
    """Say that it cannot be done; `note` says why, which the group has a right to read."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_step(follow_up, What.GIVEN_UP))
    return _moved(follow_up, What.GIVEN_UP, note, by, state_reason=note)


@transaction.atomic
def resume_follow_up(*, follow_up, note, by):
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_step(follow_up, What.RESUMED))
    return _moved(follow_up, What.RESUMED, note, by)


@transaction.atomic
def verify_follow_up(*, follow_up, note="", by):
    """KPKP saw that it is done; `note` says where the evidence lies that was not uploaded."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_verify(follow_up))
    refuse_if(rules.why_no_evidence(note, files=follow_up.attachments.count()))
    facts = {"verified_at": timezone.now(), "verified_by": by, "evidence_note": note}
    return _moved(follow_up, What.VERIFIED, note, by, **facts)


@transaction.atomic
def send_back_follow_up(*, follow_up, note, by):
    """KPKP does not take it as done; the work goes on."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_send_back(follow_up))
    return _moved(follow_up, What.SENT_BACK, note, by, **REOPENED)


@transaction.atomic
def confirm_follow_up(*, follow_up, answered_on, note, by):
    """The group that raised it says, in its words, that it is done."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_confirm(follow_up))
    return _answered(follow_up, What.CONFIRMED, Confirmation.CONFIRMED, answered_on, note, by)


@transaction.atomic
def dispute_follow_up(*, follow_up, answered_on, note, by):
    """The group that raised it says that it is not done; the work goes on, and KPKP must look again."""
    follow_up = FollowUp.objects.locked(follow_up.pk)
    refuse_if(rules.why_not_dispute(follow_up))
    return _answered(follow_up, What.DISPUTED, Confirmation.DISPUTED, answered_on, note, by, **REOPENED)


def note_export(*, rows, by):
    """Tell the audit log that a sheet of follow-ups went out of the portal."""
    record("follow_up.exported", by=by, rows=rows)


def _answered(follow_up, what, confirmation, answered_on, note, by, **facts):
    refuse_if(rules.why_not_answered_on(follow_up, answered_on, today_at(follow_up.region)))
    facts |= {"confirmation": confirmation, "confirmed_on": answered_on, "confirmation_note": note}
    return _moved(follow_up, what, note, by, **facts)


def _moved(follow_up, what, note, by, **facts):
    """Let the follow-up take the step that NEXT names, and tell it."""
    refuse_if(why_not_text(note))
    before = follow_up.state
    facts = {"state": rules.NEXT[before][what], "state_reason": ""} | facts
    for name, value in facts.items():
        setattr(follow_up, name, value)
    save_record(follow_up, by)
    return _told(follow_up, what, note, before=before, by=by)


def _told(follow_up, what, note="", *, before=None, by, **detail):
    before = follow_up.state if before is None else before
    follow_up.steps.create(what=what, before=before, after=follow_up.state, note=note, by=by)
    record(f"follow_up.{what}", about=follow_up, by=by, state=follow_up.state, **detail)
    return follow_up


def _was_told(follow_up, reason, by):
    """Whether an edit that changes nothing has nothing new to say since this person's last one."""
    last = follow_up.steps.filter(what=What.EDITED, by=by).order_by("pk").last()
    note = last.note if last else ""
    return not reason or note == reason or note.endswith(f". {reason}")


def _edit_note(stored, follow_up, changed, partners, reason):
    """Which fields were changed, a moved due date with its days, and why."""
    names = [str(FollowUp._meta.get_field(name.removesuffix("_id")).verbose_name) for name in changed]
    if set(stored.partners.all()) != set(partners):
        names.append(str(FollowUp._meta.get_field("partners").verbose_name))
    told = [_("Yang diubah: %(fields)s.") % {"fields": ", ".join(names)}] if names else []
    if stored.due_on != follow_up.due_on:
        days = {"before": show_date(stored.due_on), "after": show_date(follow_up.due_on)}
        told.append(_("Batas waktu dari %(before)s menjadi %(after)s.") % days)
    return " ".join([*told, reason]).strip()


def _check(follow_up, reason="", stored=None):
    refuse_if(rules.why_not_basis(follow_up))
    if stored is None or stored.due_on != follow_up.due_on:
        refuse_if(rules.why_not_due_on(follow_up, follow_up.due_on, today_at(follow_up.region)))
    refuse_if(rules.why_not_institution(follow_up.region, follow_up.institution))
    refuse_if(rules.why_not_contact(follow_up.institution, follow_up.contact))
    texts = (follow_up.recommendation, follow_up.basis, follow_up.plan, follow_up.indicator, reason)
    refuse_if(why_not_text(*texts))
