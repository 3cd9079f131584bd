"""Recording of who led a sitting, who was asked to it, and what was said about the questions of its guide."""

from django.db import transaction

from outreach.fgd.rules import sittings
from outreach.fgd.tallies import recount_session
from outreach.ground import rules as ground
from outreach.models import FgdSession, Invitation
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import differs, raise_revision, refuse_if
from pmi_portal.words.nik import why_not_text
from stakeholders.models import StakeholderGroup


@transaction.atomic
def record_team(*, session, team, by):
    """Write the team of a session; `team` is the valid formset of it."""
    raise_revision(team.instance)
    team.save()
    record("session.team_recorded", about=session, by=by, people=session.team.count())


@transaction.atomic
def record_invitations(*, session, invitations, by):
    """Write who was asked to a session; `invitations` is the valid formset of it."""
    raise_revision(invitations.instance)
    before = set(session.invitations.values_list("group", flat=True))
    for invitation in invitations.save(commit=False):
        _check_invitation(invitation)
    invitations.save()
    touched = before.union(session.invitations.values_list("group", flat=True))
    recount_session(session, groups=touched)
    record("session.invitations_recorded", about=session, by=by, invitations=session.invitations.count())


@transaction.atomic
def invite_groups(*, session, by):
    """Ask every group that was not asked yet; the new invitations are completed on the sheet."""
    session = FgdSession.objects.locked(session.pk)
    raise_revision(session)
    groups = StakeholderGroup.objects.valid_on(session.held_on).exclude(invitations__session=session)
    refuse_if(sittings.why_not_invite(session.invitations.count() + len(groups)))
    made = Invitation.objects.bulk_create(Invitation(session=session, group=group) for group in groups)
    if made:
        record("session.invitations_recorded", about=session, by=by, invitations=session.invitations.count())
    return made


@transaction.atomic
def record_points(*, session, texts, by):
    """Write what was said about questions of the guide, {question: text}; an empty text removes the point."""
    raise_revision(session)
    refuse_if(sittings.why_not_record_points(session, ground.today_at(session)))
    for question, text in texts.items():
        refuse_if(sittings.why_not_question(session, question))
        refuse_if(why_not_text(text))
        if text:
            session.points.update_or_create(question=question, defaults={"text": text})
        else:
            session.points.filter(question=question).delete()
    record("session.points_recorded", about=session, by=by, points=session.points.count())


def _check_invitation(invitation):
    if differs(invitation, "group", "institution"):
        refuse_if(sittings.why_not_institution(invitation.group, invitation.institution))
    refuse_if(sittings.why_not_missing(invitation.answer, people=invitation.people, absent=invitation.absent))
