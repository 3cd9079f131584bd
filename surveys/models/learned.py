"""What officers said of words in their files, kept so that nobody is asked the same again."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record, VersionedMixin
from stakeholders.models import Region
from surveys.models.imports import ImportBatch
from surveys.models.questionnaires import QuestionnaireVersion
from surveys.querysets import LearnedQuerySet

LONGEST_SPELLING, LONGEST_MEANING = 60, 40


class LearnedEntry(VersionedMixin, Record):
    """What `spelling` means in a column of the files of a questionnaire, in one region or in all.

    `column` is a `Column.name` and `meaning` what its kind takes for an answer: the code of an option or
    of a country, codes of several. With no column it is a heading that is spelled so, and `meaning` the name
    of the column it stands over.
    """

    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name=_("kuesioner"), on_delete=models.PROTECT, related_name="learned"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="learned",
        help_text=_("Kosong berarti untuk semua wilayah."),
    )
    column = models.CharField(_("kolom"), max_length=40, blank=True)
    spelling = models.CharField(_("tulisan"), max_length=LONGEST_SPELLING)
    meaning = models.CharField(_("dibaca sebagai"), max_length=LONGEST_MEANING)
    learned_from = models.ForeignKey(
        ImportBatch, verbose_name=_("dari unggahan"), on_delete=models.PROTECT, related_name="learned"
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(_("pada"), default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ditarik oleh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)
    withdrawn_because = models.CharField(_("alasan ditarik"), max_length=500, blank=True)

    objects = LearnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("tulisan yang dipelajari")
        verbose_name_plural = _("tulisan yang dipelajari")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "region", "column", "spelling"],
                condition=models.Q(withdrawn_at=None),
                name="learned_entry_once_per_region",
            ),
            models.UniqueConstraint(
                fields=["version", "column", "spelling"],
                condition=models.Q(withdrawn_at=None, region=None),
                name="learned_entry_once_for_all_regions",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                | models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because=""),
                name="learned_entry_withdrawn_iff_dated_and_signed",
            ),
        ]

    class Privacy:
        personal = ("spelling", "withdrawn_because")

    def __str__(self):
        return f"“{self.spelling}”"

    def get_absolute_url(self):
        return reverse("learned_list")

    def newest_step(self):
        """(what in words, who, when) of its last change."""
        if self.withdrawn_at:
            return _("ditarik"), self.withdrawn_by, self.withdrawn_at
        return _("dipelajari"), self.said_by, self.said_at
