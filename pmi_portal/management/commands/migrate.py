"""Django's own, except that a database of another history is refused before anything is written."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.loading.histories import foreign_migrations


class Command(migrate.Command):
    def handle(self, *args, **options):
        if unknown := foreign_migrations(connections[options["database"]]):
            raise CommandError(refusal(unknown))
        super().handle(*args, **options)


def refusal(unknown):
    first = ngettext(
        "Basis data ini dibuat oleh versi lain: %(n)s migrasi tidak dikenal, misalnya %(first)s.",
        "Basis data ini dibuat oleh versi lain: %(n)s migrasi tidak dikenal, misalnya %(first)s.",
        len(unknown),
    ) % {"n": len(unknown), "first": unknown[0]}
    how = _(
        "Tidak ada yang diubah. Isi DATABASE_URL dengan basis data baru yang kosong, atau pakai versi itu."
    )
    return f"{first} {how}"
