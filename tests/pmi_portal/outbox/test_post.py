"""Mail goes out once: put in once, claimed once, tried again after pauses, never sent twice on a guess."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from pmi_portal.outbox import post
from pmi_portal.outbox.models import OutgoingMail
from pmi_portal.outbox.post import put_mail, send_waiting
from tests.support.racing import at_once

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


class Server(EmailBackend):
    """A mail server in memory that fails as a test asks, at the door or with the mail in hand."""

    at_the_door = in_hand = at_goodbye = None

    def open(self):
        if Server.at_the_door:
            raise Server.at_the_door

    def send_messages(self, messages):
        if Server.in_hand:
            raise Server.in_hand
        return super().send_messages(messages)

    def close(self):
        if Server.at_goodbye:
            raise Server.at_goodbye


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.pmi_portal.outbox.test_post.Server"
    for moment in ("at_the_door", "in_hand", "at_goodbye"):
        monkeypatch.setattr(Server, moment, None)
    return Server


def put(key="pengingat:1", **fields):
    return put_mail(
        key=key, **({"to": "orang@portal.example", "subject": "Pengingat", "body": "Isi"} | fields)
    )


def the_mail():
    return OutgoingMail.objects.get()


def test_a_mail_waits_until_it_is_sent_once():
    assert put() is True
    assert (len(mail.outbox), the_mail().state) == (0, State.WAITING)

    assert send_waiting() == {State.SENT: 1}
    assert send_waiting() == {}

    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["orang@portal.example"], "Pengingat", "Isi")
    ]
    assert (the_mail().state, the_mail().tries) == (State.SENT, 1)
    assert the_mail().sent_at is not None


def test_the_same_news_put_in_again_makes_no_second_mail():
    put(body="yang pertama")
    send_waiting()

    assert put(body="yang kedua") is False

    assert send_waiting() == {}
    assert the_mail().body == "yang pertama"
    assert len(mail.outbox) == 1


def test_what_is_rolled_back_leaves_no_mail():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put()
        _ = 1 / 0

    assert not OutgoingMail.objects.exists()


def test_a_subject_stays_one_line():
    put(subject="Pengingat\r\nBcc: semua@portal.example")

    send_waiting()

    assert mail.outbox[0].subject == "Pengingat Bcc: semua@portal.example"


@pytest.mark.parametrize(
    ("moment", "error"),
    [
        ("at_the_door", ConnectionRefusedError("tidak dapat dihubungi")),
        ("at_the_door", smtplib.SMTPServerDisconnected("putus")),
        ("in_hand", smtplib.SMTPRecipientsRefused({"orang@portal.example": (450, b"nanti")})),
        ("in_hand", smtplib.SMTPDataError(451, b"coba lagi")),
    ],
)
def test_what_surely_was_not_taken_is_tried_again_after_a_pause(server, moment, error):
    put()
    setattr(server, moment, error)

    assert send_waiting() == {State.WAITING: 1}
    assert send_waiting() == {}  # the pause is not over

    setattr(server, moment, None)
    OutgoingMail.objects.update(next_try_at=timezone.now())
    assert send_waiting() == {State.SENT: 1}
    assert len(mail.outbox) == 1
    assert the_mail().error == ""


def test_pauses_grow_and_after_six_tries_it_has_failed_with_its_error(server):
    put()
    server.at_the_door = ConnectionRefusedError("tidak dapat dihubungi")
    pauses = []
    for _try in range(post.MOST_TRIES):
        OutgoingMail.objects.update(next_try_at=timezone.now())
        send_waiting()
        pauses.append(round((the_mail().next_try_at - timezone.now()).total_seconds() / 60))

    assert pauses[:5] == [5, 20, 80, 320, 1280]
    assert (the_mail().state, the_mail().tries) == (State.FAILED, 6)
    assert the_mail().error == "tidak dapat dihubungi"


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("putus"), TimeoutError("terlalu lama")])
def test_what_was_perhaps_taken_is_not_sent_again_by_itself(server, error):
    put()
    server.in_hand = error

    assert send_waiting() == {State.FAILED: 1}

    server.in_hand = None
    assert send_waiting() == {}
    assert the_mail().error == f"Mungkin sudah terkirim: {error}"


def test_a_bad_goodbye_does_not_make_a_sent_mail_unsent(server):
    put()
    server.at_goodbye = smtplib.SMTPServerDisconnected("putus")

    assert send_waiting() == {State.SENT: 1}


def test_a_mail_that_cannot_be_a_mail_fails_without_holding_up_the_others(server):
    put(key="a", to="a@portal.example\nBcc: b@portal.example")
    put(key="b")

    assert send_waiting() == {State.FAILED: 1, State.SENT: 1}


def test_what_a_killed_process_left_half_sent_is_given_up_after_an_hour():
    put(key="a")
    put(key="b")
    now = timezone.now()
    OutgoingMail.objects.update(state=State.SENDING, tries=1)
    OutgoingMail.objects.filter(key="a").update(claimed_at=now - timedelta(minutes=61))
    OutgoingMail.objects.filter(key="b").update(claimed_at=now - timedelta(minutes=59))

    assert send_waiting() == {State.FAILED: 1}

    states = dict(OutgoingMail.objects.values_list("key", "state"))
    assert states == {"a": State.FAILED, "b": State.SENDING}
    assert "Mungkin sudah terkirim" in OutgoingMail.objects.get(key="a").error
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_three_timers_at_once_send_each_mail_once():
    people = [f"orang{number:02d}@portal.example" for number in range(20)]
    for person in people:
        put(key=person, to=person)

    at_once(lambda _timer: send_waiting(), range(3))

    assert sorted(one.to[0] for one in mail.outbox) == people


@pytest.mark.django_db(transaction=True)
def test_three_who_put_in_the_same_news_at_once_make_one_mail():
    def put_it(_person):
        with transaction.atomic():
            return put(key="pengingat")

    assert sorted(at_once(put_it, range(3))) == [False, False, True]
