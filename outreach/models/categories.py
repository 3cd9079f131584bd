"""The kinds of cases complaints are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.querysets.complaints import CategoryQuerySet
from pmi_portal.editing.records import Record, ReferenceMixin


class ComplaintCategory(ReferenceMixin, Record):
    """A kind of case; a category that went out of use keeps its complaints and its dates."""

    class Period(models.TextChoices):
        BEFORE = "before", _("sebelum berangkat")
        DURING = "during", _("selama bekerja")
        AFTER = "after", _("setelah pulang")
        ANY = "any", _("kapan saja")

    class Group(models.TextChoices):
        SOCIAL_SECURITY = "social_security", _("jaminan sosial")
        WAGES = "wages", _("upah dan kontrak")
        PLACEMENT = "placement", _("penempatan dan dokumen")
        VIOLENCE = "violence", _("kekerasan dan perdagangan orang")
        HEALTH = "health", _("kesehatan, kecelakaan, dan kematian")
        LAW = "law", _("hukum, overstay, dan pemulangan")
        OTHER = "other", _("putus kontak dan lainnya")

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("bagian dari"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    group = models.CharField(
        _("rumpun"),
        max_length=15,
        choices=Group.choices,
        default=Group.OTHER,
        help_text=_("Angka untuk Dewan Pengawas menghitung pengaduan menurut rumpun ini."),
    )
    period = models.CharField(_("tahap migrasi"), max_length=10, choices=Period.choices, default=Period.ANY)
    definition = models.TextField(_("definisi"), blank=True, max_length=2000)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    active = models.BooleanField(_("aktif"), default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("kategori pengaduan")
        verbose_name_plural = _("kategori pengaduan")
        ordering = ["order", "code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.code} {self.name}"
