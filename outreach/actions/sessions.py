"""Recording of FGD events, their sessions, and who was present."""

from django.db import transaction

from outreach import rules
from outreach.models import FgdSession, Participation
from outreach.writing import refuse_if, save_record
from pmi_portal.audit.trail import record


@transaction.atomic
def create_event(*, event, session, by):
    """Record an FGD event together with its first session."""
    _check_event(event)
    save_record(event, by)
    record("event.created", about=event, by=by)
    create_session(session=session, event=event, by=by)
    return event


@transaction.atomic
def edit_event(*, event, by):
    _check_event(event)
    save_record(event, by)
    record("event.edited", about=event, by=by)
    return event


@transaction.atomic
def create_session(*, session, event, by):
    session.event = event
    _check_session(session)
    save_record(session, by)
    record("session.created", about=session, by=by)
    return session


@transaction.atomic
def edit_session(*, session, by):
    FgdSession.objects.locked(session.pk)
    _check_session(session)
    save_record(session, by)
    record("session.edited", about=session, by=by)
    return session


@transaction.atomic
def record_attendance(*, session, seen, present, by):
    """Replace the participations in `seen` by those in `present`; what the form did not show stays.

    Both are lists of Participation; `present` may hold unsaved ones. Raises ValidationError when the session
    is still to come or when a group that spoke would vanish.
    """
    FgdSession.objects.locked(session.pk)
    refuse_if(rules.why_not_record_attendance(session, rules.today_at(session)))
    wanted = {_key(participation): participation.people for participation in present}
    before = list(session.participations.select_related("group"))
    gone = [one for one in before if one in seen or _key(one) in wanted]
    staying = {group for group, _institution in wanted} | {one.group_id for one in before if one not in gone}
    for participation in gone:
        if participation.group_id not in staying:
            said = session.statements.filter(group=participation.group).count()
            refuse_if(rules.why_not_absent(participation.group, statement_count=said))
    session.participations.filter(pk__in=[participation.pk for participation in gone]).delete()
    Participation.objects.bulk_create(
        Participation(session=session, group_id=group, institution_id=institution, people=people)
        for (group, institution), people in wanted.items()
    )
    record("session.attendance_recorded", about=session, by=by, groups=len(staying))


def _key(participation):
    return participation.group_id, participation.institution_id


def _check_event(event):
    refuse_if(rules.why_not_place(event.region, event.district))


def _check_session(session):
    has_records = bool(session.pk) and (session.participations.exists() or session.statements.exists())
    refuse_if(rules.why_not_date(session.held_on))
    refuse_if(rules.why_not_times(session.starts_at, session.ends_at))
    refuse_if(rules.why_not_postpone(session.held_on, rules.today_at(session), has_records=has_records))
