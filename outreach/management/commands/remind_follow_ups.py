"""Remind of follow-ups that are due: exit status 0 when all mail went out, 1 when some did not."""

import json

from django.core.management.base import BaseCommand

from outreach.follow_ups.actions.reminders import put_reminders
from outreach.follow_ups.reminders import digests
from pmi_portal.outbox.models import OutgoingMail
from pmi_portal.outbox.post import send_waiting


class Command(BaseCommand):
    help = (
        "Put one reminder a day for each recipient into the outbox and send what waits there. "
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
    coming = digests()
    keys = OutgoingMail.objects.filter(key__in=[digest.key for digest in coming])
    there = set(keys.values_list("key", flat=True))
    new = [digest for digest in coming if digest.key not in there]
    pks = {follow_up.pk for digest in new for follow_up in digest.follow_ups}
    return {"would_put": len(new), "follow_ups": len(pks)}


def done():
    put = put_reminders()
    outcome = send_waiting()
    states = OutgoingMail.State
    return {
        "put": put,
        "sent": outcome[states.SENT],
        "postponed": outcome[states.WAITING],
        "failed": outcome[states.FAILED],
    }
