"""An uploaded survey file on its way into a round."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record
from pmi_portal.files.sheets import sheet_address
from pmi_portal.jobs.models import Job
from stakeholders.models import Region
from surveys.models.rounds import SurveyRound
from surveys.querysets import BatchQuerySet

NAMED_BY = {"p:district": "p:region"}  # the column in which the file tells what has none of its own
SAVED = ("committed", "undone")  # states of an import whose rows went into the round


def stored_name(batch, filename):
    """A name of our own making: what the uploader called the file never becomes a path."""
    return f"imports/{uuid.uuid4()}"


def upload_storage():
    return storages["sealed"]


class ImportBatch(Record):
    class Basis(models.TextChoices):
        """Of article 20(2) of law 27/2022; no survey rests on a contract or on saving somebody's life."""

        CONSENT = "consent", _("persetujuan responden")
        PUBLIC_TASK = "public_task", _("tugas pelayanan publik")
        LEGAL_DUTY = "legal_duty", _("kewajiban hukum")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("diunggah")
        CHECKED = "checked", _("sudah diperiksa")
        COMMITTED = "committed", _("tersimpan")
        REFUSED = "refused", _("ditolak")
        CANCELLED = "cancelled", _("dibatalkan")
        UNDONE = "undone", _("diurungkan")

    class Subject(models.TextChoices):
        SURVEY = "survey", _("jawaban survei")
        COMPLAINTS = "complaints", _("pengaduan lama")
        ACTIVITIES = "activities", _("sosialisasi lama")

    subject = models.CharField(
        _("isi berkas"), max_length=10, choices=Subject.choices, default=Subject.SURVEY
    )
    round = models.ForeignKey(  # of answers to a survey
        SurveyRound,
        verbose_name=_("putaran survei"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="batches",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah seluruh berkas"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_batches",
        help_text=_("Dipakai bila berkas tidak punya kolom wilayah."),
    )
    file = models.FileField(_("berkas"), upload_to=stored_name, storage=upload_storage)
    original_name = models.CharField(_("nama berkas"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("ukuran (byte)"))
    file_removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)
    basis = models.CharField(  # none of those from before it was asked
        _("dasar hukum"), max_length=20, choices=Basis.choices, blank=True
    )
    sheets = models.JSONField(
        _("lembar"), default=list, blank=True, help_text=_("Kosong berarti lembar pertama yang terlihat.")
    )
    decisions = models.JSONField(_("keputusan tentang kolom"), default=dict, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.UPLOADED)
    report = models.JSONField(_("hasil pemeriksaan"), default=dict, blank=True)
    job = models.ForeignKey(
        Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_batches"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diunggah oleh"),
        on_delete=models.PROTECT,
        related_name="import_batches",
    )
    uploaded_at = models.DateTimeField(_("diunggah pada"), default=timezone.now)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("disimpan oleh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    committed_at = models.DateTimeField(_("disimpan pada"), null=True, blank=True)
    updates = models.BooleanField(
        _("perbarui responden yang sudah tersimpan"),
        default=False,
        help_text=_("Isi berkas menggantikan jawaban tersimpan dari nomor responden yang sama."),
    )
    tolerance = models.PositiveSmallIntegerField(
        _("baris ditolak yang masih diterima (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Kosong berarti baris yang benar disimpan, berapa pun yang ditolak."),
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diurungkan oleh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)
    undone_because = models.CharField(_("alasan diurungkan"), max_length=500, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("unggahan survei")
        verbose_name_plural = _("unggahan survei")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject="survey", round__isnull=False)
                | (~models.Q(subject="survey") & models.Q(round=None)),
                name="import_batch_of_a_round_iff_of_a_survey",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SAVED, committed_at__isnull=False, committed_by__isnull=False)
                | (~models.Q(state__in=SAVED) & models.Q(committed_at=None, committed_by=None)),
                name="import_batch_committed_iff_dated_and_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_at=None, undone_by=None, undone_because="")),
                name="import_batch_undone_iff_dated_and_signed",
            ),
        ]

    class Privacy:
        personal = ("file", "original_name", "decisions", "report", "undone_because")

    def __str__(self):
        return self.original_name

    def get_absolute_url(self):
        return reverse("import_detail", args=[self.pk])

    @property
    def is_past(self):
        """Whether it brings records of the years before the portal, and no answers to a survey."""
        return self.subject != self.Subject.SURVEY

    @property
    def into(self):
        """Where its rows go, in words: a round, or what it tells of the past."""
        return str(self.round or self.get_subject_display())

    @property
    def tables(self):
        """How each table was read: {sheet, heading_row, columns, letters}; [] before the check."""
        if "columns" in self.report:  # as release 0.2 kept it
            return [self.report]
        return self.report.get("tables", [])

    @property
    def sheets_read(self):
        """The names of the sheets that were read, [None] for a csv."""
        return list(dict.fromkeys(table["sheet"] for table in self.tables))

    @property
    def tables_read(self):
        """What each table is called: as its sheet, "" for a csv; a further one of a sheet with its cell."""
        return [table.get("called", table["sheet"] or "") for table in self.tables]

    @property
    def sheet_read(self):
        """The only sheet that was read; "" for several, which are told with each row, and for a csv."""
        read = self.sheets_read
        return read[0] or "" if len(read) == 1 and self.report.get("sheets") else ""

    def fixes_in(self, called):
        """{row: {place of a column: what was typed there}} of a table, all as text: the dict that is kept."""
        read = self.tables_read
        is_first = len(read) < 2 or called == read[0]
        own = self.decisions if is_first else self.decisions.get("others", {}).get(called, {})
        return own.get("fixes", {})

    def address(self, name, called, row):
        """“Data!F17” of a column of the round, by its `Column.name`, in this row; "" where it had none."""
        above = [
            table
            for table, each in zip(self.tables, self.tables_read, strict=True)
            if each == called and row and (table["heading_row"] or 0) < row
        ]
        there = above[-1].get("letters", {}) if above else {}
        letters = there.get(name) or there.get(NAMED_BY.get(name))
        return sheet_address(called, f"{letters}{row}") if letters else ""
