"""The lists of regions, groups, institutions and contacts."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.tables import ListTable, NumberColumn
from stakeholders.models import Contact, Institution, Region, StakeholderGroup


class RegisterMeta(ListTable.Meta):
    default = "–"


class NameColumn(django_tables2.TemplateColumn):
    """The record's name as a link, with its state and whether it was invented beside it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "wide-text"}})
        super().__init__(template_name="stakeholders/cell_name.html", **kwargs)


class RegionColumn(django_tables2.TemplateColumn):
    """The region; a record without one belongs to the whole country."""

    def __init__(self, **kwargs):
        super().__init__(
            template_name="stakeholders/cell_region.html",
            order_by=("region__order", "name"),
            empty_values=(),
            **kwargs,
        )


class RegionTable(ListTable):
    name = NameColumn(verbose_name=_("Wilayah"))
    time_zone = django_tables2.TemplateColumn(
        "{% load formats %}{{ value|zone }}", verbose_name=_("Zona waktu")
    )
    district_count = NumberColumn(verbose_name=_("Kabupaten/kota"))
    population = NumberColumn(verbose_name=_("Penduduk (jiwa)"))
    institution_count = NumberColumn(verbose_name=_("Instansi"))

    class Meta(RegisterMeta):
        model = Region
        fields = ["name", "time_zone", "district_count", "population", "institution_count"]
        empty_text = _("Belum ada wilayah. Muat data acuan, atau tambahkan di layar admin.")


class GroupTable(ListTable):
    order = NumberColumn(verbose_name=_("No."))
    name = NameColumn(verbose_name=_("Kelompok"))
    basis = django_tables2.Column(verbose_name=_("Dasar"))
    institution_count = NumberColumn(verbose_name=_("Instansi"))

    class Meta(RegisterMeta):
        model = StakeholderGroup
        fields = ["order", "name", "basis", "institution_count"]
        empty_text = _("Belum ada kelompok. Muat data acuan, atau tambahkan di layar admin.")


class InstitutionTable(ListTable):
    name = NameColumn(verbose_name=_("Nama"))
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by=("group__order", "name"))
    region = RegionColumn(verbose_name=_("Wilayah"))
    level = django_tables2.Column(verbose_name=_("Tingkat"))

    class Meta(RegisterMeta):
        model = Institution
        fields = ["name", "group", "region", "level"]
        empty_text = _("Tidak ada instansi yang cocok. Ubah saringan, atau catat instansi baru.")


class ContactTable(ListTable):
    full_name = NameColumn(verbose_name=_("Nama lengkap"))
    position = django_tables2.Column(verbose_name=_("Jabatan"))
    institution = django_tables2.Column(
        verbose_name=_("Instansi"), order_by=("institution__name", "full_name")
    )
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by=("group__order", "full_name"))
    region = RegionColumn(verbose_name=_("Wilayah"))

    class Meta(RegisterMeta):
        model = Contact
        fields = ["full_name", "position", "institution", "group", "region"]
        empty_text = _("Tidak ada narahubung yang cocok. Ubah saringan, atau catat narahubung baru.")
