"""The form of an outreach activity."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach import rules
from outreach.forms.base import Acting, DayInput, offer_grouped, offer_places
from outreach.models import OutreachActivity
from outreach.writing import refuse_if
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Institution

MOST_COUNTED = 100_000


class ActivityForm(Acting, forms.ModelForm):
    women = forms.IntegerField(
        label=_("Peserta perempuan"), required=False, min_value=0, max_value=MOST_COUNTED
    )
    men = forms.IntegerField(
        label=_("Peserta laki-laki"), required=False, min_value=0, max_value=MOST_COUNTED
    )

    class Meta:
        model = OutreachActivity
        fields = [
            "title",
            "region",
            "district",
            "village",
            "organiser",
            "channel",
            "status",
            "held_on",
            "women",
            "men",
            "note",
        ]
        widgets = {"held_on": DayInput(), "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("Misalnya: Sosialisasi jaminan sosial PMI di Desa Sukamaju."),
            "organiser": _("Kosongkan bila penyelenggaranya belum ada di daftar instansi."),
            "held_on": _("Untuk kegiatan yang direncanakan, tanggal rencananya."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self, user, Permission.ACTIVITIES_EDIT)
        organiser = self.fields["organiser"]
        offered = Institution.objects.visible_to(user).select_related("group")
        organiser.queryset = offered.filter(Q(active=True) | Q(pk=self.instance.organiser_id)).order_by(
            "group__order", "group__code", "name"
        )
        offer_grouped(
            organiser, none=_("tidak ditentukan"), heading=lambda institution: institution.group.name
        )
        self.fields["channel"].choices = [("", _("pilih cara")), *OutreachActivity.Channel.choices]
        self.fields["women"].help_text = self.fields["men"].help_text = _("Kosongkan bila tidak dihitung.")

    def clean_held_on(self):
        refuse_if(rules.why_not_date(self.cleaned_data["held_on"]))
        return self.cleaned_data["held_on"]

    def clean(self):
        cleaned = super().clean()
        region, district = cleaned.get("region"), cleaned.get("district")
        status, held_on = cleaned.get("status"), cleaned.get("held_on")
        if region:
            self.add_reason("district", rules.why_not_place(region, district))
        if region and held_on:
            today = rules.today_at(district or region)
            self.add_reason("held_on", rules.why_not_status(status, held_on, today))
        for counted in ("women", "men") if status else ():
            self.add_reason(counted, rules.why_not_people(status, cleaned.get(counted)))
        return cleaned
