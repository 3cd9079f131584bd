from django.core.management.base import BaseCommand, CommandError

from pmi_portal.audit.models import Event
from pmi_portal.audit.trail import broken_links


class Command(BaseCommand):
    help = "Check the hash chain of the audit log; fails and names the broken events when it was changed."

    def handle(self, *args, **options):
        if broken := broken_links():
            raise CommandError(
                f"The audit log was changed at: {', '.join(str(pk or 'its end') for pk in broken)}"
            )
        self.stdout.write(f"{Event.objects.count()} events, chain whole.")
