"""The forms of an FGD event and of its sessions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach import rules
from outreach.forms.base import Acting, ClockInput, DayInput, offer_places
from outreach.models import FgdEvent, FgdSession
from outreach.writing import refuse_if
from pmi_portal.accounts.permissions import Permission
from pmi_portal.formats import zone_name


class EventForm(Acting, forms.ModelForm):
    class Meta:
        model = FgdEvent
        fields = ["title", "region", "district", "purpose", "source", "note"]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"title": _("Misalnya: FGD layanan BPJS Ketenagakerjaan bagi PMI di Cilacap.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self, user, Permission.SESSIONS_EDIT)

    def clean(self):
        cleaned = super().clean()
        if region := cleaned.get("region"):
            self.add_reason("district", rules.why_not_place(region, cleaned.get("district")))
        return cleaned


class SessionForm(Acting, forms.ModelForm):
    """One sitting; `event` tells the zone of its clock times, where the event is known already."""

    class Meta:
        model = FgdSession
        fields = [
            "title",
            "held_on",
            "starts_at",
            "ends_at",
            "venue",
            "facilitator",
            "note_taker",
            "agenda",
            "purpose",
        ]
        widgets = {
            "held_on": DayInput(),
            "starts_at": ClockInput(),
            "ends_at": ClockInput(),
            "agenda": forms.Textarea(attrs={"rows": 3}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": _("Perlu bila kegiatan terdiri atas beberapa sesi, misalnya: Sesi 2, keluarga PMI."),
            "held_on": _("Boleh di masa depan untuk sesi yang direncanakan."),
        }

    def __init__(self, *args, event=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = _("Waktu setempat (WIB, WITA, atau WIT).")
        if event:
            self.instance.event = event
            zone = zone_name((event.district or event.region).time_zone)
            self.fields["starts_at"].help_text = _("Waktu setempat (%(zone)s).") % {"zone": zone}

    def clean_held_on(self):
        refuse_if(rules.why_not_date(self.cleaned_data["held_on"]))
        return self.cleaned_data["held_on"]

    def clean(self):
        cleaned = super().clean()
        if not self.has_error("starts_at"):
            reason = rules.why_not_times(cleaned.get("starts_at"), cleaned.get("ends_at"))
            self.add_reason("ends_at", reason)
        if self.instance.pk and cleaned.get("held_on"):
            session = self.instance
            has_records = session.participations.exists() or session.statements.exists()
            today = rules.today_at(session)
            reason = rules.why_not_postpone(cleaned["held_on"], today, has_records=has_records)
            self.add_reason("held_on", reason)
        return cleaned
