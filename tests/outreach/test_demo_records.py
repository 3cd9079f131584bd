"""What the demo records around its sessions is plausible, and keeps the rules of the portal."""

import pytest

from outreach.fgd.rules import sittings
from outreach.models import (
    Coding,
    DiscussionGuide,
    DiscussionPoint,
    FgdSession,
    Invitation,
    Participation,
    Stance,
    Statement,
    TeamMember,
)
from outreach.models.participations import AGES
from tests.outreach.test_demo import made, stage  # noqa: F401 - a fixture
from tests.support.records import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stage")]


def test_each_session_has_a_facilitator_and_a_note_taker():
    made()

    sessions = FgdSession.objects.filter(event__is_sample=True).taking_place()
    for role in ("facilitator", "note_taker"):
        assert TeamMember.objects.filter(role=role).count() == sessions.count()


def test_who_came_was_asked_and_who_stayed_away_mostly_said_why():
    made()

    present = set(
        Participation.objects.filter(session__event__is_sample=True).values_list("session", "group")
    )
    accepted = set(Invitation.objects.filter(answer="accepted").values_list("session", "group"))
    away = Invitation.objects.filter(answer__in=("refused", "no_show"))
    assert accepted == present
    assert away.exclude(reason="").count() > away.filter(reason="").count() > 0
    for one in Invitation.objects.all():
        assert sittings.why_not_missing(one.answer, people=one.people, absent=one.absent) is None


def test_sexes_and_ages_make_up_the_people():
    made()

    counted = Participation.objects.exclude(women=None)
    assert counted.exists()
    for one in counted:
        assert one.women + one.men == one.people
        assert sum(getattr(one, name) for name in AGES) == one.people


def test_statements_keep_the_rules_and_contradict_each_other_on_some_theme():
    made()

    for said in Statement.objects.select_related("group", "question", "session"):
        Statement._meta.get_field("speaker_code").run_validators(said.speaker_code)
        assert sittings.why_not_speaker(said.speaker_code, said.group) is None
        assert sittings.why_not_question(said.session, said.question) is None
    stances = Stance.objects.select_related("statement")
    assert all(one.group_id != one.statement.group_id for one in stances)
    sides = {}
    for one in stances:
        sides.setdefault(one.statement_id, set()).add(one.side)
    assert any(both == {"for", "against"} for both in sides.values())


def test_groups_with_a_stance_were_present():
    made()

    present = set(Participation.objects.values_list("session", "group"))
    assert set(Stance.objects.values_list("statement__session", "group")) <= present


def test_points_answer_questions_of_the_guide_of_their_session():
    made()

    assert DiscussionPoint.objects.exists()
    for point in DiscussionPoint.objects.select_related("question", "session"):
        assert sittings.why_not_question(point.session, point.question) is None


def test_the_guide_is_made_once_in_two_versions():
    made()
    made(seed=2)

    guides = DiscussionGuide.objects.order_by("number").values_list("number", "active")
    assert list(guides) == [(1, False), (2, True)]


def test_a_second_person_coded_some_statements_mostly_alike():
    recorder, coder = a_user(is_sample=True), a_user(is_sample=True)
    made()

    codings = Coding.objects.select_related("statement")
    assert set(Statement.objects.values_list("recorded_by", flat=True)) == {recorder.pk}
    assert {one.coder_id for one in codings} == {coder.pk}
    alike = [one.theme_id == one.statement.theme_id for one in codings]
    assert len(alike) / 2 < sum(alike) < len(alike)
