"""Demo follow-ups: tied to statements, on every part of the way, and within the rules."""

import random

import pytest
from django.urls import reverse

from outreach.demo.follow_ups import load_follow_ups
from outreach.demo.sessions import load_sessions
from outreach.demo.stage import Stage
from outreach.follow_ups import rules
from outreach.models import FollowUp
from outreach.reference import load as load_reference
from pmi_portal.loading.demo import Demo
from pmi_portal.loading.reference import Loader
from tests.support.records import a_contact, a_follow_up, a_group, a_region, a_staff_member, an_institution

pytestmark = pytest.mark.django_db


GROUPS = (
    *("BPJSTK", "DISNAKER", "LTSA", "PMI", "KEL", "DESA", "LSM", "BP3MI", "P3MI", "CPMI", "BANK"),
    *("SERIKAT", "TOKOH", "RELAWAN", "DUKCAPIL", "IMIGRASI"),
)


@pytest.fixture
def stage():
    groups = [a_group(code=code) for code in GROUPS]
    for code in ("CIRAYU", "TULUNGAGUNG", "KUPANG", "CILACAP"):
        region = a_region(code=code)
        for group in groups[:3]:
            office = an_institution(group=group, region=region)
            a_contact(institution=office, group=group, is_sample=True)
    load_reference(Loader())
    a_staff_member(is_sample=True)


def made(*, seed=1, scale=1):
    demo, stage = Demo(random.Random(seed), scale), Stage.set_up()
    load_sessions(demo, stage)
    load_follow_ups(demo, stage)
    return demo.made


def test_forty_are_made_of_statements_and_every_part_of_the_way_is_there(stage):
    assert made()["follow_ups"] == 40

    sample = FollowUp.objects.filter(is_sample=True, statement__isnull=False)
    assert sample.count() == 40
    assert set(sample.values_list("state", flat=True)) == set(FollowUp.State)
    for question in (sample.overdue(), sample.unverified(), sample.unconfirmed(), sample.disputed()):
        assert question.exists()
    assert sample.filter(confirmation="confirmed").exists()


def test_scale_multiplies_what_is_made(stage):
    assert made(scale=0.5)["follow_ups"] == FollowUp.objects.count() == 20


def test_demo_follow_ups_keep_the_rules(stage):
    made()

    for follow_up in FollowUp.objects.with_people().select_related("statement__session__event"):
        assert rules.why_not_institution(follow_up.region, follow_up.institution) is None
        assert rules.why_not_contact(follow_up.institution, follow_up.contact) is None
        assert rules.why_not_basis(follow_up) is None
        assert rules.why_not_due_on(follow_up, follow_up.due_on, follow_up.due_on) is None
        assert follow_up.region == follow_up.statement.session.event.region
        if follow_up.done_on:
            assert rules.why_not_done_on(follow_up, follow_up.done_on, follow_up.done_on) is None
        if follow_up.confirmed_on:
            day = follow_up.confirmed_on
            assert rules.why_not_answered_on(follow_up, day, day) is None


def test_the_steps_of_the_demo_lead_to_what_it_has_become(stage):
    made()

    for follow_up in FollowUp.objects.prefetch_related("steps"):
        steps = list(follow_up.steps.all())
        assert steps[-1].after == follow_up.state
        assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        for step in steps[1:]:
            assert rules.NEXT[step.before].get(step.what, step.before) == step.after


def test_the_admin_shows_follow_ups_and_changes_nothing(client, administrator):
    follow_up = a_follow_up(recommendation="Perbaiki antrean")
    client.force_login(administrator)
    address = reverse("admin:outreach_followup_change", args=[follow_up.pk])

    page = client.get(address).content.decode()

    assert "Perbaiki antrean" in page
    assert 'name="recommendation"' not in page
    assert client.post(address, {"recommendation": "lain"}).status_code == 403
    assert client.get(reverse("admin:outreach_followup_delete", args=[follow_up.pk])).status_code == 403
