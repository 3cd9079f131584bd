"""The form of a follow-up."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach.follow_ups import rules
from outreach.ground.rules import today_at
from outreach.models import FollowUp
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer, offer_grouped
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import DayInput
from pmi_portal.words.nik import why_not_text
from stakeholders.models import Contact, Institution, Region, StakeholderGroup

NO_NAMES = _("Jangan menulis nama orang, NIK, atau nomor paspor.")


class FollowUpForm(VersionedForm, SentOnce, forms.ModelForm):
    """One follow-up; its region is that of its origin, and is asked for only where there is none."""

    counts_edits = True

    class Meta:
        model = FollowUp
        fields = [
            "region",
            "recommendation",
            "basis",
            "raised_by",
            "institution",
            "contact",
            "due_on",
            "plan",
            "indicator",
            "partners",
        ]
        widgets = {
            "recommendation": forms.Textarea(attrs={"rows": 3}),
            "basis": forms.Textarea(attrs={"rows": 2}),
            "plan": forms.Textarea(attrs={"rows": 3}),
            "due_on": DayInput(),
            "partners": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "recommendation": NO_NAMES,
            "contact": _("Narahubung instansi itu; menerima pengingat bila surelnya tercatat."),
            "indicator": _("Apa yang terlihat bila berhasil, sebaiknya dengan angka."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        record = self.instance
        regions = Region.objects.visible_to(user, Permission.FOLLOW_UPS_EDIT)
        if record.region_id:
            del self.fields["region"]
            regions = regions.filter(pk=record.region_id)
        else:
            self._offer_regions(regions)
        self.fields["basis"].required = _has_no_origin(record)
        if not self.fields["basis"].required:
            self.fields["basis"].help_text = _("Boleh kosong; asalnya sudah tercatat.")
        offer(self, "raised_by", StakeholderGroup.objects.active())
        self.fields["raised_by"].empty_label = _("tidak ada kelompok")
        self._offer_institutions(user, regions)
        if record.pk:
            self.fields["reason"] = forms.CharField(
                label=_("Alasan perubahan"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Wajib bila batas waktu diubah."),
            )

    def clean_region(self):
        self.instance.region = self.cleaned_data["region"]
        return self.cleaned_data["region"]

    def clean(self):
        cleaned = super().clean()
        if reason := self._why_not_due(cleaned):
            self.add_error("due_on", reason)
        if institution := cleaned.get("institution"):
            if self.instance.region_id and self.differs("institution", "region"):
                self.add_reason("institution", rules.why_not_institution(self.instance.region, institution))
            if self.differs("institution", "contact"):
                self.add_reason("contact", rules.why_not_contact(institution, cleaned.get("contact")))
        for name in ("recommendation", "basis", "plan", "indicator", "reason"):
            self.add_reason(name if name in self.fields else None, why_not_text(cleaned.get(name, "")))
        return cleaned

    def _why_not_due(self, cleaned):
        day, region = cleaned.get("due_on"), self.instance.region_id and self.instance.region
        if not day or not region:
            return None
        before = self.initial.get("due_on") or day
        if self.instance.pk and before == day:
            return None  # taken down so before today's rules
        impossible = rules.why_not_due_on(self.instance, day, today_at(region))
        return impossible or rules.why_not_postpone(before, day, cleaned.get("reason", ""))

    def _offer_regions(self, regions):
        field = self.fields["region"]
        field.queryset, field.empty_label = regions.active(), _("pilih wilayah")
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]

    def _offer_institutions(self, user, regions):
        inside = Institution.objects.filter(Q(region__in=regions) | Q(region=None))
        near = inside.visible_to(user).active().select_related("region")
        near = near.order_by("region__order", "region__name", "name")
        offer(self, "institution", near)
        offer(self, "partners", near)
        offer_grouped(self.fields["institution"], none=_("pilih instansi"), heading=_region_of)
        offered = self.fields["institution"].queryset.order_by()
        people = Contact.objects.visible_to(user).active().filter(institution__in=offered)
        people = people.select_related("institution")
        offer(self, "contact", people.order_by("institution__name", "institution", "full_name"))
        offer_grouped(self.fields["contact"], none=_("belum ditentukan"), heading=_institution_of)


def _has_no_origin(record):
    return not (record.statement_id or record.complaint_id or record.session_id)


def _institution_of(person):
    return person.institution.name if person.institution else _("Tanpa instansi")


def _region_of(institution):
    return institution.region.name if institution.region else _("Nasional")
