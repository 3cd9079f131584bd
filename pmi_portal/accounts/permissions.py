"""Who may do what, as data one can read aloud to an auditor.

A role grants permissions; a posting (stakeholders.Posting) says who holds the role and in which region.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    ACTIVITIES_EDIT = "activities_edit", _("mencatat kegiatan sosialisasi")
    ACTIVITIES_VIEW = "activities_view", _("melihat kegiatan sosialisasi")
    ADMIN_USE = "admin_use", _("memakai layar admin")
    CONTACTS_EDIT = "contacts_edit", _("mencatat narahubung")
    CONTACTS_VIEW = "contacts_view", _("melihat narahubung")
    DASHBOARD_VIEW = "dashboard_view", _("melihat dasbor")
    IMPORTS_RUN = "imports_run", _("mengimpor berkas survei")
    INSTITUTIONS_EDIT = "institutions_edit", _("mencatat instansi")
    INSTITUTIONS_VIEW = "institutions_view", _("melihat instansi")
    REGISTERS_TRANSFER = "registers_transfer", _("mengimpor dan mengekspor daftar instansi dan narahubung")
    ROUNDS_EDIT = "rounds_edit", _("mengatur putaran survei")
    ROUNDS_VIEW = "rounds_view", _("melihat putaran survei dan kuesioner")
    SESSIONS_EDIT = "sessions_edit", _("mencatat sesi FGD")
    SESSIONS_VIEW = "sessions_view", _("melihat sesi FGD")


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    KPKP_STAFF = "kpkp_staff", _("Staf KPKP")
    BOARD = "board", _("Dewan Pengawas")
    REGIONAL_OFFICER = "regional_officer", _("Petugas wilayah")
    OBSERVER = "observer", _("Pengamat")


OBSERVING = {
    Permission.DASHBOARD_VIEW,
    Permission.INSTITUTIONS_VIEW,
    Permission.SESSIONS_VIEW,
}

READING = OBSERVING | {
    Permission.ACTIVITIES_VIEW,
    Permission.ROUNDS_VIEW,
}

REGISTERS = {
    Permission.CONTACTS_EDIT,
    Permission.CONTACTS_VIEW,
    Permission.INSTITUTIONS_EDIT,
    Permission.REGISTERS_TRANSFER,
}

GRANTS = {
    Role.ADMINISTRATOR: set(Permission),
    Role.KPKP_STAFF: READING
    | REGISTERS
    | {Permission.ACTIVITIES_EDIT, Permission.ROUNDS_EDIT, Permission.SESSIONS_EDIT},
    Role.BOARD: READING,
    Role.REGIONAL_OFFICER: READING | REGISTERS | {Permission.ACTIVITIES_EDIT, Permission.IMPORTS_RUN},
    Role.OBSERVER: OBSERVING,
}
