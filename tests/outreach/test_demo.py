"""The demo data: one seed gives one data set, with the gaps the board should see."""

import random
from datetime import date

import pytest
from django.db.models import F

from outreach.activities import rules as counting
from outreach.demo import load
from outreach.ground import rules as ground
from outreach.models import Complaint, FgdEvent, FgdSession, OutreachActivity, Participation, Statement
from outreach.reference import load as load_reference
from pmi_portal.loading.demo import Demo
from pmi_portal.loading.reference import Loader
from pmi_portal.words.nik import why_not_text
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Region, StakeholderGroup
from tests.support.records import LONG_AGO, a_group, a_region, an_institution

pytestmark = pytest.mark.django_db

GROUPS = (
    *("BPJSTK", "BP3MI", "LTSA", "P3MI", "LSM", "TOKOH", "RELAWAN", "DESA", "CPMI", "PMI", "KEL"),
    *("DISNAKER", "DUKCAPIL", "IMIGRASI", "POLRI", "SARKES", "BANK", "BLKLN", "SERIKAT"),
)
REGIONS = ["CIRAYU", "TULUNGAGUNG", "KUPANG", "CILACAP"]
LEFT_OUT = {"CIRAYU": 2, "TULUNGAGUNG": 1, "KUPANG": 6, "CILACAP": 4}


@pytest.fixture
def stage():
    for code in GROUPS:
        a_group(code=code)
    for code in REGIONS:
        a_region(code=code)
    load_reference(Loader())


def made(*, seed=1, scale=1):
    demo = Demo(random.Random(seed), scale)
    load(demo)
    return demo.made


def said():
    return list(
        Statement.objects.filter(session__event__is_sample=True)
        .order_by("pk")
        .values_list("text", "kind", "group__code", "theme__code", "session__held_on")
    )


def test_fourteen_events_and_forty_activities_are_made_and_counted(stage):
    counts = made()

    sample = FgdEvent.objects.filter(is_sample=True)
    assert counts == {
        "fgd_events": 14,
        "fgd_sessions": FgdSession.objects.filter(event__in=sample).count(),
        "participations": Participation.objects.filter(session__event__in=sample).count(),
        "statements": Statement.objects.count(),
        "activities": 40,
        "complaints": 140,
    }
    assert set(OutreachActivity.objects.values_list("is_sample", flat=True)) == {True}


def test_one_seed_gives_one_data_set_and_another_another(stage):
    texts = []
    for seed in (1, 1, 2):
        Complaint.objects.filter(status="duplicate").delete()
        Complaint.objects.all().delete()
        FgdEvent.objects.filter(is_sample=True).delete()
        made(seed=seed)
        texts.append(said())

    assert texts[0] == texts[1]
    assert texts[0] != texts[2]


def test_scale_multiplies_events_and_activities_within_the_evaluated_years(stage):
    counts = made(scale=3)

    assert (counts["fgd_events"], counts["activities"]) == (42, 120)
    days = FgdSession.objects.filter(event__is_sample=True).values_list("held_on", flat=True)
    assert min(days) >= PROGRAMME_START
    assert max(days) <= date(2026, 10, 31)


def test_each_region_has_groups_that_were_never_heard(stage):
    made()

    for code, left_out in LEFT_OUT.items():
        heard = StakeholderGroup.objects.filter(participations__session__event__region__code=code)
        assert len(GROUPS) - heard.distinct().count() >= left_out, code


def test_sessions_are_plausible(stage):
    made()

    sessions = FgdSession.objects.filter(event__is_sample=True).taking_place()
    for session in sessions.with_attendance().with_statement_count():
        assert 5 <= session.group_count <= 16
        assert 6 <= session.statement_count <= 14
        assert session.starts_at < session.ends_at


def test_one_session_was_cancelled_and_one_is_postponed_and_neither_holds_records(stage):
    made()

    off = FgdSession.objects.exclude(called_off="")
    assert sorted(off.values_list("called_off", flat=True)) == ["cancelled", "postponed"]
    for session in off:
        assert session.called_off_reason.endswith(".")
        assert not session.has_records
        assert session.history.count() == 1


def test_a_statement_comes_from_a_group_that_was_present(stage):
    made()

    present = set(Participation.objects.values_list("session", "group"))
    assert set(Statement.objects.values_list("session", "group")) <= present


def test_statements_are_complete_sentences_without_personal_numbers(stage):
    made()

    for text in Statement.objects.values_list("text", flat=True):
        assert "{" not in text
        assert text.endswith(".")
        assert why_not_text(text) is None


def test_activities_keep_the_rules(stage):
    made()

    for activity in OutreachActivity.objects.all():
        today = ground.today_at(activity.region)
        assert ground.why_not_date(activity.held_on) is None
        assert counting.why_not_people(activity.status, activity.people) is None
        assert (
            counting.why_not_status(activity.status, activity.held_on, max(today, date(2026, 10, 31))) is None
        )


def test_activities_are_filled_in_and_add_up(stage):
    made()

    held = OutreachActivity.objects.filter(status="held")
    for activity in held:
        reach = {"distinct": activity.distinct_people, "people": activity.people}
        assert not activity.audience or counting.sums_of(activity.audience) == (activity.women, activity.men)
        assert counting.why_not_distinct(**reach) is None
        assert counting.why_not_registrations(activity.status, activity.registrations, **reach) is None
        assert "c" in activity.topics.values_list("code", flat=True)
    assert held.filter(audiences=None, women__isnull=False).count() == 0
    assert held.filter(planned_on=None).exists()
    assert held.exclude(planned_on=F("held_on")).exists()
    assert held.filter(cost__isnull=False).exists()


def test_an_institution_takes_part_for_its_group_in_its_region(stage):
    banks, cilacap = StakeholderGroup.objects.get(code="BANK"), Region.objects.get(code="CILACAP")
    bank = an_institution(group=banks, region=cilacap)
    an_institution(group=banks, region=Region.objects.get(code="KUPANG"), valid_to=LONG_AGO)

    made()

    sent = Participation.objects.exclude(institution=None)
    assert {(one.institution, one.group, one.session.event.region) for one in sent} == {
        (bank, banks, cilacap)
    }


def test_nothing_is_made_without_regions_groups_and_themes():
    assert made() == {}
    assert FgdEvent.objects.count() == 0
