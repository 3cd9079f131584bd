"""Institutions with their former names, and the contacts who speak for a group and a region."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.records import Record, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models.groups import StakeholderGroup
from stakeholders.models.regions import District, Region
from stakeholders.models.spans import NoOverlap, PastName, SpanMixin
from stakeholders.querysets import ContactQuerySet, InstitutionQuerySet
from stakeholders.searching import SearchedQuerySet


class Institution(SpanMixin, SampleMixin, VersionedMixin, FoldedMixin, Record):
    class Level(models.TextChoices):
        NATIONAL = "national", _("pusat")
        PROVINCE = "province", _("provinsi")
        DISTRICT = "district", _("kabupaten/kota")
        SUBDISTRICT = "subdistrict", _("kecamatan")
        VILLAGE = "village", _("desa/kelurahan")
        NON_GOVERNMENT = "non_government", _("nonpemerintah")

    name = models.CharField(_("nama"), max_length=200)
    group = models.ForeignKey(
        StakeholderGroup, verbose_name=_("kelompok"), on_delete=models.PROTECT, related_name="institutions"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
        help_text=_("Kosongkan untuk instansi tingkat nasional."),
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("kabupaten/kota"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
    )
    level = models.CharField(_("tingkat"), max_length=20, choices=Level.choices)
    address = models.CharField(_("alamat kantor"), max_length=300, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=2000)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("bergabung ke"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    # Of two that merged, a search for either name finds both, and what is recorded of both.
    folded = FoldedField("name", names=("former_names",), joined=("successor", "predecessors"))
    history = HistoricalRecords(excluded_fields=["folded"])

    objects = InstitutionQuerySet.as_manager()
    VIEW_PERMISSION, EDIT_PERMISSION = Permission.INSTITUTIONS_VIEW, Permission.INSTITUTIONS_EDIT

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        ordering = ["name", "pk"]
        indexes = [TrigramIndex("folded", name="institution_trigrams")]
        constraints = [
            *SpanMixin.Meta.constraints,
            models.CheckConstraint(
                name="institution_with_successor_has_ended",
                condition=models.Q(successor=None) | models.Q(valid_to__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["name", "region"],
                name="institution_name_unique_in_region",
                violation_error_message=_("Instansi dengan nama ini sudah ada di wilayah tersebut."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(region=None),
                name="institution_name_unique_when_national",
                violation_error_message=_("Instansi tingkat nasional dengan nama ini sudah ada."),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("institution_detail", args=[self.pk])


class FormerName(FoldedMixin, PastName):
    """A name an institution once had, with the dates the sources give."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="former_names")
    folded = FoldedField("name")

    objects = SearchedQuerySet.as_manager()

    class Meta(PastName.Meta):
        verbose_name = _("nama lama")
        verbose_name_plural = _("nama lama")
        ordering = ["valid_to", "name", "pk"]
        indexes = [TrigramIndex("folded", name="formername_trigrams")]
        constraints = [
            *PastName.Meta.constraints,
            models.UniqueConstraint(
                fields=["institution", "name"],
                name="former_name_once_per_institution",
                violation_error_message=_("Nama lama ini sudah tercatat."),
            ),
            NoOverlap(of="institution", name="institution_bore_one_name_a_day"),
        ]


class Contact(SampleMixin, VersionedMixin, FoldedMixin, models.Model):
    """A person who speaks for a stakeholder group in a region."""

    full_name = models.CharField(_("nama lengkap"), max_length=200)
    position = models.CharField(_("jabatan"), max_length=150, blank=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    group = models.ForeignKey(
        StakeholderGroup,
        verbose_name=_("mewakili kelompok"),
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("mewakili wilayah"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
        help_text=_("Kosongkan untuk narahubung tingkat nasional."),
    )
    email = models.EmailField(_("surel"), blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=2000)
    active = models.BooleanField(_("aktif"), default=True)
    folded = FoldedField("full_name", "position", names=("institution",))
    history = HistoricalRecords(excluded_fields=["folded"])

    objects = ContactQuerySet.as_manager()
    VIEW_PERMISSION, EDIT_PERMISSION = Permission.CONTACTS_VIEW, Permission.CONTACTS_EDIT

    class Meta:
        verbose_name = _("narahubung")
        verbose_name_plural = _("narahubung")
        ordering = ["full_name", "pk"]
        indexes = [TrigramIndex("folded", name="contact_trigrams")]

    class Privacy:
        personal = ("full_name", "email", "phone", "folded")

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("contact_detail", args=[self.pk])
