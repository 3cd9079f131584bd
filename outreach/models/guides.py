"""Discussion guides: the questions a facilitator asks, kept in versions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach.querysets.guides import GuideQuerySet
from pmi_portal.editing.records import VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin


class DiscussionGuide(VersionedMixin, FoldedMixin, models.Model):
    """One version of a guide; a guide that a session used is not changed any more, a new version is made."""

    title = models.CharField(_("judul panduan"), max_length=200)
    number = models.PositiveSmallIntegerField(_("versi"), default=1)
    introduction = models.TextField(_("pengantar"), blank=True, max_length=5000)
    active = models.BooleanField(
        _("dipakai"), default=True, help_text=_("Hanya panduan yang dipakai ditawarkan untuk sesi baru.")
    )
    folded = FoldedField("title", "introduction")

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("panduan diskusi")
        verbose_name_plural = _("panduan diskusi")
        ordering = ["title", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "number"],
                name="guide_once_per_title_and_number",
                violation_error_message=_("Versi panduan ini sudah ada."),
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return _("%(title)s, versi %(number)s") % {"title": self.title, "number": self.number}

    def get_absolute_url(self):
        return reverse("guide_detail", args=[self.pk])


class GuideQuestion(models.Model):
    guide = models.ForeignKey(DiscussionGuide, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(_("urutan"))
    text = models.CharField(_("pertanyaan"), max_length=500)
    prompts = models.TextField(_("pertanyaan pendalaman"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("pertanyaan panduan")
        verbose_name_plural = _("pertanyaan panduan")
        ordering = ["guide", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "order"],
                name="guide_question_once_per_place",
                violation_error_message=_("Nomor pertanyaan ini sudah dipakai."),
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.order}. {self.text}"
