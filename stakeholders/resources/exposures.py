"""The register of exposures as a file."""

from django.utils.translation import gettext_lazy as _

from stakeholders import rules
from stakeholders.models import Exposure
from stakeholders.models.exposures import ALL_TOGETHER, DESTINATIONS
from stakeholders.register_columns import (
    ChoiceWidget,
    Column,
    FlagWidget,
    MonthWidget,
    PeopleWidget,
    RegionWidget,
    TextWidget,
)
from stakeholders.resources.registers import RegisterMeta, RegisterResource


class ExposureResource(RegisterResource):
    """A row means one region, month and group of destinations; without that column all of them together."""

    region = Column("region", _("Wilayah asal"), RegionWidget(required=True), also=["wilayah"], key=True)
    month = Column("month", _("Bulan"), MonthWidget(), also=["periode"], key=True)
    destination = Column(
        "destination",
        _("Negara tujuan"),
        ChoiceWidget(DESTINATIONS, blank=ALL_TOGETHER),
        also=["tujuan", "negara penempatan"],
    )
    low = Column("low", _("Paling sedikit"), PeopleWidget(), also=["minimum", "min"])
    high = Column("high", _("Paling banyak"), PeopleWidget(), also=["maksimum", "maks"])
    source = Column("source", _("Sumber"), TextWidget(longest=300, required=True))
    is_sample = Column("is_sample", _("Data contoh"), FlagWidget(), readonly=True)

    class Meta(RegisterMeta):
        model = Exposure
        fields = ("region", "month", "destination", "low", "high", "source", "is_sample")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        known = Exposure.objects.visible_to(self.user).for_list()
        self.stored = {(one.region_id, one.month, one.destination): one for one in known}

    def found(self, row):
        return self.stored.get(self.key_of_new(row))

    def key_of_new(self, row):
        """(region id, month, destination); a cell that cannot be read is told by its column, with no key."""
        try:
            month = self.fields["month"].widget.clean(row["month"])
            destination = self.fields["destination"].widget.clean(row.get("destination"))
        except ValueError:
            return object()
        return self.region_id(row), month, destination

    def refusals(self, exposure):
        return {"high": rules.why_not_span(exposure.low, exposure.high)}

    def hint(self, typed, exposure):
        return ""
