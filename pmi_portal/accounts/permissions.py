"""Who may do what, as data one can read aloud to an auditor.

A role grants permissions; a posting (stakeholders.Posting) says who holds the role and in which region.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    ACTIVITIES_EDIT = "activities_edit", _("mencatat kegiatan sosialisasi")
    ACTIVITIES_VIEW = "activities_view", _("melihat kegiatan sosialisasi")
    ADMIN_USE = "admin_use", _("memakai halaman administrasi")
    COMPLAINTS_EDIT = "complaints_edit", _("mencatat dan menangani pengaduan")
    COMPLAINTS_IDENTIFY = "complaints_identify", _("membuka identitas pelapor")
    COMPLAINTS_VIEW = "complaints_view", _("melihat pengaduan")
    CONTACTS_EDIT = "contacts_edit", _("mencatat narahubung")
    CONTACTS_VIEW = "contacts_view", _("melihat narahubung")
    DASHBOARD_VIEW = "dashboard_view", _("melihat dasbor")
    EXPOSURES_EDIT = "exposures_edit", _("mencatat pajanan")
    EXPOSURES_VIEW = "exposures_view", _("melihat pajanan")
    FOLLOW_UPS_EDIT = "follow_ups_edit", _("mencatat tindak lanjut")
    FOLLOW_UPS_VERIFY = "follow_ups_verify", _("memeriksa tindak lanjut")
    FOLLOW_UPS_VIEW = "follow_ups_view", _("melihat tindak lanjut")
    IMPORT_FILES_OPEN = "import_files_open", _("membuka berkas asli unggahan survei")
    IMPORTS_RUN = "imports_run", _("mengunggah berkas survei")
    IMPORTS_UNDO = "imports_undo", _("mengurungkan unggahan survei")
    INSTITUTIONS_EDIT = "institutions_edit", _("mencatat instansi")
    INSTITUTIONS_VIEW = "institutions_view", _("melihat instansi")
    LISTS_EXPORT = "lists_export", _("mengunduh daftar")
    MAPPINGS_EDIT = "mappings_edit", _("mengubah tulisan berkas survei yang dipelajari")
    REGISTERS_TRANSFER = "registers_transfer", _("mengunggah dan mengunduh daftar instansi dan narahubung")
    RESPONSES_EDIT = "responses_edit", _("mengoreksi jawaban responden")
    RESPONSES_VIEW = "responses_view", _("melihat jawaban responden satu per satu")
    ROUNDS_EDIT = "rounds_edit", _("mengatur putaran survei")
    ROUNDS_VIEW = "rounds_view", _("melihat putaran survei dan kuesioner")
    SESSIONS_EDIT = "sessions_edit", _("mencatat sesi FGD")
    SESSIONS_VIEW = "sessions_view", _("melihat sesi FGD")


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    KPKP_STAFF = "kpkp_staff", _("Staf Komite Perluasan Kepesertaan dan Pelayanan (KPKP)")
    BOARD = "board", _("Dewan Pengawas")
    REGIONAL_OFFICER = "regional_officer", _("Petugas wilayah")
    OBSERVER = "observer", _("Pembaca")


OBSERVING = {
    Permission.DASHBOARD_VIEW,
    Permission.INSTITUTIONS_VIEW,
    Permission.SESSIONS_VIEW,
}

READING = OBSERVING | {
    Permission.ACTIVITIES_VIEW,
    Permission.COMPLAINTS_VIEW,
    Permission.EXPOSURES_VIEW,
    Permission.FOLLOW_UPS_VIEW,
    Permission.LISTS_EXPORT,
    Permission.ROUNDS_VIEW,
}

REGISTERS = {
    Permission.CONTACTS_EDIT,
    Permission.CONTACTS_VIEW,
    Permission.INSTITUTIONS_EDIT,
    Permission.REGISTERS_TRANSFER,
}

SURVEYING = {
    Permission.IMPORT_FILES_OPEN,
    Permission.IMPORTS_RUN,
    Permission.IMPORTS_UNDO,
    Permission.MAPPINGS_EDIT,
    Permission.RESPONSES_EDIT,
    Permission.RESPONSES_VIEW,
}

HANDLING = {
    Permission.COMPLAINTS_EDIT,
    Permission.COMPLAINTS_IDENTIFY,
    Permission.FOLLOW_UPS_EDIT,
}

GRANTS = {
    Role.ADMINISTRATOR: set(Permission),
    Role.KPKP_STAFF: READING
    | REGISTERS
    | HANDLING
    | SURVEYING
    | {
        Permission.ACTIVITIES_EDIT,
        Permission.EXPOSURES_EDIT,
        Permission.FOLLOW_UPS_VERIFY,
        Permission.ROUNDS_EDIT,
        Permission.SESSIONS_EDIT,
    },
    Role.BOARD: READING,
    Role.REGIONAL_OFFICER: READING | REGISTERS | HANDLING | SURVEYING | {Permission.ACTIVITIES_EDIT},
    Role.OBSERVER: OBSERVING,
}
