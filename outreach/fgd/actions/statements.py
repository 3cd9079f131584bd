"""Recording of what was said in a session."""

from copy import copy

from django.db import transaction
from django.db.models import F

from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.fgd.tallies import count_voices, opponents_of, recount_session, voices_of
from outreach.ground import rules as ground
from outreach.models import FgdSession, Stance, Statement
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record
from pmi_portal.words.nik import why_not_text


@transaction.atomic
def record_statement(*, statement, stances=(), by):
    """Add a statement to its session; the group that spoke was there, so it is marked present.

    `statement.made_present` tells whether that was new.
    """
    statement.recorded_by = by
    _save(statement, stances, by)
    record("statement.recorded", about=statement, by=by, session=statement.session_id)
    return statement


@transaction.atomic
def edit_statement(*, statement, stances=None, by):
    """Change a statement; `stances`, a list of Stance, replace those before, None leaves them."""
    _save(statement, stances, by)
    record("statement.edited", about=statement, by=by, session=statement.session_id)
    return statement


@transaction.atomic
def take_back_statement(*, statement, by):
    """Delete what this person wrote down last."""
    FgdSession.objects.locked(statement.session_id)
    last = Statement.objects.filter(session=statement.session_id, recorded_by=by).order_by("pk").last()
    refuse_if(rules.why_not_take_back(is_last=statement == last))
    delete_statement(statement=statement, by=by)


@transaction.atomic
def delete_statement(*, statement, by):
    session = _written_in(statement.session_id)
    refuse_if(
        rules.why_not_delete(complaints=statement.complaints.count(), follow_ups=statement.follow_ups.count())
    )
    before, _opponents = _said_before(statement)
    # Rows before the audit log, as in every action, so that two writers cannot wait crosswise.
    gone = copy(statement)
    statement._history_user = by
    statement.delete()
    count_voices(session, gone.pk, before=before)
    record("statement.deleted", about=gone, by=by, session=gone.session_id)


def _written_in(pk):
    """The session, locked: who calls it off or says that it was checked must have seen what is written now.

    Its revision is raised from what is stored and not from what was read, so that two who write down words at
    the same table never refuse each other.
    """
    FgdSession.objects.filter(pk=pk).update(revision=F("revision") + 1)
    return FgdSession.objects.counting_in(pk)


def _save(statement, stances, by):
    session = _written_in(statement.session_id)
    refuse_if(rules.why_not_record_statements(session, ground.today_at(session)))
    refuse_if(why_not_text(statement.text))
    refuse_if(rules.why_not_tell(statement.happened, statement.happened_on, session.held_on))
    refuse_if(sittings.why_not_question(session, statement.question))
    refuse_if(sittings.why_not_speaker(statement.speaker_code, statement.group))
    before, opponents = _said_before(statement)
    if stances is not None and statement.pk:
        statement.stances.all().delete()
    save_record(statement, by)
    _take_stances(statement, stances or ())
    if stances is not None:
        opponents = {one.group_id for one in stances if one.side == Stance.Side.AGAINST}
    count_voices(session, statement.pk, before=before, after=voices_of(statement, opponents))
    statement.made_present = not session.participations.filter(group_id=statement.group_id).exists()
    if statement.made_present:
        session.participations.create(group_id=statement.group_id)
        recount_session(session, groups=[statement.group_id])


def _said_before(statement):
    """Where the statement counts as it is stored, and who objected to it."""
    stored = Statement.objects.filter(pk=statement.pk).first() if statement.pk else None
    if stored is None:
        return set(), set()
    opponents = opponents_of(stored)
    return voices_of(stored, opponents), opponents


def _take_stances(statement, stances):
    sides = {side: [one.group for one in stances if one.side == side] for side in Stance.Side}
    refuse_if(sittings.why_not_stances(statement.group, sides[Stance.Side.FOR], sides[Stance.Side.AGAINST]))
    for stance in stances:
        stance.statement = statement
    Stance.objects.bulk_create(stances)
