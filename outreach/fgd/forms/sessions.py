"""The forms of an FGD event and of its sessions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.ground import rules as ground
from outreach.ground.forms import Sectioned, check_place, names_in, offer_places
from outreach.models import DiscussionGuide, FgdEvent, FgdSession
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import ClockInput, DayInput, NarrowedSelect
from pmi_portal.editing.seen import RevisionField
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.formats import zone_name
from pmi_portal.words.nik import why_not_text


class EventForm(Sectioned, VersionedForm, SentOnce, forms.ModelForm):
    """Everything that is known of an event; what a new one needs at once is `NewEventForm`."""

    class Meta:
        model = FgdEvent
        sections = (
            (_("Kegiatan FGD"), ("title", "region", "district", "purpose")),
            (_("Rancangan"), ("terms_of_reference", "approach", "selection")),
            (_("Asal dan catatan"), ("source", "note")),
        )
        fields = names_in(sections)
        widgets = {
            "district": NarrowedSelect("region"),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "terms_of_reference": forms.Textarea(attrs={"rows": 8}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"title": _("Misalnya: FGD layanan BPJS Ketenagakerjaan bagi PMI di Cilacap.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self, user, Permission.SESSIONS_EDIT)

    def clean(self):
        cleaned = super().clean()
        check_place(self, cleaned)
        return cleaned


class NewEventForm(EventForm):
    """What the event of a first session asks at the table; the rest is filled in later."""

    class Meta(EventForm.Meta):
        sections = ()
        fields = ["title", "region", "district", "purpose", "source", "note"]


class DecidedOnAll(VersionedForm):
    """`DECIDED` are fields that judge the session with all that is written in it, so they are changed only
    by somebody whose page showed it as it is by now; every writer of a session raises its revision.
    """

    DECIDED = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_stored:
            self.fields["revision"] = RevisionField(initial=self.instance.revision)

    def clean(self):
        cleaned = super().clean()
        shown, now = cleaned.pop("revision", None), self.instance.revision
        for name in self.DECIDED if shown not in (None, now) else ():
            if name in self.fields and cleaned.get(name) and self.differs(name):
                self._show("revision", now)
                reason = _(
                    "Sejak halaman ini dibuka, isi sesi ini bertambah atau berubah. "
                    "Isian Anda belum disimpan; periksa sesinya, lalu simpan sekali lagi bila tetap perlu."
                )
                self.add_error(name, ValidationError(reason, code="conflict"))
        return cleaned


class SessionForm(Sectioned, DecidedOnAll, SentOnce, forms.ModelForm):
    """The facts of one sitting; `event` tells the zone of its clock times, where the event is known."""

    DECIDED = ("called_off",)

    class Meta:
        model = FgdSession
        sections = (
            (_("Waktu dan tempat"), ("title", "held_on", "starts_at", "ends_at", "venue")),
            (_("Pelaksanaan"), ("called_off", "called_off_reason")),
            (_("Tujuan dan panduan"), ("purpose", "agenda", "guide")),
            (_("Suasana"), ("setting", "others_present")),
            (_("Rekaman dan persetujuan"), ("recording", "consent")),
        )
        fields = names_in(sections)
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
        if "called_off" in self.fields:
            self.fields["called_off"].choices = [("", _("sesuai rencana")), *FgdSession.CalledOff.choices]
        self.fields["ends_at"].help_text = _("Jam yang lebih awal dari jam mulai berarti keesokan harinya.")
        self.fields["starts_at"].help_text = _("Waktu setempat (WIB, WITA, atau WIT).")
        offer(self, "guide", DiscussionGuide.objects.active())
        self.fields["guide"].empty_label = _("tanpa panduan")
        for name in {"recording", "consent"} & self.fields.keys():
            kinds = self.instance._meta.get_field(name).choices
            self.fields[name].choices = [("", _("tidak dicatat")), *kinds]
        if event:
            self.instance.event = event
            zone = zone_name((event.district or event.region).time_zone)
            self.fields["starts_at"].help_text = _("Waktu setempat (%(zone)s).") % {"zone": zone}

    def clean_held_on(self):
        refuse_if(ground.why_not_date(self.cleaned_data["held_on"]))
        return self.cleaned_data["held_on"]

    def clean(self):
        cleaned = super().clean()
        if not self.has_error("starts_at"):
            reason = rules.why_not_times(cleaned.get("starts_at"), cleaned.get("ends_at"))
            self.add_reason("ends_at", reason)
        if self.instance.pk and cleaned.get("held_on") and "held_on" in self.changed_data:
            session = self.instance
            today = ground.today_at(session)
            reason = rules.why_not_postpone(cleaned["held_on"], today, has_records=session.has_records)
            self.add_reason("held_on", reason)
        self._check_record(cleaned)
        return cleaned

    def _check_record(self, cleaned):
        if not self.has_error("called_off"):
            called_off, why = cleaned.get("called_off"), cleaned.get("called_off_reason")
            is_recorded = bool(called_off and self.instance.pk and self.instance.has_records)
            self.add_reason("called_off", rules.why_not_call_off(called_off, why, has_records=is_recorded))
        reason = sittings.why_not_recording(cleaned.get("recording"), cleaned.get("consent"))
        self.add_reason("recording", reason)
        if self.instance.pk and not self.has_error("guide"):
            self.add_reason("guide", sittings.why_not_guide(self.instance, cleaned["guide"]))


class NewSessionForm(SessionForm):
    """What a new session asks at the table; the rest is filled in later."""

    class Meta(SessionForm.Meta):
        sections = ()
        fields = ["title", "held_on", "starts_at", "ends_at", "venue", "guide", "agenda"]


class OutcomeForm(DecidedOnAll, forms.ModelForm):
    """What the team saw and concluded; the day on which the participants checked the notes closes them."""

    DECIDED = ("checked_on",)

    class Meta:
        model = FgdSession
        fields = ["observations", "conclusions", "saturation", "checked_on"]
        widgets = {
            "observations": forms.Textarea(attrs={"rows": 8}),
            "conclusions": forms.Textarea(attrs={"rows": 8}),
            "checked_on": DayInput(),
        }

    def clean_observations(self):
        refuse_if(why_not_text(self.cleaned_data["observations"]))
        return self.cleaned_data["observations"]

    def clean_conclusions(self):
        refuse_if(why_not_text(self.cleaned_data["conclusions"]))
        return self.cleaned_data["conclusions"]

    def clean_checked_on(self):
        session, day = self.instance, self.cleaned_data["checked_on"]
        refuse_if(sittings.why_not_checked(session.held_on, day, ground.today_at(session)))
        return day
