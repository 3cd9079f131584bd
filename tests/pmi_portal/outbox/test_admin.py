"""The outbox in the admin: to read, and to put back what failed."""

import pytest
from django.urls import reverse

from pmi_portal.audit.models import Event
from pmi_portal.outbox.models import OutgoingMail
from pmi_portal.outbox.post import put_mail

pytestmark = pytest.mark.django_db

LIST = "admin:outbox_outgoingmail_changelist"
State = OutgoingMail.State


@pytest.fixture
def mails():
    for state in State:
        put_mail(key=state, to=f"{state}@portal.example", subject="Pengingat", body="Isi surat")
        OutgoingMail.objects.filter(key=state).update(state=state, tries=6, error="gagal kirim")
    return {one.state: one for one in OutgoingMail.objects.all()}


def test_only_failed_mail_is_put_back_and_it_is_remembered_by_whom(client, administrator, mails):
    client.force_login(administrator)

    client.post(
        reverse(LIST),
        {"action": "put_back_failed", "_selected_action": [one.pk for one in mails.values()]},
    )

    states = {one.key: one.state for one in OutgoingMail.objects.all()}
    assert states == {**{state: state for state in State}, State.FAILED: State.WAITING}
    assert OutgoingMail.objects.get(key=State.FAILED).tries == 0
    event = Event.objects.get(action="mail.put_back")
    assert (event.actor, event.subject_id) == (administrator, str(mails[State.FAILED].pk))


def test_what_failed_and_was_not_chosen_stays_as_it_is(client, administrator, mails):
    client.force_login(administrator)
    put_mail(key="another", to="lain@portal.example", subject="Pengingat", body="Isi surat")
    OutgoingMail.objects.filter(key="another").update(state=State.FAILED)

    chosen = {"action": "put_back_failed", "_selected_action": [mails[State.FAILED].pk]}
    client.post(reverse(LIST), chosen)

    assert OutgoingMail.objects.get(key="another").state == State.FAILED


def test_a_mail_is_shown_and_cannot_be_changed_made_or_deleted(client, administrator, mails):
    client.force_login(administrator)
    one = mails[State.SENT]
    address = reverse("admin:outbox_outgoingmail_change", args=[one.pk])

    page = client.get(address)

    assert page.status_code == 200
    assert "Isi surat" in page.content.decode()
    assert 'name="body"' not in page.content.decode()
    assert client.post(address, {"body": "lain"}).status_code == 403
    assert client.get(reverse("admin:outbox_outgoingmail_add")).status_code == 403
    assert client.get(reverse("admin:outbox_outgoingmail_delete", args=[one.pk])).status_code == 403
    assert OutgoingMail.objects.get(pk=one.pk).body == "Isi surat"
