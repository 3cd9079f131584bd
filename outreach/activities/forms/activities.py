"""The form of an outreach activity."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from outreach.activities import rules
from outreach.ground import rules as ground
from outreach.ground.forms import Sectioned, check_place, names_in, offer_places
from outreach.models import Audience, OutreachActivity, OutreachTopic
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer, offer_grouped
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.forms import DayInput, NarrowedSelect
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.formats import parse_number, show_number
from stakeholders.models import Institution

MOST_RUPIAH = 10**11


class Count(CountField):
    def __init__(self, label, help_text="", **kwargs):
        within = {"required": False, "min_value": 0, "max_value": ground.MOST_PEOPLE}
        super().__init__(label=label, help_text=help_text, **within, **kwargs)


NO_RUPIAH = _("Tulis jumlah rupiah dengan angka, misalnya 2.500.000.")


class RupiahField(forms.DecimalField):
    """An amount as people write it: 2500000, 2.500.000 or Rp2.500.000."""

    def __init__(self, label, help_text=""):
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST_RUPIAH,
            decimal_places=0,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={
                "max_decimal_places": _("Tulis rupiah penuh, tanpa angka di belakang koma."),
            },
        )

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return parse_number(f"Rp {str(value).lower().removeprefix('rp')}")
        except ValueError:
            raise ValidationError(NO_RUPIAH) from None

    def prepare_value(self, value):
        return show_number(value) if isinstance(value, Decimal) else value


class ActivityForm(Sectioned, VersionedForm, SentOnce, forms.ModelForm):
    """Plan, realisation and audience; fields such as `pmi_women` count one kind of listeners."""

    women = Count(
        _("Peserta perempuan"), _("Kosongkan bila tidak dihitung, atau bila dirinci penuh di bawah.")
    )
    men = Count(_("Peserta laki-laki"), _("Kosongkan bila tidak dihitung, atau bila dirinci penuh di bawah."))
    cost = RupiahField(_("Biaya (rupiah)"), _("Boleh dikosongkan."))
    distinct_people = Count(
        _("Orang berbeda yang dijangkau"),
        _("Isi hanya bila orang yang datang lebih dari sekali dihitung satu kali."),
    )
    registrations = Count(
        _("Pendaftaran dalam 90 hari"), _("Peserta kegiatan yang terdaftar dalam 90 hari setelahnya.")
    )

    class Meta:
        model = OutreachActivity
        sections = (
            (_("Sosialisasi"), ("title", "region", "district", "village", "organiser", "channel")),
            (_("Rencana dan pelaksanaan"), ("status", "held_on", "planned_on")),
            (_("Isi"), ("topics", "speakers", "materials")),
            (_("Biaya dan catatan"), ("cost", "note")),
            (_("Peserta"), ("women", "men", "distinct_people", "registrations")),
        )
        fields = names_in(sections)
        widgets = {
            "district": NarrowedSelect("region"),
            "held_on": DayInput(),
            "planned_on": DayInput(),
            "topics": forms.CheckboxSelectMultiple,
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": _("Misalnya: Sosialisasi jaminan sosial PMI di Desa Sukamaju."),
            "organiser": _("Kosongkan bila penyelenggaranya belum ada di daftar instansi."),
            "held_on": _("Tanggal berlangsungnya, atau tanggal yang sekarang direncanakan."),
            "planned_on": _("Tanggal rencana semula. Kosongkan untuk kegiatan yang tidak direncanakan."),
            "topics": _("Materi yang wajib disampaikan menurut PP 59/2021 pasal 4 ayat (4)."),
            "speakers": _("Nama jabatan atau lembaga, misalnya: Kepala BP3MI."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self, user, Permission.ACTIVITIES_EDIT)
        self._offer_organisers(user)
        offer(self, "topics", OutreachTopic.objects.active())
        self.fields["channel"].choices = [("", _("pilih cara")), *OutreachActivity.Channel.choices]
        self._add_audience()

    def _offer_organisers(self, user):
        organiser = self.fields["organiser"]
        offered = Institution.objects.visible_to(user).visible_to(user, Permission.ACTIVITIES_EDIT)
        offered = offered.active().select_related("group")
        offer(self, "organiser", offered.order_by("group__order", "group__code", "name"))
        offer_grouped(
            organiser, none=_("tidak ditentukan"), heading=lambda institution: institution.group.name
        )

    def _add_audience(self):
        stored = self.instance.audience if self.instance.pk else {}
        self.stored_audience = {}
        for kind in Audience.Kind:
            numbers = stored.get(kind.value, (None, None))
            for sex, label, number in zip(
                ("women", "men"), (_("perempuan"), _("laki-laki")), numbers, strict=True
            ):
                name = f"{kind.value}_{sex}"
                self.fields[name] = Count(f"{kind.label}, {label}", css="form-control people")
                self.initial[name] = self.stored_audience[name] = number

    @property
    def audience_rows(self):
        """(kind, its fields for women and men) for the table."""
        return [
            (kind.label, [self[f"{kind.value}_women"], self[f"{kind.value}_men"]]) for kind in Audience.Kind
        ]

    @property
    def about(self):
        """What the actions take, from a valid form."""
        return {
            "activity": self.instance,
            "topics": self.cleaned_data["topics"],
            "audience": _audience(self.cleaned_data),
        }

    def clean_held_on(self):
        refuse_if(ground.why_not_date(self.cleaned_data["held_on"]))
        return self.cleaned_data["held_on"]

    def clean_planned_on(self):
        planned_on = self.cleaned_data["planned_on"]
        refuse_if(planned_on and ground.why_not_date(planned_on))
        return planned_on

    def clean(self):
        cleaned = super().clean()
        region, district = cleaned.get("region"), cleaned.get("district")
        status, held_on = cleaned.get("status"), cleaned.get("held_on")
        check_place(self, cleaned)
        if region and held_on:
            today = ground.today_at(district or region)
            self.add_reason("held_on", rules.why_not_status(status, held_on, today))
        self._sum_up(cleaned)
        if status:
            self._check_people(cleaned)
        return cleaned

    def _sum_up(self, cleaned):
        """A total that still says what the kinds said before follows them; one that was typed stands."""
        audience = _audience(cleaned)
        parts = rules.sums_of(audience)
        stored = rules.sums_of(self.instance.audience) if self.instance.pk else (None, None)
        for name, part, before in zip(("women", "men"), parts, stored, strict=True):
            follows = name not in self.changed_data and cleaned.get(name) == before
            if part is not None and (follows or cleaned.get(name) is None):
                cleaned[name] = part
            self.add_reason(name, rules.why_not_total(cleaned.get(name), part))

    def _check_people(self, cleaned):
        status, distinct = cleaned["status"], cleaned.get("distinct_people")
        for counted in ("women", "men", "distinct_people"):
            self.add_reason(counted, rules.why_not_people(status, cleaned.get(counted)))
        known = [number for number in (cleaned.get("women"), cleaned.get("men")) if number is not None]
        people = sum(known) if known else None
        self.add_reason("distinct_people", rules.why_not_distinct(distinct, people))
        registered = cleaned.get("registrations")
        reason = rules.why_not_registrations(status, registered, distinct=distinct, people=people)
        self.add_reason("registrations", reason)

    # The audience is compared with what somebody else stored meanwhile, as the fields of the model are.
    def compared(self):
        yield from super().compared()
        yield from self.stored_audience

    def stored_value(self, name):
        return self.stored_audience[name] if name in self.stored_audience else super().stored_value(name)


def _audience(cleaned):
    """{kind: (women, men)} of the kinds that were counted."""
    numbers = {
        kind.value: (cleaned.get(f"{kind.value}_women"), cleaned.get(f"{kind.value}_men"))
        for kind in Audience.Kind
    }
    return {kind: pair for kind, pair in numbers.items() if pair != (None, None)}
