"""Where a complaint comes from, and whose desk works on it."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from stakeholders.models import District, Region
from stakeholders.models.regions import TimeZone


class OriginMixin(models.Model):
    """A pocket region, or a place outside of them all, which so enters no count of a region."""

    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("kabupaten/kota asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    outside_province = models.CharField(_("provinsi asal"), max_length=100, blank=True)
    outside_district = models.CharField(_("kabupaten/kota di provinsi itu"), max_length=100, blank=True)
    outside_zone = models.CharField(
        _("zona waktu di sana"), max_length=40, choices=TimeZone.choices, blank=True
    )
    # The region whose desk works on what comes from outside, once it was handed over.
    handled_in = models.ForeignKey(
        Region,
        verbose_name=_("ditangani di"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="handled_complaints",
    )
    # By whose desk it is seen and edited; made by the database, so that an index finds it.
    desk = models.GeneratedField(
        expression=Coalesce("handled_in", "region"), output_field=models.BigIntegerField(), db_persist=True
    )

    class Meta:
        abstract = True

    @property
    def zone(self):
        """IANA name of the zone in which its clocks run."""
        return self.outside_zone or (self.district or self.region).time_zone

    @property
    def is_outside(self):
        """Whether it comes from outside the pockets."""
        return self.region_id is None

    @property
    def origin(self):
        """The nearest that is known of where it comes from."""
        return self.district or self.region or self.outside_district or self.outside_province

    @property
    def desk_region_id(self):
        """The region whose desk works on it; None for what KPKP did not hand over to any."""
        return self.handled_in_id or self.region_id

    @property
    def desk_region(self):
        return self.handled_in or self.region
