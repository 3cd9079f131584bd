"""The register of institutions as a file."""

from django.utils.translation import gettext_lazy as _

from stakeholders import rules
from stakeholders.models import District, Institution
from stakeholders.register_columns import (
    ChoiceWidget,
    Column,
    DayWidget,
    FlagWidget,
    InRegionWidget,
    RecordWidget,
    RegionWidget,
    TextWidget,
    key_of,
)
from stakeholders.resources.names import InstitutionNames
from stakeholders.resources.registers import RegisterMeta, RegisterResource


class InstitutionResource(RegisterResource):
    """A row means the institution that bears or bore its name in its region."""

    name = Column("name", _("Nama"), TextWidget(longest=200, required=True), also=["nama instansi"], key=True)
    group = Column("group", _("Kelompok"), RecordWidget(required=True))
    region = Column("region", _("Wilayah"), RegionWidget(), key=True)
    district = Column("district", _("Kabupaten/kota"), InRegionWidget(), also=["kabupaten", "kab/kota"])
    level = Column("level", _("Tingkat"), ChoiceWidget(Institution.Level.choices))
    address = Column("address", _("Alamat kantor"), TextWidget(longest=300), also=["alamat"])
    note = Column("note", _("Catatan"), TextWidget(longest=2000, lines=True))
    valid_to = Column("valid_to", _("Berlaku sampai"), DayWidget(), readonly=True)
    former = Column("former", _("Nama lama"), readonly=True)
    is_sample = Column("is_sample", _("Data contoh"), FlagWidget(), readonly=True)

    class Meta(RegisterMeta):
        model = Institution
        fields = (
            *("name", "group", "region", "district", "level", "address", "note"),
            *("valid_to", "former", "is_sample"),
        )

    def get_queryset(self):
        return super().get_queryset().prefetch_related("former_names")

    def dehydrate_former(self, institution):
        return "; ".join(former.name for former in institution.former_names.all())

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.names = InstitutionNames(Institution.objects.visible_to(self.user).for_list())
        self.districts = {
            (district.region_id, spelling.casefold()): district
            for district in District.objects.select_related("region")
            for spelling in (district.name, district.kemendagri_code)
        }
        self.fields["district"].widget.find = self._district

    def found(self, row):
        return self.names.find(key_of(row["name"]), self.region_id(row))

    def refusals(self, institution):
        return {"district": rules.why_not_district(institution.district, institution.region)}

    def _district(self, text, row):
        return self.districts.get((self.region_id(row), text.casefold()))
