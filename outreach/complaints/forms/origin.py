"""Where a complaint comes from: a pocket region, or a place outside of them all."""

from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Region
from stakeholders.models.regions import TimeZone

OUTSIDE = "luar"
OF_OUTSIDE = ("outside_province", "outside_district", "outside_zone")
PROVINCES = (
    *("Aceh", "Sumatera Utara", "Sumatera Barat", "Riau", "Kepulauan Riau", "Jambi", "Sumatera Selatan"),
    *("Kepulauan Bangka Belitung", "Bengkulu", "Lampung", "Banten", "DKI Jakarta", "Jawa Barat"),
    *("Jawa Tengah", "DI Yogyakarta", "Jawa Timur", "Bali", "Nusa Tenggara Barat", "Nusa Tenggara Timur"),
    *("Kalimantan Barat", "Kalimantan Tengah", "Kalimantan Selatan", "Kalimantan Timur"),
    *("Kalimantan Utara", "Sulawesi Utara", "Gorontalo", "Sulawesi Tengah", "Sulawesi Barat"),
    *("Sulawesi Selatan", "Sulawesi Tenggara", "Maluku", "Maluku Utara", "Papua", "Papua Barat"),
    *("Papua Barat Daya", "Papua Pegunungan", "Papua Selatan", "Papua Tengah"),
)


class OriginField(forms.ModelChoiceField):
    """A region, or the choice that it is none of them, which is kept as no region."""

    offers_outside = False

    def clean(self, value):
        return None if self.offers_outside and value == OUTSIDE else super().clean(value)


class OriginMixin(forms.Form):
    """Where a complaint comes from; the form that takes these fields asks `settle_origin` in its `clean`."""

    region = OriginField(label=_("Wilayah asal"), queryset=Region.objects.none())
    outside_province = forms.ChoiceField(
        label=_("Provinsi asal"),
        required=False,
        choices=[("", _("pilih provinsi")), *((name, name) for name in PROVINCES)],
        help_text=_("Hanya untuk pengaduan dari luar daerah kantong."),
    )
    outside_district = forms.CharField(
        label=_("Kabupaten/kota di provinsi itu"),
        required=False,
        max_length=100,
        help_text=_("Boleh kosong bila tidak diketahui."),
    )
    outside_zone = forms.ChoiceField(
        label=_("Zona waktu di sana"),
        required=False,
        choices=TimeZone.choices,
        initial=TimeZone.WIB,
        help_text=_("Batas waktu pengaduan dihitung menurut zona ini."),
    )

    def offer_outside(self, user):
        """Only who works for the whole country takes in what comes from outside; what is stored stays."""
        is_stored_outside = bool(self.instance.pk) and self.instance.is_outside
        if user.holds(Permission.COMPLAINTS_EDIT, None) or is_stored_outside:
            field = self.fields["region"]
            field.offers_outside, (none, *regions) = True, field.choices
            field.choices = [none, (OUTSIDE, _("di luar daerah kantong")), *regions]
        else:
            for name in OF_OUTSIDE:
                del self.fields[name]
        if is_stored_outside:
            self.initial["region"] = OUTSIDE
        elif self.instance.pk:
            self.initial["outside_zone"] = TimeZone.WIB

    def zone_of_origin(self):
        """The zone of what was chosen; None where nothing was."""
        kept = self.cleaned_data
        if "region" not in kept:
            return None
        home = kept.get("district") or kept["region"]
        return ZoneInfo(home.time_zone if home else kept.get("outside_zone") or TimeZone.WIB)

    def settle_origin(self, cleaned):
        """One of the two: a place in a region, or a province."""
        if "region" in self.errors or OF_OUTSIDE[0] not in self.fields:
            return
        if cleaned.get("region"):
            cleaned |= dict.fromkeys(OF_OUTSIDE, "")
            return
        cleaned["district"] = None
        cleaned["outside_zone"] = cleaned.get("outside_zone") or TimeZone.WIB
        if not cleaned.get("outside_province"):
            self.add_error("outside_province", _("Pilih provinsi asalnya."))
