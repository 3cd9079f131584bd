"""The forms of a complaint: taken in, and edited."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.complaints import rules
from outreach.complaints.forms.origin import OF_OUTSIDE, OriginMixin
from outreach.complaints.forms.receipt import SESSION, ReceiptField
from outreach.ground.forms import Sectioned, check_place, names_in, offer_places, settle_happened
from outreach.models import Complaint, ComplaintCategory, ServiceLimit
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer, offer_grouped
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.countries import country_choices
from pmi_portal.words.nik import why_not_text

MOST_PEOPLE = 10_000
OF_THE_CASE = ("person_stage", "person_sex", "happened")
# Where most of them work; offered before the rest of the world.
USUAL_DESTINATIONS = ("MY", "TW", "HK", "SG", "SA", "KR", "JP", "BN", "AE", "QA")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class HiddenMoment(MomentInput):
    input_type = "hidden"


class MomentField(forms.DateTimeField):
    """A moment shown by the clock of `zone`."""

    widget, hidden_widget = MomentInput, HiddenMoment
    zone = ZoneInfo("Asia/Jakarta")

    def prepare_value(self, value):
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return super().prepare_value(value)


class ComplaintForm(Sectioned, VersionedForm, SentOnce, OriginMixin, forms.ModelForm):
    """What is known of a case; `name` and `contact` go encrypted into a record of their own."""

    received_at = MomentField(
        label=_("Diterima pada"),
        help_text=_("Waktu setempat di wilayah asal. Batas waktu dihitung dari sini."),
    )
    destination = forms.ChoiceField(label=_("Negara tujuan"), required=False)
    people = CountField(
        label=_("Jumlah orang yang terdampak"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        help_text=_("Satu kejadian tetap satu pengaduan, berapa pun korbannya."),
    )
    name = forms.CharField(
        label=_("Nama pelapor"),
        required=False,
        max_length=200,
        help_text=_("Disimpan terenkripsi dan hanya dapat dibuka petugas yang berhak."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Telepon atau surel pelapor"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Complaint
        sections = (
            (_("Penerimaan"), ("channel", "region", "district", *OF_OUTSIDE, "received_at")),
            (
                _("Isi pengaduan"),
                ("text", "remedy_sought", "category", "limit", "destination", "procedural", "people"),
            ),
            (_("Yang dialami"), ("person_stage", "person_sex", "happened", "happened_on")),
            (_("Prioritas"), ("severity", *Complaint.SIGNS)),
            (_("Pelapor"), ("reporter", "is_anonymous", "name", "contact")),
            (_("Untuk rekan di kantor"), ("internal_note",)),
        )
        fields = names_in(sections)
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "remedy_sought": forms.Textarea(attrs={"rows": 3}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
            "happened_on": DayInput(),
        }
        help_texts = {
            "person_stage": _("Orang yang mengalaminya; tidak selalu pelapornya."),
            "severity": _(
                "Dengan salah satu tanda darurat di bawah ini pengaduan selalu darurat: ditangani hari itu."
            ),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        record = self.instance
        offer_places(self, user, Permission.COMPLAINTS_EDIT)
        self.offer_outside(user)
        for name in OF_THE_CASE:
            self.fields[name].required = False  # what nobody asked stays unknown
        self._offer_kinds()
        usual = [(code, name) for code, name in country_choices() if code in USUAL_DESTINATIONS]
        others = [(code, name) for code, name in country_choices() if code not in USUAL_DESTINATIONS]
        self.fields["destination"].choices = [
            ("", _("tidak diketahui")),
            (_("Tujuan terbanyak"), usual),
            (_("Negara lain"), others),
        ]
        self.initial["received_at"] = record.received_at
        self.fields["received_at"].show_hidden_initial = not record.pk
        self.fields["received_at"].zone = ZoneInfo(record.zone) if _has_place(record) else self._usual_zone()
        if record.statement_id:
            self._hold_to_statement()

    def _offer_kinds(self):
        self.fields["channel"].choices = [("", _("pilih saluran")), *Complaint.Channel.choices]
        self.fields["reporter"].choices = [("", _("pilih pelapor")), *Complaint.Reporter.choices]
        category = self.fields["category"]
        offer(self, "category", ComplaintCategory.objects.active().select_related("parent"))
        offer_grouped(
            category,
            none=_("pilih kategori"),
            heading=lambda one: str(one.parent) if one.parent else _("Jenis kasus PMI"),
        )
        limit = self.fields["limit"]
        offer(self, "limit", ServiceLimit.objects.of_step(ServiceLimit.Step.ANSWER).active())
        limit.label_from_instance = _with_days
        limit.empty_label = _("pilih golongan")

    def _usual_zone(self):
        """The zone of the only region on offer, else that of the capital."""
        regions = list(self.fields["region"].queryset)
        return ZoneInfo(regions[0].time_zone if len(regions) == 1 else "Asia/Jakarta")

    def _hold_to_statement(self):
        """A complaint born from a statement stays where the session was, and came through it."""
        for name in ("region", "channel"):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Mengikuti pernyataan asalnya.")
        for name in OF_OUTSIDE:
            self.fields.pop(name, None)
        if not self.instance.pk:
            self.fields["received_at"] = ReceiptField(self.instance.statement.session)
            self.initial["received_at"] = SESSION

    def clean_received_at(self):
        """What was typed as a clock time is meant where the complaint is at home.

        Who leaves the field of a new complaint alone means the moment of sending, not that of the page.
        """
        if isinstance(self.fields["received_at"], ReceiptField):
            return self.cleaned_data["received_at"]
        shown = self.data.get(self.add_initial_prefix("received_at"))
        if not self.instance.pk and shown and shown == self.data.get(self.add_prefix("received_at")):
            return timezone.now()
        if (zone := self.zone_of_origin()) is None:
            return self.cleaned_data["received_at"]
        received_at = timezone.localtime(self.cleaned_data["received_at"]).replace(tzinfo=zone)
        refuse_if(rules.why_not_receive(received_at, zone))
        stored = self.instance.received_at
        # The page shows no seconds; who leaves the field alone leaves them too.
        is_untouched = self.instance.pk and received_at == stored.replace(second=0, microsecond=0)
        return stored if is_untouched else received_at

    def clean_text(self):
        refuse_if(why_not_text(self.cleaned_data["text"]))
        return self.cleaned_data["text"]

    def clean_internal_note(self):
        refuse_if(why_not_text(self.cleaned_data["internal_note"]))
        return self.cleaned_data["internal_note"]

    def clean_remedy_sought(self):
        refuse_if(why_not_text(self.cleaned_data["remedy_sought"]))
        return self.cleaned_data["remedy_sought"]

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.get(sign) for sign in Complaint.SIGNS):
            cleaned["severity"] = Complaint.Severity.EMERGENCY
        self.settle_origin(cleaned)
        check_place(self, cleaned)
        category, received_at = cleaned.get("category"), cleaned.get("received_at")
        if category and received_at and category.pk != self.instance.category_id:
            self.add_reason("category", rules.why_not_category(category, received_at.date()))
        settle_happened(self, cleaned, self._received_on(cleaned), rules.why_not_happen)
        identity = (cleaned.get("name"), cleaned.get("contact"))
        self.add_reason("name", rules.why_not_name_reporter(cleaned.get("is_anonymous"), *identity))
        return cleaned

    def _received_on(self, cleaned):
        received_at = cleaned.get("received_at")
        return received_at and received_at.astimezone(self.fields["received_at"].zone).date()

    @property
    def told(self):
        """What the action gets beside the complaint: name and contact, which it keeps apart."""
        return {name: self.cleaned_data[name] for name in ("name", "contact")}


class ComplaintEditForm(ComplaintForm):
    counts_edits = True
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila ada yang diubah."),
    )

    class Meta(ComplaintForm.Meta):
        sections = (*ComplaintForm.Meta.sections, (_("Perubahan"), ("reason",)))
        fields = names_in(sections)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("Isi hanya untuk mengganti yang tersimpan; kosong berarti tetap.")

    @property
    def told(self):
        return super().told | {"reason": self.cleaned_data["reason"]}

    def clean(self):
        cleaned = super().clean()
        if self.changes and "reason" in cleaned:
            self.add_reason("reason", rules.why_not_silent(cleaned["reason"]))
        return cleaned

    def clean_reason(self):
        refuse_if(why_not_text(self.cleaned_data["reason"]))
        return self.cleaned_data["reason"]


def _has_place(record):
    return bool(record.region_id or record.outside_zone)


def _with_days(limit):
    return _("%(name)s (%(days)s hari kerja)") % {"name": limit.name, "days": limit.working_days}
