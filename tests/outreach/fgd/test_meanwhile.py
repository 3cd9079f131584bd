"""Two note-takers fill one attendance sheet: what either typed is recorded or asked about, never dropped."""

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sessions import edit_session, record_attendance
from outreach.fgd.actions.statements import record_statement
from outreach.fgd.forms.attendance_rows import LineForm
from outreach.models import FgdSession, Participation, Statement
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


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


@pytest.fixture
def colleague():
    return a_staff_member()


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


def differences(answer):
    """(field, mine, theirs) of what the page asks about."""
    return [(str(one.label), one.mine, one.theirs) for one in answer.context["sheet"].conflicts]


def chosen(answer, side):
    return {one.choice: side for one in answer.context["sheet"].conflicts}


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
    shown |= {f"kelompok-{absent.pk}-{counted}": "" for counted in LineForm.FOLDED}
    of_groups = {name: value for name, value in sent.items() if name.startswith(("hadir-", "kelompok-"))}
    assert of_groups == shown


def test_what_was_typed_for_a_group_that_spoke_meanwhile_joins_its_record(client, staff, session, office):
    typed = line(f"kelompok-{office.group_id}", present=True, institution=office.pk, people="5")
    speaks(office.group, session, staff)

    answer = submit(client, session, typed)

    assert answer.status_code == 302
    assert attendance(session) == {(office.group, office): 5}


def test_who_wrote_down_the_words_that_marked_a_group_present_is_named(
    client, staff, colleague, session, group
):
    typed = [line(f"kelompok-{group.pk}"), line(f"kelompok-{a_group().pk}", present=True)]
    speaks(group, session, colleague)

    page = words(client.get(submit(client, session, *typed).url))

    assert f"Diambil dari perubahan {colleague}, " in page
    assert f"yang Anda tidak ubah: {group}." in page


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


def test_an_institution_that_was_recorded_meanwhile_is_not_recorded_twice(
    client, staff, session, office, other_office
):
    one = a_participation(session=session, group=office.group, institution=other_office, people=3)
    typed = recorded_line(one, institution=str(office.pk))
    a_participation(session=session, group=office.group, institution=office, people=5)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert "Kelompok dan instansi ini sudah tercatat di sesi ini." in words(answer)
    assert attendance(session) == {(office.group, other_office): 3, (office.group, office): 5}


def test_another_number_is_asked_about_and_replaced_when_that_is_chosen(
    client, staff, colleague, session, group
):
    typed = line(f"kelompok-{group.pk}", present=True, people="5")
    record_attendance(
        session=session, present=[Participation(session=session, group=group, people=3)], by=colleague
    )
    edit_session(session=FgdSession.objects.get(pk=session.pk), by=a_staff_member())  # of another matter

    answer = submit(client, session, typed)

    assert answer.status_code == 409
    assert list(answer.context["sheet"].errors) == [f"kelompok-{group.pk}-people"]
    assert differences(answer) == [(f"{group}: jumlah orang", "5", "3")]
    assert f"Tersimpan sekarang oleh {colleague}" in words(answer)
    assert attendance(session) == {(group, None): 3}
    kept = sent_by(answer)
    assert (kept[f"kelompok-{group.pk}-present"], kept[f"kelompok-{group.pk}-people"]) == ("on", "5")

    assert submit(client, session, kept).status_code == 409  # nobody has chosen
    assert submit(client, session, kept | chosen(answer, "mine")).status_code == 302
    assert attendance(session) == {(group, None): 5}


def test_what_the_other_one_counted_stays_when_that_is_chosen(client, staff, session, group):
    typed = line(f"kelompok-{group.pk}", present=True, people="5")
    a_participation(session=session, group=group, people=3)

    answer = submit(client, session, typed)
    submit(client, session, sent_by(answer) | chosen(answer, "theirs"))

    assert attendance(session) == {(group, None): 3}


def test_a_number_without_a_tick_comes_back_ticked_so_that_it_can_be_sent_once_more(
    client, staff, session, group
):
    typed = line(f"kelompok-{group.pk}", people="5")
    a_participation(session=session, group=group, people=3)

    answer = submit(client, session, typed)
    submit(client, session, sent_by(answer) | chosen(answer, "mine"))

    assert attendance(session) == {(group, None): 5}


def test_another_institution_is_asked_about(client, staff, session, office, other_office):
    typed = line(f"kelompok-{office.group_id}", present=True, institution=other_office.pk)
    a_participation(session=session, group=office.group, institution=office, people=None)

    answer = submit(client, session, typed)

    assert answer.status_code == 409
    assert differences(answer) == [(f"{office.group}: instansi", "Kantor B", "Kantor A")]
    assert sent_by(answer)[f"kelompok-{office.group_id}-institution"] == str(other_office.pk)
    assert attendance(session) == {(office.group, office): None}


def test_a_number_beside_several_lines_of_others_is_asked_about(client, staff, session, office, other_office):
    typed = line(f"kelompok-{office.group_id}", present=True, people="5")
    there = {(office.group, institution): 2 for institution in (office, other_office)}
    for group, institution in there:
        a_participation(session=session, group=group, institution=institution)

    answer = submit(client, session, typed)

    assert answer.status_code == 409
    assert differences(answer) == [(f"{office.group}: jumlah orang", "5", "2")]
    submit(client, session, sent_by(answer) | chosen(answer, "mine"))
    assert attendance(session) == {(office.group, office): 5, (office.group, other_office): 2}


