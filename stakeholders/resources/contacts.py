"""The register of contacts as a file."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stakeholders import rules
from stakeholders.models import Contact, Institution
from stakeholders.register_columns import (
    Column,
    EmailWidget,
    FlagWidget,
    InRegionWidget,
    PhoneWidget,
    RecordWidget,
    RegionWidget,
    TextWidget,
    key_of,
)
from stakeholders.resources.names import InstitutionNames
from stakeholders.resources.registers import RegisterMeta, RegisterResource


class ContactResource(RegisterResource):
    """A row means the contact of that name in that institution and region."""

    full_name = Column(
        "full_name", _("Nama lengkap"), TextWidget(longest=200, required=True), also=["nama"], key=True
    )
    position = Column("position", _("Jabatan"), TextWidget(longest=150))
    institution = Column("institution", _("Instansi"), InRegionWidget(), key=True)
    group = Column("group", _("Mewakili kelompok"), RecordWidget(required=True), also=["kelompok"])
    region = Column("region", _("Mewakili wilayah"), RegionWidget(), also=["wilayah"], key=True)
    email = Column("email", _("Surel"), EmailWidget(longest=254), also=["e-mail"])
    phone = Column("phone", _("Telepon"), PhoneWidget(longest=30), also=["no. telepon", "no. hp", "hp"])
    note = Column("note", _("Catatan"), TextWidget(longest=2000, lines=True))
    active = Column("active", _("Aktif"), FlagWidget(), saves_null_values=False)
    is_sample = Column("is_sample", _("Data contoh"), FlagWidget(), readonly=True)

    class Meta(RegisterMeta):
        model = Contact
        fields = (
            *("full_name", "position", "institution", "group", "region"),
            *("email", "phone", "note", "active", "is_sample"),
        )

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.names = InstitutionNames(Institution.objects.visible_to(self.user).for_list())
        self.fields["institution"].widget.find = self._institution
        self.contacts = {}
        for contact in Contact.objects.visible_to(self.user).for_list():
            key = (contact.full_name.casefold(), contact.institution_id, contact.region_id)
            self.contacts.setdefault(key, []).append(contact)

    def found(self, row):
        text = key_of(row["institution"])
        institution = self._institution(text, row) if text else None
        if text and institution is None:
            return None
        key = (key_of(row["full_name"]), institution.pk if institution else None, self.region_id(row))
        found = self.contacts.get(key, [])
        if len(found) > 1:
            raise ValueError(
                _now("Lebih dari satu narahubung tercatat dengan nama, instansi, dan wilayah ini.")
            )
        return found[0] if found else None

    def refusals(self, contact):
        return {"institution": rules.why_not_institution(contact.institution, contact.region)}

    def _institution(self, text, row):
        """An institution of the row's region, else one of the whole country."""
        return self.names.find(text, self.region_id(row)) or self.names.find(text, None)
