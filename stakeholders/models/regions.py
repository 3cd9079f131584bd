"""The four pocket regions and their districts (kabupaten and kota)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from pmi_portal.editing.records import Record, ReferenceMixin
from stakeholders.models.spans import NoOverlap, Past, PastName, SpanMixin, past_on
from stakeholders.querysets import SpanQuerySet


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class RegionQuerySet(SpanQuerySet, ScopedQuerySet):
    """`visible_to` asks for the permission by name: a region is offered for many kinds of records."""

    REGION, VIEW = "pk", Permission.INSTITUTIONS_VIEW


class Region(SpanMixin, ReferenceMixin, Record):
    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=100)
    short_name = models.CharField(
        _("nama singkat"),
        max_length=20,
        blank=True,
        help_text=_("Untuk daftar, agar satu baris cukup. Kosongkan bila namanya sudah singkat."),
    )
    named_as_in_source = models.CharField(_("sebutan di sumber"), max_length=200, blank=True)
    time_zone = models.CharField(_("zona waktu"), max_length=40, choices=TimeZone.choices)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    note = models.TextField(_("catatan"), blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta(SpanMixin.Meta):
        verbose_name = _("wilayah kantong")
        verbose_name_plural = _("wilayah kantong")
        ordering = ["order", "name", "pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("region_detail", args=[self.code])

    @property
    def brief(self):
        """The name for a list, where each row has one or two lines."""
        return self.short_name or self.name

    def brief_since(self, day):
        """`brief`, and in brackets the name of the day where it was another."""
        return self.named_since(day, shown=self.brief)


class RegionFormerName(PastName):
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="former_names")

    class Meta(PastName.Meta):
        verbose_name = _("nama lama wilayah")
        verbose_name_plural = _("nama lama wilayah")
        constraints = [*PastName.Meta.constraints, NoOverlap(of="region", name="region_bore_one_name_a_day")]


class District(SpanMixin, ReferenceMixin, Record):
    class Basis(models.TextChoices):
        NAMED = "named", _("disebut di sumber")
        PROPOSED = "proposed", _("usulan")
        OPTIONAL = "optional", _("pilihan")

    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah"),
        on_delete=models.PROTECT,
        related_name="districts",
        help_text=_("Wilayah sekarang; yang dahulu dicatat di bawah."),
    )
    name = models.CharField(_("nama"), max_length=100)
    # Two code systems that look alike in Java and differ in NTT; never make one from the other.
    kemendagri_code = models.CharField(_("kode Kemendagri"), max_length=5, unique=True)
    bps_code = models.CharField(_("kode BPS"), max_length=4, unique=True)
    basis = models.CharField(_("dasar"), max_length=10, choices=Basis.choices)
    latitude = models.FloatField(_("lintang"), help_text=_("derajat, selatan negatif"))
    longitude = models.FloatField(_("bujur"), help_text=_("derajat, timur positif"))
    time_zone = models.CharField(_("zona waktu"), max_length=40, choices=TimeZone.choices)
    population = models.PositiveIntegerField(_("penduduk"), null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta(SpanMixin.Meta):
        verbose_name = _("kabupaten/kota")
        verbose_name_plural = _("kabupaten/kota")
        ordering = ["region__order", "kemendagri_code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name

    @property
    def province_code(self):
        return self.kemendagri_code[:2]

    def region_on(self, day):
        """The region it belonged to on that day."""
        former = past_on(self.former_regions.all(), day)
        return former.region if former else self.region


class DistrictFormerName(PastName):
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="former_names")

    class Meta(PastName.Meta):
        verbose_name = _("nama lama kabupaten/kota")
        verbose_name_plural = _("nama lama kabupaten/kota")
        constraints = [
            *PastName.Meta.constraints,
            NoOverlap(of="district", name="district_bore_one_name_a_day"),
        ]


class FormerRegion(Past):
    """A region a district belonged to before, up to and including a day."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="former_regions")
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah dahulu"), on_delete=models.PROTECT, related_name="+"
    )
    valid_to = models.DateField(_("sampai"))

    class Meta(Past.Meta):
        verbose_name = _("wilayah dahulu")
        verbose_name_plural = _("wilayah dahulu")
        constraints = [
            *Past.Meta.constraints,
            NoOverlap(of="district", name="district_in_one_region_a_day"),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.region.name
