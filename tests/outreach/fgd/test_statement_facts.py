"""Signs and the day of the event on a statement, as a complaint has them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from outreach.fgd.actions.statements import edit_statement
from outreach.models import Complaint, Statement
from tests.outreach.complaints.complaint_cases import complaint_form
from tests.outreach.forms import sent_by, statement_form, words
from tests.outreach.test_list_files import as_csv
from tests.support.records import (
    a_category,
    a_group,
    a_limit,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


@pytest.fixture
def session():
    return a_session(held_on=date(2024, 5, 6))


def add(client, session, **typed):
    form = statement_form(a_group(), a_theme(), **typed)
    return client.post(f"/fgd/{session.pk}/pernyataan/tambah/", form)


def told(page):
    """The tags of the signs on a page."""
    return [sign for sign in map(str, Statement.SIGNS.values()) if f'tag-bad">{sign}<' in page]


def test_signs_and_the_day_are_recorded_and_told_where_the_words_stand(client, staff, session):
    add(client, session, violence="on", minor="on", happened="day", happened_on="2024-04-02")

    said = Statement.objects.get()
    assert [name for name in Statement.SIGNS if getattr(said, name)] == ["violence", "minor"]
    for address in (session.get_absolute_url(), f"/fgd/pernyataan/{said.pk}/"):
        page = client.get(address)
        assert told(page.content.decode()) == ["kekerasan", "korban anak"]
        assert "aktu kejadian 2 April 2024" in words(page)


def test_what_nobody_asked_stays_unknown_and_is_not_told(client, staff, session):
    add(client, session)

    said = Statement.objects.get()
    assert (said.signs, said.happened, said.happened_on) == ([], "unknown", None)
    page = client.get(session.get_absolute_url())
    assert told(page.content.decode()) == []
    assert "Waktu kejadian" not in words(page)


def test_of_a_month_that_is_known_the_first_day_is_kept(client, staff, session):
    add(client, session, happened="month", happened_on="2024-04-17")

    said = Statement.objects.get()
    assert (said.happened_on, said.happened_when) == (date(2024, 4, 1), "April 2024")


@pytest.mark.parametrize(
    ("happened", "day", "reason"),
    [
        ("day", "2024-05-07", "Kejadian tidak boleh setelah hari sesi."),
        ("month", "", "Isi tanggalnya; bila hanya bulannya diketahui"),
        ("unknown", "2024-04-02", "Pilih apakah tanggal atau bulannya diketahui"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_folded_part_is_open(
    client, staff, session, happened, day, reason
):
    answer = add(client, session, happened=happened, happened_on=day)

    assert answer.status_code == 422
    assert reason in words(answer)
    assert answer.context["form"].tells_facts
    assert not answer.context["form"].is_open
    assert Statement.objects.count() == 0


def test_the_action_itself_refuses_a_day_after_the_session(staff):
    said = a_statement(session=a_session(held_on=date(2024, 5, 6)))
    said.happened, said.happened_on = "day", date(2024, 5, 7)

    with pytest.raises(ValidationError, match="setelah hari sesi"):
        edit_statement(statement=said, by=staff)


def test_the_database_keeps_a_day_exactly_where_one_is_known():
    said = a_statement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=said.pk).update(happened="day")


def test_a_sign_somebody_else_set_meanwhile_is_kept_and_stands_in_the_history(client, staff):
    said = a_statement()
    address = f"/fgd/pernyataan/{said.pk}/ubah/"
    typed = sent_by(client.get(address)) | {"text": "Majikan memukul."}
    other = Statement.objects.get()
    other.violence = True
    edit_statement(statement=other, by=staff)

    assert client.post(address, typed).status_code == 302

    said.refresh_from_db()
    assert (said.text, said.violence) == ("Majikan memukul.", True)
    assert [row.violence for row in said.history.order_by("pk")][-2:] == [True, True]


def test_the_list_is_narrowed_by_a_sign_or_by_any(client, staff):
    struck, held, _other = a_statement(violence=True), a_statement(detained=True), a_statement()

    def found(sign):
        return {one.pk for one in client.get(f"/fgd/pernyataan/?sign={sign}").context["table"].data}

    assert found("violence") == {struck.pk}
    assert found("ada") == {struck.pk, held.pk}


def test_the_file_of_the_list_tells_signs_and_day(client, staff):
    a_statement(violence=True, death=True, happened="month", happened_on=date(2024, 4, 1))

    titles, row = as_csv(client, "/fgd/pernyataan/?unduh=csv")
    assert dict(zip(titles, row, strict=True)).items() >= {
        ("Tanda darurat", "kekerasan, kematian"),
        ("Waktu kejadian", "April 2024"),
    }


def test_a_complaint_made_of_a_statement_takes_them_over(client, staff):
    the_limits()
    said = a_statement(trafficking=True, happened="day", happened_on=date(2024, 4, 2))
    address = f"/pengaduan/baru/?pernyataan={said.pk}"

    shown = sent_by(client.get(address))
    typed = complaint_form(said.session.event.region, a_category(), a_limit())
    taken = ("trafficking", "happened", "happened_on")
    client.post(address, typed | {"received_at": "session"} | {name: shown[name] for name in taken})

    complaint = Complaint.objects.get()
    assert (complaint.trafficking, complaint.happened, complaint.happened_on) == (
        True,
        "day",
        date(2024, 4, 2),
    )
    assert complaint.severity == "emergency"
