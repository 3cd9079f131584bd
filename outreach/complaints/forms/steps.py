"""The small forms of the steps of a complaint; what they hold goes to the action by name."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outreach.complaints import holding_rules, rules
from outreach.complaints.holding import DESK, KPKP, OFFICER, kind_of
from outreach.complaints.officers import officers_for
from outreach.ground.rules import today_at
from outreach.models import Complaint
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer_grouped
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.steps import StepForm
from stakeholders.models import Institution, Region

LONGEST = 5000


def _text(label, *, required=True, rows=3, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NoteForm(StepForm):
    reason = _text(_("Catatan"), required=False)


class ReasonForm(StepForm):
    reason = _text(_("Alasan"))


class ReceiptForm(NoteForm):
    """The reporter was told that the complaint came in: nothing is sent from here."""

    through = forms.ChoiceField(
        label=_("Pelapor diberi tahu lewat"),
        choices=[("", _("pilih saluran")), *((one, one.label) for one in rules.TELLING)],
    )
    field_order = ["through", "reason"]


class AnswerForm(StepForm):
    outcome = _text(
        _("Jawaban kepada pelapor"),
        rows=5,
        help_text=_("Hasil penanganan sebagaimana disampaikan. Jangan menulis nama orang."),
    )


class AcceptForm(StepForm):
    reply = _text(_("Catatan dari instansi"), required=False)


class ReplyForm(StepForm):
    reply = _text(_("Tanggapan instansi"), rows=5)


class InstitutionForm(StepForm):
    """A step that names an institution of the region, or a national one."""

    institution = forms.ModelChoiceField(
        label=pgettext_lazy("satu", "Instansi"), queryset=Institution.objects.none()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        offered = Institution.objects.visible_to(self.case.by).active().select_related("group")
        near = offered.filter(Q(region=self.record.desk_region_id) | Q(region=None))
        field.queryset = near.order_by("group__order", "group__code", "name")
        none = _("pilih instansi") if field.required else _("tidak ditentukan")
        offer_grouped(field, none=none, heading=lambda institution: institution.group.name)


class ReferForm(InstitutionForm):
    question = _text(_("Yang diminta dari instansi"), rows=5)
    due_on = forms.DateField(label=_("Ditunggu sampai"), required=False, widget=DayInput())

    def clean(self):
        cleaned = super().clean()
        today = today_at(self.record)
        self.add_reason("due_on", rules.why_not_wait_until(cleaned.get("due_on"), today))
        if institution := cleaned.get("institution"):
            self.add_reason("institution", rules.why_not_refer(self.case, institution))
        return cleaned


class OutsideForm(InstitutionForm):
    reason = _text(_("Alasan"))
    institution = forms.ModelChoiceField(
        label=_("Pelapor diarahkan ke"), queryset=Institution.objects.none(), required=False
    )
    field_order = ["reason", "institution"]


class DuplicateForm(StepForm):
    number = forms.CharField(
        label=_("Nomor pengaduan asal"),
        max_length=20,
        help_text=_("Pengaduan tentang kejadian yang sama, misalnya P-2026-000123."),
    )
    reason = _text(_("Alasan"))

    def clean(self):
        """The number becomes the complaint it names, where this person may see that."""
        cleaned = super().clean()
        if number := cleaned.pop("number", "").strip().upper():
            seen = Complaint.objects.visible_to(self.case.by)
            cleaned["original"] = original = seen.filter(number=number).first()
            if original is None:
                self.add_error("number", _("Tidak ada pengaduan dengan nomor itu."))
            else:
                self.add_reason("number", rules.why_not_mark_duplicate(self.case, original))
        return cleaned


class AssignForm(StepForm):
    """Into whose hands at home: a desk, KPKP, or an officer by name."""

    to = forms.ChoiceField(label=_("Diserahkan kepada"))
    reason = _text(_("Catatan"), required=False)
    field_order = ["to", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.desks = {f"{DESK}-{one.pk}": one for one in self._desks()}
        self.officers = {f"{OFFICER}-{one.pk}": one for one in officers_for(self.record.desk_region_id)}
        desks = [(key, _("Meja %(region)s") % {"region": one}) for key, one in self.desks.items()]
        people = [(key, str(one)) for key, one in self.officers.items()]
        self.fields["to"].choices = [
            ("", _("pilih pemegang")),
            *desks,
            (KPKP, "KPKP"),
            (_("Petugas"), people),
        ]

    def _desks(self):
        """That of its region; what comes from outside goes to any desk this person may hand it to."""
        if not self.record.is_outside:
            return [self.record.region]
        return Region.objects.active().visible_to(self.case.by, Permission.COMPLAINTS_EDIT)

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.pop("to", "")
        if chosen:
            told = {"officer": self.officers.get(chosen), "region": self.desks.get(chosen)}
            cleaned |= {"to": kind_of(chosen)} | told
            self.add_reason("to", holding_rules.why_not_assign(self.case, cleaned["to"], **told))
        return cleaned


class AssignManyForm(SentOnce, forms.Form):
    """Complaints at the desks, ticked, for one officer."""

    complaints = forms.ModelMultipleChoiceField(
        label=_("Pengaduan"), queryset=Complaint.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    officer = forms.ModelChoiceField(
        label=_("Petugas"), queryset=User.objects.none(), empty_label=_("pilih petugas")
    )

    def __init__(self, *args, complaints, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["complaints"].queryset = complaints
        self.fields["complaints"].label_from_instance = _on_one_line
        regions = user.regions_for(Permission.COMPLAINTS_EDIT)
        self.fields["officer"].queryset = officers_for(*(regions or ()), everywhere=regions is None)

    def clean(self):
        cleaned = super().clean()
        officer = cleaned.get("officer")
        for complaint in cleaned.get("complaints", ()):
            if officer and (reason := holding_rules.why_not_hold(officer, complaint)):
                self.add_error("officer", f"{complaint}: {reason}")
        return cleaned


def _on_one_line(complaint):
    return f"{complaint.number}, {complaint.category}, {complaint.origin}"
