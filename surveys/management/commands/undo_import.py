"""Undo a saved survey import from the shell: exit status 0 done, 2 refused."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission
from surveys.importing import rules
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch

REFUSED = 2


class Command(BaseCommand):
    help = "Tell what undoing a saved import would do, and with --commit do it."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="number of the import")
        parser.add_argument("--as", required=True, dest="email", help="e-mail address of who undoes it")
        parser.add_argument("--reason", default="", help="why; needed with --commit")
        parser.add_argument("--commit", action="store_true", help="undo it; what changed since is kept")

    def handle(self, *, number, email, reason, commit, **options):
        by = User.objects.filter(email__iexact=email, is_active=True).first()
        if by is None:
            raise CommandError(_("Tidak ada pengguna aktif dengan surel itu."), returncode=REFUSED)
        batches = ImportBatch.objects.visible_to(by, Permission.IMPORTS_UNDO).select_related("round")
        batch = batches.filter(pk=number).first()
        if batch is None:
            raise CommandError(_("Tidak ada unggahan dengan nomor itu."), returncode=REFUSED)
        undoing = subject_of(batch).undone.undoing(batch)
        if refusal := rules.why_not_undo(batch, batch.round, undoing.regions, by=by):
            raise CommandError(refusal, returncode=REFUSED)
        self.tell(undoing)
        if commit:
            self.undo(batch, undoing, reason, by)

    def tell(self, undoing):
        counts = {"taken": undoing.taken, "restored": undoing.restored, "kept": undoing.conflicts}
        for name, responses in counts.items():
            self.stdout.write(f"{name}: {len(responses)}")
        self.stdout.write(f"withdrawn: {undoing.withdrawn}")

    def undo(self, batch, undoing, reason, by):
        if not reason.strip():
            raise CommandError(_("Isi alasan pengurungan dengan --reason."), returncode=REFUSED)
        try:
            undo_batch(batch=batch, reason=reason.strip()[:500], shown=undoing.shown, by=by)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=REFUSED) from refused
        self.stdout.write(_("Unggahan %(name)s diurungkan.") % {"name": batch})
