"""One record per sent form, however often and however quickly it is sent."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from outreach.fgd.forms.sessions import EventForm
from outreach.models import FgdEvent, FgdSession, Statement
from pmi_portal.audit.models import Event
from pmi_portal.drafts.keeping import forget_old
from pmi_portal.drafts.models import Submission
from pmi_portal.drafts.submissions import taken_once
from tests.outreach.forms import event_form, fgd_form, sent_by, session_form, statement_form, words
from tests.pmi_portal.drafts.racing import send_at_once
from tests.support.records import (
    a_complaint,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_theme,
    an_event,
    the_limits,
)

pytestmark = pytest.mark.django_db
NEW = "/fgd/kegiatan/baru/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def a_key():
    return {"submission": str(uuid4())}


def test_the_page_of_a_new_record_carries_a_number_of_its_own_and_that_of_an_old_one_none(client, staff):
    pages = [client.get(NEW) for _n in range(2)]
    event = an_event()

    first, second = (page.context["event_form"]["submission"].value() for page in pages)
    assert first != second
    assert f'name="submission" value="{first}"' in pages[0].content.decode()
    assert "submission" not in client.get(f"/fgd/kegiatan/{event.pk}/ubah/").context["form"].fields


def test_the_same_form_sent_twice_makes_one_record_and_leads_to_it_both_times(client, staff):
    typed = fgd_form(a_region()) | a_key()

    answers = [client.post(NEW, typed) for _n in range(2)]

    record = FgdSession.objects.get()
    assert [answer.url for answer in answers] == [record.get_absolute_url()] * 2
    assert Event.objects.about(record).count() == 1


def test_an_event_with_its_session_a_further_session_and_a_statement_are_made_once_too(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()
    fgd, further = fgd_form(a_region()) | a_key(), session_form() | a_key()
    said = statement_form(group, theme) | a_key()

    for _n in range(2):
        first = client.post(NEW, fgd)
        client.post(f"/fgd/kegiatan/{session.event_id}/sesi-baru/", further)
        htmx = client.post(f"/fgd/{session.pk}/pernyataan/tambah/", said, **HTMX)

    assert FgdEvent.objects.exclude(pk=session.event_id).count() == 1
    assert (FgdSession.objects.count(), Statement.objects.count()) == (3, 1)
    assert FgdSession.objects.exclude(event=session.event).get().get_absolute_url() == first.url
    assert htmx.status_code == 200
    assert f'id="pernyataan-{Statement.objects.get().pk}"' in htmx.content.decode()


def test_who_goes_back_and_sends_the_same_again_is_asked_once_whether_it_is_meant(client, staff):
    typed = fgd_form(a_region())
    client.post(NEW, typed | a_key())

    for further in (1, 2):
        answer = client.post(NEW, typed | a_key())
        assert answer.status_code == 422
        assert "Bila memang perlu catatan kedua, simpan sekali lagi." in words(answer)
        assert FgdEvent.objects.count() == further
        meant = typed | {"submission": answer.context["event_form"]["submission"].value()}
        urls = {client.post(NEW, meant).url for _n in range(2)}
        assert len(urls) == 1
        assert FgdEvent.objects.count() == further + 1


def test_the_same_words_later_by_somebody_else_or_for_another_record_are_no_twin(client, staff):
    typed = fgd_form(a_region())
    client.post(NEW, typed | a_key())
    Submission.objects.update(taken_at=timezone.now() - timedelta(minutes=11))
    assert client.post(NEW, typed | a_key()).status_code == 302
    client.force_login(a_staff_member())
    assert client.post(NEW, typed | a_key()).status_code == 302

    for event in FgdEvent.objects.all():
        answer = client.post(f"/fgd/kegiatan/{event.pk}/sesi-baru/", session_form() | a_key())
        assert answer.status_code == 302


def test_two_of_a_group_may_say_the_same(client, staff):
    session, said = a_session(), statement_form(a_group(), a_theme())
    for _n in range(2):
        client.post(f"/fgd/{session.pk}/pernyataan/tambah/", said | a_key())

    assert Statement.objects.count() == 2


def test_a_step_sent_again_with_other_words_was_not_sent_before(client, staff):
    the_limits()
    complaint = a_complaint()
    address = f"/pengaduan/{complaint.pk}/langkah/verifikasi/"
    typed = sent_by(client.get(address)) | a_key()
    assert client.post(address, typed).status_code == 302

    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed | {"reason": "Lain"}).status_code == 409


def test_who_goes_back_and_types_something_else_is_asked_and_loses_nothing(client, staff):
    typed = fgd_form(a_region()) | a_key()
    client.post(NEW, typed)

    answer = client.post(NEW, typed | {"title": "FGD kedua"})

    assert answer.status_code == 422
    assert "Bila ini catatan baru, simpan sekali lagi." in words(answer)
    assert FgdEvent.objects.count() == 1
    form = answer.context["event_form"]
    assert form["title"].value() == "FGD kedua"
    again = typed | {"title": "FGD kedua", "submission": form["submission"].value()}
    assert client.post(NEW, again).status_code == 302
    assert FgdEvent.objects.count() == 2


def test_a_refused_form_keeps_its_number_and_goes_through_once_it_is_mended(client, staff):
    typed = fgd_form(a_region()) | a_key()

    assert client.post(NEW, typed | {"title": ""}).status_code == 422
    assert Submission.objects.count() == 0
    assert client.post(NEW, typed).status_code == 302
    assert Submission.objects.get().url == FgdSession.objects.get().get_absolute_url()


def test_what_the_action_refuses_leaves_no_trace(staff):
    def save_and_refuse(*, event, by):
        event.save()
        raise ValidationError("Tidak bisa.")

    form = EventForm(QueryDict(urlencode(event_form(a_region()) | a_key())), user=staff)

    assert form.is_valid()
    assert taken_once(form, save_and_refuse, event=form.instance, by=staff) is None
    assert form.non_field_errors() == ["Tidak bisa."]
    assert (Submission.objects.count(), FgdEvent.objects.count()) == (0, 0)


def test_the_number_of_somebody_else_leads_nowhere(client, staff):
    typed = fgd_form(a_region()) | a_key()
    client.post(NEW, typed)
    client.force_login(a_staff_member())

    assert client.post(NEW, typed).status_code == 422
    assert FgdEvent.objects.count() == 1


def test_a_number_that_is_none_is_refused_and_a_missing_one_is_no_hindrance(client, staff):
    typed = fgd_form(a_region())

    assert client.post(NEW, typed | {"submission": "'; --"}).status_code == 422
    assert client.post(NEW, typed).status_code == 302


def test_numbers_of_last_month_are_forgotten(staff):
    now = timezone.now()
    old = Submission.objects.create(key=uuid4(), user=staff, taken_at=now - timedelta(days=31))
    Submission.objects.create(key=uuid4(), user=staff, taken_at=now - timedelta(days=29))

    forget_old(before=now - timedelta(days=30))

    assert not Submission.objects.filter(pk=old.pk).exists()
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_at_the_same_moment_makes_one_record():
    typed = fgd_form(a_region())
    about = {"user": a_staff_member().pk, "address": NEW, "times": 4}

    once = send_at_once(typed=typed | a_key(), **about)

    assert once["records"] == 1
    assert [status for status, _url in once["answers"]] == [302] * 4
    assert len({url for _status, url in once["answers"]}) == 1
    without_number = send_at_once(typed=typed, **about)
    assert without_number["records"] > 1
