"""Remind of follow-ups and complaints that are due: exit status 0 when all mail went out, else 1."""

import json

from django.core.management.base import BaseCommand

from outreach.complaints.actions.notices import put_warnings
from outreach.complaints.notices import warnings
from outreach.follow_ups.actions.reminders import put_reminders
from outreach.follow_ups.reminders import digests
from pmi_portal.outbox.models import OutgoingMail
from pmi_portal.outbox.post import send_waiting


class Command(BaseCommand):
    help = (
        "In office hours put reminders of follow-ups and warnings of complaints into the outbox, one of each "
        "a day for each recipient, and send what waits there. "
        "Safe to run from a timer, any number of times a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say who would be reminded")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *, dry_run, **options):
        told = would_be() if dry_run else done()
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write("\n".join(f"{name}: {count}" for name, count in told.items()))
        if told.get("postponed") or told.get("failed"):
            raise SystemExit(1)


def would_be():
    """Counts of what a run would put into the outbox now; nothing is written."""
    reminders, notices = _new(digests()), _new(warnings())
    follow_ups = {one.pk for digest in reminders for one in digest.follow_ups}
    complaints = {one.pk for notice in notices for one in notice.complaints}
    return {
        "would_put": len(reminders) + len(notices),
        "follow_ups": len(follow_ups),
        "complaints": len(complaints),
    }


def _new(letters):
    """Those that are not in the outbox yet."""
    keys = OutgoingMail.objects.filter(key__in=[letter.key for letter in letters])
    there = set(keys.values_list("key", flat=True))
    return [letter for letter in letters if letter.key not in there]


def done():
    put = put_reminders() + put_warnings()
    outcome = send_waiting()
    states = OutgoingMail.State
    return {
        "put": put,
        "sent": outcome[states.SENT],
        "postponed": outcome[states.WAITING],
        "failed": outcome[states.FAILED],
    }
