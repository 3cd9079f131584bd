"""Two note-takers fill one attendance sheet: what either typed is recorded or asked about, never dropped."""

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sessions import record_attendance
from outreach.fgd.actions.statements import record_statement
from outreach.fgd.forms.attendance_counts import CountsForm
from outreach.fgd.meanwhile import Said, joined
from outreach.models import Participation, Statement
from tests.outreach.forms import line, recorded_line, sent_by, words
from tests.support.records import (
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_institution,
)

pytestmark = pytest.mark.django_db

REMOVED = "Orang lain baru saja menghapus kehadiran ini, jadi isian Anda belum disimpan."


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


@pytest.fixture
def region():
    return a_region()


@pytest.fixture
def session(region):
    return a_session(region=region)


@pytest.fixture
def group():
    return a_group()


@pytest.fixture
def office(group, region):
    return an_institution(name="Kantor A", group=group, region=region)


@pytest.fixture
def other_office(group, region):
    return an_institution(name="Kantor B", group=group, region=region)


def submit(client, session, *lines):
    typed = {name: value for one in lines for name, value in one.items()}
    return client.post(f"/fgd/{session.pk}/kehadiran/", typed)


def attendance(session):
    """{(group, institution): people} as stored"""
    rows = session.participations.select_related("group", "institution")
    return {(row.group, row.institution): row.people for row in rows}


def speaks(group, session, staff):
    said = Statement(session=session, group=group, theme=a_theme(), kind="risk", text="Calo.")
    record_statement(statement=said, by=staff)


def test_the_page_sends_each_line_with_what_it_showed(client, staff, session, office):
    there = a_participation(session=session, group=office.group, institution=office, people=3)
    absent = a_group()

    sent = sent_by(client.get(f"/fgd/{session.pk}/kehadiran/"))

    shown = recorded_line(there, institution=str(office.pk), people="3") | line(f"kelompok-{absent.pk}")
    del shown[f"kelompok-{absent.pk}-institution"]  # it has none to choose from
    shown |= {f"kelompok-{absent.pk}-{counted}": "" for counted in CountsForm.FOLDED}
    of_groups = {name: value for name, value in sent.items() if name.startswith(("hadir-", "kelompok-"))}
    assert of_groups == shown


def test_what_was_typed_for_a_group_that_spoke_meanwhile_joins_its_record(client, staff, session, office):
    typed = line(f"kelompok-{office.group_id}", present=True, institution=office.pk, people="5")
    speaks(office.group, session, staff)

    answer = submit(client, session, typed)

    assert answer.status_code == 302
    assert attendance(session) == {(office.group, office): 5}


def test_a_number_alone_joins_the_institution_the_other_one_recorded(client, staff, session, office):
    typed = line(f"kelompok-{office.group_id}", people="5")
    a_participation(session=session, group=office.group, institution=office, people=None)

    submit(client, session, typed)

    assert attendance(session) == {(office.group, office): 5}


def test_a_tick_alone_leaves_what_the_other_one_recorded(client, staff, session, office, other_office):
    typed = line(f"kelompok-{office.group_id}", present=True)
    for institution in (office, other_office):
        a_participation(session=session, group=office.group, institution=institution, people=3)

    assert submit(client, session, typed).status_code == 302

    assert attendance(session) == {(office.group, office): 3, (office.group, other_office): 3}


def test_another_number_is_asked_about_and_replaced_when_it_is_sent_once_more(client, staff, session, group):
    typed = line(f"kelompok-{group.pk}", present=True, people="5")
    a_participation(session=session, group=group, people=3)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert (
        "Orang lain baru saja mencatat: tanpa instansi, 3 orang. Isian Anda belum disimpan. "
        "Simpan sekali lagi untuk menggantinya, atau sesuaikan dahulu."
    ) in words(answer)
    assert list(answer.context["sheet"].errors) == [f"kelompok-{group.pk}-present"]
    assert attendance(session) == {(group, None): 3}
    kept = sent_by(answer)
    assert (kept[f"kelompok-{group.pk}-present"], kept[f"kelompok-{group.pk}-people"]) == ("on", "5")

    assert submit(client, session, kept).status_code == 302
    assert attendance(session) == {(group, None): 5}


