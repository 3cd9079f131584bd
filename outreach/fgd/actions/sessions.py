"""Recording of FGD events, their sessions, and who was present."""

from django.db import transaction
from django.db.models import Min, Q

from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.fgd.tallies import recount_hearings, recount_session, recount_voices
from outreach.ground import rules as ground
from outreach.ground.announcing import announce_changes, announced
from outreach.ground.places import settle_place
from outreach.models import Complaint, FgdEvent, FgdSession, FollowUp, Participation
from outreach.models.participations import AGES
from pmi_portal.accounts.permissions import Permission
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import raise_revision, refuse_if, save_record
from pmi_portal.words.nik import why_not_text


@transaction.atomic
def create_event(*, event, session, by):
    """Record an FGD event together with its first session."""
    settle_place(event, day=session.held_on, permission=Permission.SESSIONS_EDIT, by=by)
    save_record(event, by)
    record("event.created", about=event, by=by)
    create_session(session=session, event=event, by=by)
    return event


@transaction.atomic
def edit_event(*, event, by):
    day = event.sessions.aggregate(day=Min("held_on"))["day"] or ground.today_at(event.region)
    settle_place(event, day=day, permission=Permission.SESSIONS_EDIT, by=by)
    left = FgdEvent.objects.filter(pk=event.pk).exclude(region=event.region).values_list("region", flat=True)
    regions = [*left, event.region_id]
    if len(regions) > 1:
        _check_move(event)
    sessions = FgdSession.objects.filter(event=event)
    before = announced(sessions)
    save_record(event, by)
    announce_changes(sessions, before)
    if len(regions) > 1:
        # Who writes in a session is waited for; who comes later finds the event where it is from now on.
        held = list(sessions.order_by("pk").select_for_update(no_key=True))
        recount_hearings(regions=regions)
        recount_voices(regions=regions, years={one.held_on.year for one in held})
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
    before = FgdSession.objects.locked(session.pk)
    if session.outcome != before.outcome:
        refuse_if(sittings.why_not_record_outcome(session, ground.today_at(session)))
    _check_session(session, before)
    told = {session.pk: before.announced}
    session.sequence, session.announced_at = before.sequence, before.announced_at
    save_record(session, by)
    announce_changes(FgdSession.objects.filter(pk=session.pk), told)
    if (session.held_on, session.called_off) != (before.held_on, before.called_off):
        asked = session.invitations.values_list("group", flat=True)
        groups = {*asked, *session.participations.values_list("group", flat=True)}
        years = {session.held_on.year, before.held_on.year}
        recount_session(session, groups=groups, years=years if len(years) > 1 else ())
    record("session.edited", about=session, by=by)
    return session


@transaction.atomic
def record_attendance(*, session, present=(), gone=(), by):
    """Save the participations in `present`, new or changed, and remove those in `gone`; all others stay.

    Raises ValidationError when the session is still to come, when a group that spoke would vanish, or when
    something else was recorded since the session was read.
    """
    raise_revision(session)
    refuse_if(rules.why_not_record_attendance(session, ground.today_at(session)))
    for participation in present:
        _check_counts(participation)
    written = {one.pk for one in (*present, *gone)}
    left = session.participations.exclude(pk__in=written)
    staying = {one.group_id for one in present} | set(left.values_list("group", flat=True))
    for group in {one.group for one in gone if one.group_id not in staying}:
        said = session.statements.filter(group=group).count()
        refuse_if(rules.why_not_absent(group, statement_count=said))
    # Written anew under their old keys, because two lines may exchange their institutions.
    session.participations.filter(pk__in=written).delete()
    Participation.objects.bulk_create(present)
    recount_session(session, groups={one.group_id for one in (*present, *gone)})
    record("session.attendance_recorded", about=session, by=by, groups=len(staying))


def _check_counts(participation):
    people, ages = participation.people, [getattr(participation, name) for name in AGES]
    refuse_if(sittings.why_not_sexes(people, participation.women, participation.men))
    refuse_if(sittings.why_not_ages(people, ages))


def _check_move(event):
    """What grew out of the words said keeps its region, so the words keep theirs."""
    complaints = Complaint.objects.filter(statement__session__event=event).count()
    origin = Q(session__event=event) | Q(statement__session__event=event)
    follow_ups = FollowUp.objects.filter(origin).count()
    refuse_if(rules.why_not_move(complaints=complaints, follow_ups=follow_ups))


def _check_session(session, before=None):
    """`before` is the stored session: only when its day changes is it asked whether it suits the records."""
    has_records = bool(before) and before.held_on != session.held_on and session.has_records
    refuse_if(ground.why_not_date(session.held_on))
    refuse_if(rules.why_not_times(session.starts_at, session.ends_at))
    today = ground.today_at(session)
    refuse_if(rules.why_not_postpone(session.held_on, today, has_records=has_records))
    is_recorded = bool(session.called_off and session.pk and session.has_records)
    reason = session.called_off_reason
    refuse_if(rules.why_not_call_off(session.called_off, reason, has_records=is_recorded))
    refuse_if(sittings.why_not_recording(session.recording, session.consent))
    refuse_if(sittings.why_not_checked(session.held_on, session.checked_on, today))
    refuse_if(sittings.why_not_guide(session, session.guide))
    refuse_if(why_not_text(session.observations, session.conclusions))
