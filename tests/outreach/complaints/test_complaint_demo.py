"""Demo complaints: plausible in shape, marked as examples, and quick to make in great numbers."""

import random

import pytest

from outreach.complaints import rules
from outreach.complaints.clocks import Calendar, last_days
from outreach.demo.complaints import load_complaints
from outreach.demo.stage import Stage
from outreach.ground.rules import why_not_date
from outreach.models import Complaint, ComplaintReporter
from outreach.reference import load as load_reference
from pmi_portal.loading.demo import Demo
from pmi_portal.loading.reference import Loader
from pmi_portal.words.nik import why_not_text
from stakeholders.models import Region
from tests.support.records import (
    a_district,
    a_group,
    a_region,
    a_session,
    a_statement,
    an_event,
    an_institution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stage():
    for code in ("BP3MI", "LSM", "PMI", "DESA"):
        an_institution(group=a_group(code=code))
    for code in ("CIRAYU", "KUPANG"):
        a_district(region=a_region(code=code))
    load_reference(Loader())
    for region in Region.objects.all():
        a_statement(session=a_session(event=an_event(region=region, is_sample=True)))


def made(*, seed=1, scale=1):
    demo = Demo(random.Random(seed), scale)
    load_complaints(demo, Stage.set_up())
    return demo.made


def told():
    return list(Complaint.objects.order_by("pk").values_list("text", "status", "received_at", "answer_by"))


def test_a_hundred_and_forty_complaints_are_made_numbered_and_marked():
    assert made()["complaints"] == 140

    assert set(Complaint.objects.values_list("is_sample", flat=True)) == {True}
    for complaint in Complaint.objects.with_place():
        year = complaint.received_at.year
        assert complaint.number == f"P-{year}-{complaint.pk:06d}"


def test_one_seed_gives_one_set_and_another_another():
    sets = []
    for seed in (1, 1, 2):
        Complaint.objects.filter(status="duplicate").delete()
        Complaint.objects.all().delete()
        made(seed=seed)
        sets.append(told())

    assert sets[0] == sets[1]
    assert sets[0] != sets[2]


def test_some_are_overdue_paused_urgent_passed_on_and_duplicates():
    made(scale=3)

    assert Complaint.objects.overdue().exists()
    assert Complaint.objects.urgent().exists()
    assert Complaint.objects.filter(status="paused").exists()
    assert Complaint.objects.filter(status="duplicate").exists()
    assert Complaint.objects.with_referral_count().filter(referral_count__gt=1).exists()
    assert Complaint.objects.exclude(statement=None).exists()
    assert ComplaintReporter.objects.exists()


def test_each_keeps_the_rules_and_the_way_of_the_states():
    made(scale=3)

    calendar = Calendar.read()
    complaints = Complaint.objects.with_place().select_related("limit", "statement__session__event")
    for complaint in complaints:
        assert why_not_date(complaint.received_at.date()) is None
        assert why_not_text(complaint.text, complaint.remedy_sought) is None
        assert rules.why_not_statement(complaint.statement, complaint.region) is None
        for step in complaint.steps.exclude(before="").exclude(what="resumed"):
            moved = step.before != step.after
            assert not moved or rules.NEXT[step.before].get(step.what) == step.after, step
        assert complaint.steps.last().after == complaint.status
        clocks = last_days(complaint, complaint.steps.moving_clocks(), calendar)
        assert {name: getattr(complaint, name) for name in clocks} == clocks


def test_the_number_of_queries_hardly_grows_with_the_number_of_complaints(django_assert_max_num_queries):
    with django_assert_max_num_queries(300):
        assert made(scale=8)["complaints"] == 1120


def test_two_come_from_outside_and_a_desk_has_one_of_them():
    a_region(code="TULUNGAGUNG")
    made()

    found = Complaint.objects.from_outside().with_place().order_by("outside_province")
    assert [(one.outside_province, one.handled_in and one.handled_in.code) for one in found] == [
        ("Jawa Timur", "TULUNGAGUNG"),
        ("Nusa Tenggara Barat", None),
    ]
    assert not found.filter(status="duplicate").exists()