def test_a_number_without_a_tick_comes_back_ticked_so_that_it_can_be_sent_once_more(
    client, staff, session, group
):
    typed = line(f"kelompok-{group.pk}", people="5")
    a_participation(session=session, group=group, people=3)

    submit(client, session, sent_by(submit(client, session, typed)))

    assert attendance(session) == {(group, None): 5}


def test_another_institution_is_asked_about(client, staff, session, office, other_office):
    typed = line(f"kelompok-{office.group_id}", present=True, institution=other_office.pk)
    a_participation(session=session, group=office.group, institution=office, people=None)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert "Orang lain baru saja mencatat: Kantor A, jumlah orang tidak dihitung." in words(answer)
    assert sent_by(answer)[f"kelompok-{office.group_id}-institution"] == str(other_office.pk)
    assert attendance(session) == {(office.group, office): None}


def test_a_number_beside_several_lines_of_others_is_asked_about_and_then_added(
    client, staff, session, office, other_office
):
    typed = line(f"kelompok-{office.group_id}", present=True, people="5")
    there = {(office.group, institution): 2 for institution in (office, other_office)}
    for group, institution in there:
        a_participation(session=session, group=group, institution=institution)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert "Orang lain baru saja mencatat: Kantor A, 2 orang; Kantor B, 2 orang." in words(answer)
    submit(client, session, sent_by(answer))
    assert attendance(session) == there | {(office.group, None): 5}


def test_a_correction_of_a_line_that_was_removed_meanwhile_is_asked_about(client, staff, session, office):
    one = a_participation(session=session, group=office.group, institution=office)
    typed = recorded_line(one, people="7")
    one.delete()

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert REMOVED in words(answer)
    assert attendance(session) == {}
    submit(client, session, sent_by(answer))
    assert attendance(session) == {(office.group, office): 7}


def test_a_line_nobody_typed_in_stays_removed(client, staff, session):
    one = a_participation(session=session)
    untouched = recorded_line(one)
    one.delete()

    assert submit(client, session, untouched).status_code == 302

    assert attendance(session) == {}


def test_a_line_nobody_typed_in_keeps_what_the_other_one_corrected(client, staff, session, group):
    one = a_participation(session=session)
    untouched = recorded_line(one)
    session.participations.update(people=9)

    submit(client, session, untouched, line(f"kelompok-{group.pk}", present=True))

    assert attendance(session) == {(one.group, None): 9, (group, None): None}


def test_lines_are_known_again_after_the_other_one_saved_the_whole_sheet(client, staff, session):
    one, two = a_participation(session=session), a_participation(session=session)
    typed = [recorded_line(one, people="7"), recorded_line(two, present=False)]
    again = [Participation(session=session, group=row.group, people=row.people) for row in (one, two)]
    record_attendance(session=session, seen=[one, two], present=again, by=staff)

    assert submit(client, session, *typed).status_code == 302

    assert attendance(session) == {(one.group, None): 7}


def test_an_institution_and_a_number_of_two_people_come_together(client, staff, session, office):
    one = a_participation(session=session, group=office.group, people=2)
    typed = recorded_line(one, people="7")
    session.participations.update(institution=office)

    submit(client, session, typed)

    assert attendance(session) == {(office.group, office): 7}


def test_a_tick_taken_away_from_a_removed_line_is_no_question(client, staff, session):
    one = a_participation(session=session)
    typed = recorded_line(one, present=False)
    one.delete()

    assert submit(client, session, typed).status_code == 302

    assert attendance(session) == {}


def test_a_tick_taken_away_from_a_line_that_was_corrected_meanwhile_is_asked_about(client, staff, session):
    one = a_participation(session=session)
    typed = recorded_line(one, present=False)
    session.participations.update(people=9)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert "Orang lain baru saja mencatat: tanpa instansi, 9 orang. Kehadiran ini belum dihapus." in words(
        answer
    )
    kept = sent_by(answer)
    assert f"hadir-{one.pk}-{one.group_id}-present" not in kept
    assert attendance(session) == {(one.group, None): 9}
    submit(client, session, kept)
    assert attendance(session) == {}