def test_two_numbers_of_one_line_come_together(client, staff, session, group):
    one = a_participation(session=session, group=group, people=9)
    typed = recorded_line(one, women="4")
    session.participations.update(men=5)

    answer = submit(client, session, typed)

    one.refresh_from_db()
    assert (one.people, one.women, one.men) == (9, 4, 5)
    assert f"yang Anda tidak ubah: {group}: laki-laki." in words(client.get(answer.url))


def test_numbers_that_do_not_fit_together_are_refused_and_both_are_there_to_see(client, staff, session):
    one = a_participation(session=session, people=9)
    typed = recorded_line(one, women="4")
    session.participations.update(people=6, men=5)

    answer = submit(client, session, typed)

    assert answer.status_code == 422
    assert list(answer.context["sheet"].errors) == [f"hadir-{one.pk}-{one.group_id}-women"]
    kept = sent_by(answer)
    key = f"hadir-{one.pk}-{one.group_id}"
    assert [kept[f"{key}-{name}"] for name in ("people", "women", "men")] == ["6", "4", "5"]


def test_a_correction_of_a_line_that_was_removed_meanwhile_is_asked_about(client, staff, session, office):
    one = a_participation(session=session, group=office.group, institution=office)
    typed = recorded_line(one, people="7")
    one.delete()

    answer = submit(client, session, typed)

    assert answer.status_code == 409
    assert differences(answer) == [(str(office.group), "Kantor A, 7 orang", "tidak hadir")]
    assert attendance(session) == {}
    submit(client, session, sent_by(answer) | chosen(answer, "mine"))
    assert attendance(session) == {(office.group, office): 7}


def test_a_line_that_was_removed_meanwhile_stays_away_when_that_is_chosen(client, staff, session):
    one = a_participation(session=session)
    typed = recorded_line(one, people="7")
    one.delete()

    answer = submit(client, session, typed)
    assert submit(client, session, sent_by(answer) | chosen(answer, "theirs")).status_code == 302

    assert attendance(session) == {}


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
    record_attendance(session=session, present=[one, two], by=staff)

    assert submit(client, session, *typed).status_code == 302

    assert attendance(session) == {(one.group, None): 7}


def test_a_line_recorded_anew_by_the_other_one_is_the_same_line(client, staff, session, office):
    one = a_participation(session=session, group=office.group, institution=office)
    typed = recorded_line(one, people="7")
    one.delete()
    a_participation(session=session, group=office.group, institution=office)

    assert submit(client, session, typed).status_code == 302

    assert attendance(session) == {(office.group, office): 7}


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

    assert answer.status_code == 409
    assert differences(answer) == [(str(one.group), "tidak hadir", "tanpa instansi, 9 orang")]
    kept = sent_by(answer)
    assert f"hadir-{one.pk}-{one.group_id}-present" not in kept
    assert attendance(session) == {(one.group, None): 9}
    submit(client, session, kept | chosen(answer, "theirs"))
    assert attendance(session) == {(one.group, None): 9}
    submit(client, session, kept | chosen(answer, "mine"))
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

    assert answer.status_code == 409
    assert differences(answer) == [("Instansi lain 1: jumlah orang", "4", "3")]
    assert sent_by(answer)["lain-0-people"] == "4"
    assert attendance(session) == {(office.group, office): 3}
    submit(client, session, sent_by(answer) | chosen(answer, "mine"))
    assert attendance(session) == {(office.group, office): 4}


def test_a_fault_elsewhere_shows_each_group_once_as_typed_or_as_recorded_by_now(client, staff, session):
    corrected, unseen, faulty = a_participation(session=session), a_group(), a_group()
    typed = [recorded_line(corrected, people="7"), line(f"kelompok-{unseen.pk}", people="4")]
    for group, people in ((a_group(), 6), (unseen, 5)):
        a_participation(session=session, group=group, people=people)

    answer = submit(client, session, *typed, line(f"kelompok-{faulty.pk}", people="-1"))

    assert answer.status_code == 409
    assert [row["people"].value() for row in answer.context["sheet"].rows] == ["7", "4", "-1", 6]
    assert list(answer.context["sheet"].errors) == [f"kelompok-{one.pk}-people" for one in (unseen, faulty)]


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
    read = FgdSession.objects.get(pk=session.pk)
    record_attendance(session=session, present=[one], by=staff)

    one.people = 5
    with pytest.raises(ValidationError, match="baru saja diubah orang lain"):
        record_attendance(session=read, present=[one], by=staff)

    assert attendance(session) == {(one.group, None): 2}


def test_a_line_without_what_its_page_showed_is_judged_as_one_just_read(client, staff, session):
    one = a_participation(session=session)

    submit(client, session, recorded_line(one, people="7") | {f"hadir-{one.pk}-{one.group_id}-seen": "{}"})

    assert attendance(session) == {(one.group, None): 7}
