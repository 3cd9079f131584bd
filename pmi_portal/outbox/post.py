"""Puts mail into the outbox and sends what waits there.

A mail is claimed row by row before it is sent, so that two timers never send it twice. Where nobody can
know whether the mail server took it (the process was killed, the line broke in the middle), it is not sent
again by itself: a reminder that comes twice costs more trust than one that somebody puts back by hand.
"""

import smtplib
from collections import Counter
from datetime import timedelta

import structlog
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.outbox.models import OutgoingMail

log = structlog.get_logger(__name__)

State = OutgoingMail.State
MOST_TRIES = 6
FIRST_PAUSE, PAUSE_GROWS = timedelta(minutes=5), 4  # 5 and 20 minutes, then about 1, 5 and 21 hours
STUCK_AFTER = timedelta(hours=1)
MOST_AT_ONCE = 1_000
LONGEST_SUBJECT, LONGEST_ERROR = 200, 300
# The mail server said no in so many words, so the mail is surely still with us.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


def put_mail(*, key, to, subject, body, at=None):
    """Put a mail into the outbox as part of the caller's transaction; whether it is new there.

    It is sent from the moment `at` on, at once where there is none. `key` says what the mail tells and to
    whom: the same news put in again makes no second mail.
    """
    subject, now = " ".join(subject.split())[:LONGEST_SUBJECT], timezone.now()
    letter = {"to": to, "subject": subject, "body": body, "created_at": now, "next_try_at": at or now}
    _mail, is_new = OutgoingMail.objects.get_or_create(key=key, defaults=letter)
    return is_new


def send_waiting():
    """Send what is due, outside any transaction; a Counter of the states the mails went into."""
    outcome = Counter({State.FAILED: _give_up_stuck()})
    due = OutgoingMail.objects.filter(state=State.WAITING, next_try_at__lte=timezone.now()).order_by("pk")
    for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        if _claim(pk):
            outcome[_send(OutgoingMail.objects.get(pk=pk))] += 1
    return +outcome


def put_back(mails):
    """Let failed mails be tried anew, as an administrator decided; how many there were."""
    fresh = {"state": State.WAITING, "tries": 0, "next_try_at": timezone.now(), "claimed_at": None}
    return mails.filter(state=State.FAILED).update(**fresh)


def _claim(pk):
    """Take a mail for this process; False when another one was quicker."""
    now = timezone.now()
    waiting = OutgoingMail.objects.filter(pk=pk, state=State.WAITING, next_try_at__lte=now)
    return waiting.update(state=State.SENDING, claimed_at=now, tries=F("tries") + 1) == 1


def _send(mail):
    try:
        connection = get_connection()
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return _try_later(mail, error)
    try:
        connection.send_messages([EmailMessage(mail.subject, mail.body, to=[mail.to])])
    except REFUSALS as error:
        return _try_later(mail, error)
    except (OSError, smtplib.SMTPException) as error:
        return _keep(mail, State.FAILED, error=_perhaps_sent(error))
    except ValueError as error:  # an address or a subject that cannot stand in a mail: no try will mend it
        return _keep(mail, State.FAILED, error=error)
    finally:
        _hang_up(connection)
    return _keep(mail, State.SENT, sent_at=timezone.now(), error="")


def _hang_up(connection):
    """Whatever happens while saying goodbye, the mail went the way it went."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        log.warning("mail_connection_not_closed", exc_info=True)


def _try_later(mail, error):
    if mail.tries >= MOST_TRIES:
        return _keep(mail, State.FAILED, error=error)
    pause = FIRST_PAUSE * PAUSE_GROWS ** (mail.tries - 1)
    return _keep(mail, State.WAITING, next_try_at=timezone.now() + pause, error=error)


def _keep(mail, state, *, error, **facts):
    facts["error"] = str(error)[:LONGEST_ERROR]
    OutgoingMail.objects.filter(pk=mail.pk, state=State.SENDING).update(state=state, **facts)
    if error:
        log.warning("mail_not_sent", mail=mail.pk, state=state, tries=mail.tries, error=facts["error"])
    return state


def _give_up_stuck():
    """Fail what a killed process left half sent; the mail server may have taken it just before."""
    stuck = OutgoingMail.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - STUCK_AFTER)
    return stuck.update(
        state=State.FAILED, error=_perhaps_sent(_("proses pengirim berhenti di tengah jalan"))
    )


def _perhaps_sent(error):
    return _("Mungkin sudah terkirim: %(error)s") % {"error": error}