def test_a_tick_taken_away_from_a_group_that_spoke_meanwhile_is_refused(client, staff, session):
    one = a_participation(session=session)
    typed = recorded_line(one, present=False)
    a_statement(session=session, group=one.group)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert attendance(session) == {(one.group, None): 2}


def test_a_further_institution_joins_what_the_other_one_left_open(client, staff, session, office):
    a_participation(session=session, group=office.group, institution=office, people=None)

    submit(client, session, line("lain-0", institution=office.pk, people="4"))

    assert attendance(session) == {(office.group, office): 4}


def test_a_further_institution_counted_otherwise_is_asked_about(client, staff, session, office):
    a_participation(session=session, group=office.group, institution=office, people=3)

    answer = submit(client, session, line("lain-0", institution=office.pk, people="4"))

    assert answer.status_code == 422
    assert list(answer.context["sheet"].errors) == ["lain-0-institution"]
    assert "Orang lain baru saja mencatat: Kantor A, 3 orang." in words(answer)
    assert sent_by(answer)["lain-0-people"] == "4"
    assert attendance(session) == {(office.group, office): 3}


def test_a_fault_elsewhere_shows_each_group_once_as_typed_or_as_recorded_by_now(client, staff, session):
    corrected, unseen, faulty = a_participation(session=session), a_group(), a_group()
    typed = [recorded_line(corrected, people="7"), line(f"kelompok-{unseen.pk}", people="4")]
    for group, people in ((a_group(), 6), (unseen, 5)):
        a_participation(session=session, group=group, people=people)

    answer = submit(client, session, *typed, line(f"kelompok-{faulty.pk}", people="-1"))

    assert answer.status_code == 422
    assert [row.form["people"].value() for row in answer.context["sheet"].rows] == ["7", "4", "-1", 6]
    assert list(answer.context["sheet"].errors) == [f"kelompok-{faulty.pk}-people"]


def test_the_same_page_sent_twice_is_recorded_once(client, staff, session, office, other_office):
    one = a_participation(session=session)
    page = [
        recorded_line(one, people="7"),
        line(f"kelompok-{office.group_id}", institution=office.pk, people="1"),
        line("lain-0", institution=other_office.pk, people="4"),
    ]

    answers = [submit(client, session, *page).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert attendance(session) == {
        (one.group, None): 7,
        (office.group, office): 1,
        (office.group, other_office): 4,
    }


@pytest.mark.parametrize("key", ["kelompok-0", "kelompok-x", "hadir-1-0", "hadir--1", "kelompok-" + "9" * 30])
def test_a_line_of_no_group_is_left_out(client, staff, session, key):
    assert submit(client, session, line(key, present=True, people="2")).status_code == 302
    assert attendance(session) == {}


def test_the_action_writes_over_nothing_that_changed_since_it_was_read(staff, session):
    one = a_participation(session=session)
    read, mine = session.participations.get(), Participation(session=session, group=one.group, people=5)
    session.participations.update(people=9)

    for seen in ([read], []):
        with pytest.raises(ValidationError, match="baru saja diubah orang lain"):
            record_attendance(session=session, seen=seen, present=[mine], by=staff)

    assert attendance(session) == {(one.group, None): 9}


@pytest.mark.parametrize(
    ("shown", "typed", "recorded", "together"),
    [
        (Said(1, 2), Said(1, 3), Said(1, 2), Said(1, 3)),
        (Said(1, 2), Said(1, 2), Said(4, 5), Said(4, 5)),
        (Said(1, 2), Said(1, 3), Said(4, 2), Said(4, 3)),
        (Said(1, 2), Said(4, 3), Said(4, 3), Said(4, 3)),
        (Said(1, 2), Said(1, 3), Said(1, 5), None),
        (Said(1, 2), Said(1, None), Said(1, 5), None),
        (Said(), Said(1, 2), Said(), Said(1, 2)),
        (Said(), Said(None, 2), Said(1, None), Said(1, 2)),
    ],
)
def test_two_changes_of_one_line_come_together_unless_they_contradict(shown, typed, recorded, together):
    assert joined(shown, typed, recorded) == together
