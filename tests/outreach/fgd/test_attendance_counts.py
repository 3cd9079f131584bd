"""The finer counts of the attendance sheet: women and men, and ages."""

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sessions import record_attendance
from outreach.fgd.rules import sittings
from outreach.models import Participation
from tests.outreach.forms import line, recorded_line, words
from tests.support.records import a_group, a_participation, a_session, a_staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def submit(client, session, key, **typed):
    """One line with these finer counts typed."""
    fields = {name: typed.pop(name) for name in ("institution", "people") if name in typed}
    finer = {f"{key}-{name}": value for name, value in typed.items()}
    return client.post(f"/fgd/{session.pk}/kehadiran/", line(key, present=True, **fields) | finer)


def known(participation):
    return {name: number for name, number in participation.counts.items() if number is not None}


def test_women_men_and_ages_are_recorded_and_told(client, staff):
    group, session = a_group(), a_session()

    answer = submit(client, session, f"kelompok-{group.pk}", people="3", women="2", men="1", aged_25="3")

    one = session.participations.get()
    assert known(one) == {"people": 3, "women": 2, "men": 1, "aged_25": 3}
    assert "25-34: 3" in words(client.get(answer.url))


def test_who_counts_only_women_and_men_counts_the_people(client, staff):
    group, session = a_group(), a_session()

    submit(client, session, f"kelompok-{group.pk}", women="2", men="3")

    assert session.participations.get().people == 5


def test_finer_counts_without_a_tick_mean_present(client, staff):
    group, session = a_group(), a_session()
    key = f"kelompok-{group.pk}"

    client.post(f"/fgd/{session.pk}/kehadiran/", line(key) | {f"{key}-women": "2"})

    assert session.participations.get().people == 2


def test_finer_counts_stay_with_their_line(client, staff):
    session = a_session()
    one = a_participation(session=session, people=3, women=2, aged_55=1)

    client.post(f"/fgd/{session.pk}/kehadiran/", recorded_line(one, people="4"))

    assert known(session.participations.get()) == {"people": 4, "women": 2, "aged_55": 1}


@pytest.mark.parametrize(
    ("typed", "fault", "reason"),
    [
        (
            {"people": "3", "women": "2", "men": "2"},
            "women",
            "Perempuan dan laki-laki (4) melebihi jumlah orang (3).",
        ),
        (
            {"people": "2", "aged_18": "1", "aged_55": "2"},
            "aged_18",
            "Jumlah menurut usia (3) melebihi jumlah orang (2).",
        ),
        ({"women": "1", "aged_25": "2"}, "aged_18", "Jumlah menurut usia (2) melebihi jumlah orang (1)."),
        ({"women": "-1"}, "women", "Paling sedikit"),
        ({"men": "dua"}, "men", "bilangan"),
        ({"aged_35": "100001"}, "aged_35", "Paling banyak"),
    ],
)
def test_counts_that_do_not_fit_are_refused_with_the_reason_and_the_line_opens(
    client, staff, typed, fault, reason
):
    group, session = a_group(), a_session()

    answer = submit(client, session, f"kelompok-{group.pk}", **typed)

    assert answer.status_code == 422
    assert list(answer.context["sheet"].errors) == [f"kelompok-{group.pk}-{fault}"]
    assert reason in words(answer)
    assert answer.context["sheet"].rows[0].is_open
    assert Participation.objects.count() == 0


def test_finer_counts_without_an_institution_are_asked_about(client, staff):
    answer = submit(client, a_session(), "lain-0", women="2")

    assert "Pilih instansi yang hadir." in words(answer)


def test_the_action_itself_refuses_counts_that_do_not_fit(staff):
    session, group = a_session(), a_group()
    for counts in ({"women": 3}, {"aged_18": 2, "aged_25": 1}):
        here = Participation(session=session, group=group, people=2, **counts)
        with pytest.raises(ValidationError):
            record_attendance(session=session, present=[here], by=staff)


def test_saving_more_than_twelve_people_warns_at_once(client, staff):
    group, session = a_group(), a_session()
    a_participation(session=session, people=10)

    page = words(client.get(submit(client, session, f"kelompok-{group.pk}", people="2").url))
    assert "Sesi ini dihadiri" not in page

    one = session.participations.get(group=group)
    saved = client.post(f"/fgd/{session.pk}/kehadiran/", recorded_line(one, people="3"))
    page = words(client.get(saved.url))
    assert page.count("Sesi ini dihadiri 13 orang.") == 1  # the page itself says it


@pytest.mark.parametrize(
    ("people", "women", "men", "counted"),
    [(None, None, None, None), (None, 2, None, 2), (None, 2, 3, 5), (7, 2, 3, 7), (None, 0, 0, None)],
)
def test_people_are_as_counted_else_women_and_men_together(people, women, men, counted):
    assert sittings.counted_people(people, women, men) == counted
