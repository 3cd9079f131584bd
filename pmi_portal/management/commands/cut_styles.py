"""Makes the cut style sheet of Bootstrap anew."""

from django.conf import settings
from django.core.management.base import BaseCommand

from pmi_portal.layout.styles import CUT, cut_sheet


class Command(BaseCommand):
    help = (
        "Cut Bootstrap down to what our pages use; run it when a test asks for it, then write the new hash."
    )
    requires_system_checks = []

    def handle(self, **options):
        path = settings.BASE_DIR / "static" / CUT
        path.write_text(cut_sheet(), encoding="utf-8")
        self.stdout.write(f"{path}: {path.stat().st_size} bytes")
