"""The lists of regions, groups, institutions and contacts."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn
from pmi_portal.words.formats import show_month, zone_name
from stakeholders.models import Contact, Exposure, Institution, Region, StakeholderGroup


class RegisterMeta(ListTable.Meta):
    default = "–"


class NameColumn(CellColumn):
    """The record's name as a link, with its state and whether it was invented beside it."""

    def __init__(self, **kwargs):
        super().__init__("stakeholders/cell_name.html", attrs=WIDE, **kwargs)


class ToldColumn(CellColumn):
    """A cell without a template, which `plain` tells on the page and in files alike."""

    def __init__(self, plain, **kwargs):
        super().__init__(None, plain=plain, **kwargs)

    def teller(self, table):
        return self.plain


class RegionColumn(ToldColumn):
    """The region; a record without one belongs to the whole country."""

    def __init__(self, **kwargs):
        super().__init__(lambda one: one.region.brief if one.region else _now("Nasional"), **kwargs)


class ZoneColumn(django_tables2.Column):
    def render(self, value):
        return zone_name(value)


class RegionTable(ListTable):
    name = NameColumn(verbose_name=_("Wilayah"))
    time_zone = ZoneColumn(verbose_name=_("Zona waktu"))
    district_count = NumberColumn(verbose_name=_("Kabupaten/kota"))
    population = NumberColumn(verbose_name=_("Penduduk (jiwa)"))
    institution_count = NumberColumn(verbose_name=_("Instansi"))

    class Meta(RegisterMeta):
        model = Region
        fields = ["name", "time_zone", "district_count", "population", "institution_count"]
        empty_text = _("Belum ada wilayah. Minta administrator menambahkannya.")


class GroupTable(ListTable):
    order = NumberColumn(verbose_name=_("No."))
    name = NameColumn(verbose_name=_("Kelompok"))
    basis = django_tables2.Column(verbose_name=_("Dasar"))
    institution_count = NumberColumn(verbose_name=_("Instansi"))

    class Meta(RegisterMeta):
        model = StakeholderGroup
        fields = ["order", "name", "basis", "institution_count"]
        empty_text = _("Belum ada kelompok. Minta administrator menambahkannya.")


class InstitutionTable(ListTable):
    name = NameColumn(verbose_name=_("Nama"))
    group = ToldColumn(attrgetter("group"), verbose_name=_("Kelompok"), order_by=("group__order", "name"))
    region = RegionColumn(verbose_name=_("Wilayah"), order_by="region__order")
    level = ToldColumn(methodcaller("get_level_display"), by=("level",), verbose_name=_("Tingkat"))

    class Meta(RegisterMeta):
        model = Institution
        fields = ["name", "group", "region", "level"]
        empty_text = _("Tidak ada instansi yang cocok. Ubah saringan, atau catat instansi baru.")


class ContactTable(ListTable):
    full_name = NameColumn(verbose_name=_("Nama lengkap"))
    position = django_tables2.Column(verbose_name=_("Jabatan"))
    institution = django_tables2.Column(
        verbose_name=pgettext_lazy("satu", "Instansi"), order_by=("institution__name", "full_name")
    )
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by=("group__order", "full_name"))
    region = RegionColumn(verbose_name=_("Wilayah"), order_by="region__order")

    class Meta(RegisterMeta):
        model = Contact
        fields = ["full_name", "position", "institution", "group", "region"]
        empty_text = _("Tidak ada narahubung yang cocok. Ubah saringan, atau catat narahubung baru.")


class ExposureTable(ListTable):
    region = RegionColumn(verbose_name=_("Wilayah asal"), order_by=("region__order", "-month"))
    month = ToldColumn(lambda one: show_month(one.month), by=("month",), verbose_name=_("Bulan"))
    destination = ToldColumn(
        methodcaller("get_destination_display"), by=("destination",), verbose_name=_("Negara tujuan")
    )
    low = NumberColumn(verbose_name=_("Paling sedikit"))
    high = NumberColumn(verbose_name=_("Paling banyak"))
    source = django_tables2.Column(verbose_name=_("Sumber"))

    class Meta(RegisterMeta):
        model = Exposure
        fields = ["region", "month", "destination", "low", "high", "source"]
        empty_text = _("Tidak ada pajanan yang cocok. Ubah saringan.")
