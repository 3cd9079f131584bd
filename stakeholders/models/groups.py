"""The stakeholder groups: 19 as shipped, but 19 is data, not code."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record, ReferenceMixin
from stakeholders.models.spans import NoOverlap, PastName, SpanMixin
from stakeholders.querysets import SpanQuerySet


class StakeholderGroup(SpanMixin, ReferenceMixin, Record):
    class Basis(models.TextChoices):
        SOURCE = "source", _("disebut di sumber")
        PROPOSED = "proposed", _("usulan")

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=150)
    basis = models.CharField(_("dasar"), max_length=10, choices=Basis.choices)
    named_as_in_source = models.CharField(_("sebutan di sumber"), max_length=200, blank=True)
    reason = models.TextField(_("alasan dan nama dari waktu ke waktu"), blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    objects = SpanQuerySet.as_manager()

    class Meta(SpanMixin.Meta):
        verbose_name = _("kelompok pemangku kepentingan")
        verbose_name_plural = _("kelompok pemangku kepentingan")
        ordering = ["order", "code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("group_detail", args=[self.code])


class GroupFormerName(PastName):
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="former_names")

    class Meta(PastName.Meta):
        verbose_name = _("nama lama kelompok")
        verbose_name_plural = _("nama lama kelompok")
        constraints = [*PastName.Meta.constraints, NoOverlap(of="group", name="group_bore_one_name_a_day")]


class TermAlias(ReferenceMixin, models.Model):
    """A term that was renamed (BP3TKI, UPT BP2MI, BP3MI): a search takes all terms of a family as one."""

    family = models.CharField(_("keluarga istilah"), max_length=40, help_text=_("istilah terbaru"))
    term = models.CharField(_("istilah"), max_length=60, unique=True)
    valid_from = models.CharField(
        _("berlaku sejak"), max_length=40, blank=True, help_text=_("seperti di sumber")
    )
    source = models.CharField(_("sumber"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("istilah lama dan baru")
        verbose_name_plural = _("istilah lama dan baru")
        ordering = ["family", "term"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.term} = {self.family}"
