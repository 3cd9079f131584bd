"""Sessions that were cancelled, postponed or moved: what is refused, what is counted, what the page says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from outreach.fgd.actions.coding import code_statement
from outreach.fgd.actions.sessions import edit_session
from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.fgd.tallies import recount_hearings
from outreach.models import Coding, FgdSession, GroupHearing
from outreach.papers.actions.documents import note_download
from tests.outreach.forms import words
from tests.support.records import (
    a_complaint,
    a_group,
    a_guide,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_invitation,
)

pytestmark = pytest.mark.django_db
OFF = {"called_off": "cancelled", "called_off_reason": "Balai desa banjir."}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def change(session, by, **changes):
    session = FgdSession.objects.get(pk=session.pk)
    for name, value in changes.items():
        setattr(session, name, value)
    return edit_session(session=session, by=by)


@pytest.mark.parametrize(
    "rule",
    [
        rules.why_not_record_attendance,
        rules.why_not_record_statements,
        sittings.why_not_record_points,
        sittings.why_not_record_outcome,
        sittings.why_not_document,
    ],
)
def test_nothing_is_recorded_of_a_session_that_was_called_off(rule):
    today = date(2024, 6, 1)

    assert rule(a_session(held_on=date(2024, 5, 6), **OFF), today) == (
        "Sesi ini dibatalkan, jadi hasilnya tidak dapat dicatat. Ubah dahulu pelaksanaannya."
    )
    assert rule(a_session(held_on=date(2024, 5, 6)), today) is None


def test_a_session_with_records_cannot_be_called_off(staff):
    said = a_statement()

    with pytest.raises(ValidationError, match="tidak dapat ditunda atau dibatalkan"):
        change(said.session, staff, **OFF)

    assert FgdSession.objects.get().called_off == ""


@pytest.mark.parametrize("half", [{"called_off": "postponed"}, {"called_off_reason": "Banjir."}])
def test_status_and_reason_come_together(staff, half):
    session = a_session()

    with pytest.raises(ValidationError):
        change(session, staff, **half)
    with pytest.raises(IntegrityError), transaction.atomic():
        FgdSession.objects.filter(pk=session.pk).update(**half)


def test_the_form_calls_a_session_off_and_the_page_says_why(client, staff):
    session = a_session(held_on=timezone.localdate() + timedelta(days=9))
    address = f"/fgd/{session.pk}/ubah/"
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "version"}

    refused = client.post(address, typed | {"called_off": "postponed"})
    assert list(refused.context["form"].errors) == ["called_off"]
    assert (
        client.post(address, typed | {"called_off": "postponed", "called_off_reason": "Banjir."}).status_code
        == 302
    )

    page = words(client.get(session.get_absolute_url()))
    assert "ditunda. Banjir." in page
    assert "Sesi ini direncanakan" not in page
    assert "ditunda" in words(client.get("/fgd/"))
    assert "ditunda" in words(client.get(session.event.get_absolute_url()))


PARTS = ("kehadiran", "pernyataan", "hasil", "dokumen")


def test_the_page_of_a_session_that_was_called_off_has_no_empty_parts(client, staff):
    session = a_session(held_on=date(2024, 5, 6), guide=a_guide())
    page = client.get(session.get_absolute_url()).content.decode()
    assert all(f'id="{part}"' in page and f'href="#{part}"' in page for part in (*PARTS, "pokok"))

    change(session, staff, **OFF)

    answer = client.get(session.get_absolute_url())
    page = answer.content.decode()
    assert [part for part in (*PARTS, "pokok") if f'id="{part}"' in page or f'href="#{part}"' in page] == []
    assert words(answer).count("dapat dicatat setelah pelaksanaannya diubah") == 1


def test_what_was_discussed_stays_on_the_page_of_a_session_that_was_called_off(client, staff):
    session = a_session(held_on=date(2024, 5, 6), guide=a_guide("Apa?"), **OFF)
    session.points.create(question=session.guide.questions.get(), text="Ramai sebelum hujan.")

    page = client.get(session.get_absolute_url())

    assert "Ramai sebelum hujan." in words(page)
    assert 'href="#pokok"' in page.content.decode()


def test_refusals_of_a_cancelled_session_are_not_counted(staff):
    session, group = a_session(), a_group()
    an_invitation(session=session, group=group, answer="refused")
    recount_hearings()
    assert GroupHearing.objects.get().refusals == 1

    change(session, staff, **OFF)
    assert not GroupHearing.objects.exists()

    change(session, staff, called_off="", called_off_reason="")
    assert GroupHearing.objects.get().refusals == 1


def test_the_event_page_marks_the_planned_session_only(client, staff):
    held = a_session(title="Sesi lama")
    a_session(event=held.event, title="Sesi baru", held_on=timezone.localdate() + timedelta(days=9))

    page = words(client.get(held.event.get_absolute_url()))

    assert "Sesi baru direncanakan" in page
    assert "Sesi lama direncanakan" not in page


def test_after_a_move_the_page_names_the_papers_with_the_old_day(client, staff):
    session = a_session(held_on=date(2024, 5, 6))
    for name in ("notulen.pdf", "berita-acara.pdf"):
        note_download(session=session, name=name, by=staff)
    assert "tanggal lama" not in words(client.get(session.get_absolute_url()))

    change(session, staff, held_on=date(2024, 5, 8))
    note_download(session=FgdSession.objects.get(), name="berita-acara.pdf", by=staff)

    page = client.get(session.get_absolute_url())
    assert [day for _title, day in page.context["old_papers"]] == [date(2024, 5, 6)]
    assert "Notulen (6 Mei 2024)" in words(page)


def test_a_complaint_received_before_its_session_is_named(client, staff):
    session = a_session(held_on=date(2024, 5, 6))
    said = a_statement(session=session)
    early = a_complaint(statement=said, received_at=datetime(2024, 5, 6, 3, tzinfo=UTC))
    a_complaint(statement=said, received_at=datetime(2024, 5, 9, 3, tzinfo=UTC))
    assert client.get(session.get_absolute_url()).context["early_complaints"] == []

    change(session, staff, held_on=date(2024, 5, 8))

    assert client.get(session.get_absolute_url()).context["early_complaints"] == [early]


def test_a_second_theme_given_to_other_words_is_marked(client, staff):
    said, theme = a_statement(), a_theme()
    code_statement(statement=said, theme=theme, by=staff)
    assert not Coding.objects.get().is_of_other_words
    assert client.get(said.session.get_absolute_url()).context["coded_otherwise"] == 0

    said.text = "Kata-kata lain."
    said.save()

    assert Coding.objects.get().is_of_other_words
    page = client.get(said.session.get_absolute_url())
    assert (page.context["coded_twice"], page.context["coded_otherwise"]) == (1, 1)
    assert "kata-katanya diganti setelah dinilai" in words(client.get(f"/fgd/{said.session_id}/kode-kedua/"))
