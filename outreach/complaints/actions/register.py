"""Recording of complaints, and who reported them."""

from zoneinfo import ZoneInfo

from django.db import transaction

from outreach.complaints import rules
from outreach.complaints.actions.moving import write_step
from outreach.complaints.clocks import Calendar, set_clocks
from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.ground.places import settle_place
from outreach.ground.rules import today_at
from outreach.models import Complaint, ComplaintReporter, ComplaintStep
from pmi_portal.accounts.permissions import Permission
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import changed_fields, conflict, refuse_if
from pmi_portal.words.nik import why_not_text

What = ComplaintStep.What


@transaction.atomic
def register_complaint(*, complaint, name="", contact="", by):
    """Take in a new complaint; its clocks start with its receipt."""
    received_on = _received_on(complaint)
    if complaint.statement_id is None:  # what grew out of words stays where they were said
        settle_place(complaint, day=received_on, permission=Permission.COMPLAINTS_EDIT, by=by)
    refuse_if(rules.why_not_origin(complaint, by))
    _settle_urgency(complaint, received_on)
    _check(complaint, name, contact)
    refuse_if(rules.why_not_category(complaint.category, received_on))
    refuse_if(rules.why_not_limit(complaint.limit))
    calendar = Calendar.read()
    refuse_if(rules.why_not_count(calendar))
    set_clocks(complaint, [], calendar)
    settle_holder(facts_of(complaint, by))
    complaint.save()
    # The number comes from the key, so that two writers never wait for each other to count.
    complaint.number = f"P-{received_on:%Y}-{complaint.pk:06d}"
    Complaint.objects.filter(pk=complaint.pk).update(number=complaint.number)
    _keep_identity(complaint, name, contact)
    ComplaintStep.objects.create(complaint=complaint, what=What.REGISTERED, after=complaint.status, by=by)
    record("complaint.registered", about=complaint, by=by)
    return complaint


@transaction.atomic
def edit_complaint(*, complaint, reason, name="", contact="", by):
    """Write what the form changed; an empty name and contact leave the identity as it is."""
    stored = Complaint.objects.locked(complaint.pk)
    refuse_if(conflict() if stored.revision != complaint.revision else None)
    refuse_if(rules.why_not_edit(stored))
    refuse_if(rules.why_not_silent(reason))
    if complaint.category_id != stored.category_id:
        refuse_if(rules.why_not_category(complaint.category, _received_on(complaint)))
    if complaint.limit_id != stored.limit_id:
        refuse_if(rules.why_not_limit(complaint.limit))
    settle_place(complaint, day=_received_on(complaint), permission=Permission.COMPLAINTS_EDIT, by=by)
    if not complaint.is_outside:
        complaint.handled_in = None  # its own region has a desk
    refuse_if(rules.why_not_origin(complaint, by))
    _settle_urgency(complaint, today_at(complaint))
    _check(complaint, name, contact)
    changed = changed_fields(stored, complaint)
    if _adds_identity(complaint, name, contact):
        changed.append("identity")
    if complaint.is_anonymous or "identity" in changed:
        _keep_identity(complaint, name, contact)
    case = facts_of(complaint, by)
    write_step(case=case, what=What.EDITED, reason=reason, fields=changed, by=by)
    return complaint


@transaction.atomic
def show_identity(*, complaint, by):
    """(name, contact) of who reported; that somebody looked stands in the audit log."""
    record("complaint.identity_shown", about=complaint, by=by)
    return _identity(complaint)


def _identity(complaint):
    """(name, contact) as kept, empty where unknown."""
    identity = ComplaintReporter.objects.filter(complaint=complaint).first()
    return identity.opened() if identity else ("", "")


def _adds_identity(complaint, name, contact):
    """Whether a name or contact was given that is not the one kept, which is not opened for nothing."""
    told = (name, contact)
    return any(told) and any(
        given not in ("", kept) for given, kept in zip(told, _identity(complaint), strict=True)
    )


def _received_on(complaint):
    return complaint.received_at.astimezone(ZoneInfo(complaint.zone)).date()


def _settle_urgency(complaint, day):
    """Urgent signs make an emergency, and an emergency knows its day."""
    if complaint.has_urgent_sign:
        complaint.severity = Complaint.Severity.EMERGENCY
    if complaint.severity != Complaint.Severity.EMERGENCY:
        complaint.urgent_on = None
    elif complaint.urgent_on is None:
        complaint.urgent_on = day


def _check(complaint, name, contact):
    refuse_if(rules.why_not_receive(complaint.received_at, ZoneInfo(complaint.zone)))
    refuse_if(rules.why_not_statement(complaint.statement, complaint.region))
    refuse_if(rules.why_not_destination(complaint.destination))
    refuse_if(why_not_text(complaint.text, complaint.remedy_sought, complaint.internal_note))
    refuse_if(rules.why_not_happen(complaint.happened, complaint.happened_on, _received_on(complaint)))
    refuse_if(rules.why_not_name_reporter(complaint.is_anonymous, name, contact))


def _keep_identity(complaint, name, contact):
    """Encrypt what is given; who wants to stay unknown is forgotten."""
    if complaint.is_anonymous:
        ComplaintReporter.objects.filter(complaint=complaint).delete()
    elif name or contact:
        # Another name is another person; another contact alone is the same one.
        identity = ComplaintReporter.objects.filter(complaint=complaint).first()
        known = identity.opened()[0] if identity else ""
        identity = identity or ComplaintReporter(complaint=complaint)
        identity.seal(name=name or known, contact=contact)
        identity.save()
