"""Forms of institutions and contacts; what a person may choose follows from the postings."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.drafts.submissions import AskingForm, SentOnce
from pmi_portal.editing.choices import offer
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import DayInput, NarrowedSelect
from pmi_portal.editing.rows import SharedRow, SharedSet
from pmi_portal.editing.writing import refuse_if
from pmi_portal.files.reading.reader import UnreadableFile
from stakeholders import rules
from stakeholders.models import Contact, District, FormerName, Institution, Region, StakeholderGroup
from stakeholders.register_sheets import KINDS, MAX_BYTES

MOST_FORMER_NAMES = 20


class RegionalForm(VersionedForm, SentOnce, forms.ModelForm):
    """A record of a region; only who works for the whole country may leave the region empty."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        regions = Region.objects.visible_to(user, self._meta.model.EDIT_PERMISSION)
        field = self.fields["region"]
        offer(self, "region", regions.active())
        if user.regions_for(self._meta.model.EDIT_PERMISSION) is None:
            field.empty_label = _("Nasional")
        else:
            field.required, field.help_text = True, ""
            if len(field.queryset) == 1 and not self.instance.pk:
                self.initial["region"] = field.queryset[0].pk
        self.fields["group"].empty_label = _("Pilih kelompok")
        offer(self, "group", StakeholderGroup.objects.active())


class DistrictField(forms.ModelChoiceField):
    widget = NarrowedSelect("region")

    def label_from_instance(self, district):
        return f"{district.name} ({district.region.name})"


class InstitutionField(forms.ModelChoiceField):
    def label_from_instance(self, institution):
        region = institution.region.name if institution.region else _now("Nasional")
        return f"{institution.name} ({region})"


class InstitutionForm(RegionalForm):
    counts_edits = True  # of its former names, rows beside it
    asks_of_twins = False  # no two bear one name
    district = DistrictField(
        label=_("Kabupaten/kota"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("Tidak ditentukan"),
        help_text=_("Harus termasuk wilayah yang dipilih."),
    )

    class Meta:
        model = Institution
        fields = ["name", "group", "region", "district", "level", "address", "note"]
        help_texts = {"name": _("Nama yang berlaku sekarang; nama lama dicatat di bawah.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("Pilih tingkat")), *Institution.Level.choices]
        districts = District.objects.active().filter(region__in=self.fields["region"].queryset)
        offer(self, "district", districts.select_related("region"))

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if self.differs("district", "region"):
            self.add_reason("district", rules.why_not_district(data["district"], data["region"]))
        namesakes = Institution.objects.named(data["name"]).filter(region=data["region"])
        namesake = namesakes.exclude(pk=self.instance.pk).first()
        self.add_reason("name", rules.why_not_name(data["name"], namesake=namesake))
        return data


class FormerNameForm(SharedRow):
    """One former name; a row left empty is no name, so only a row with something in it needs one."""

    OF, DEED = "institution", "institution.edited"

    class Meta:
        model = FormerName
        fields = ["name", "valid_from", "valid_to", "source"]
        widgets = {"valid_from": DayInput(), "valid_to": DayInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Isi nama lamanya, atau kosongkan seluruh barisnya."))
        return name


class FormerNameSet(SharedSet):
    """The former names of one institution, judged together."""

    def clean(self):
        super().clean()
        if not any(self.errors):
            kept = self.living_forms
            rows = [form.instance for form in kept if form.instance.pk or form.has_changed()]
            refuse_if(rules.why_not_together(rows))


FormerNames = forms.inlineformset_factory(
    Institution,
    FormerName,
    form=FormerNameForm,
    formset=FormerNameSet,
    extra=2,
    can_delete_extra=False,
    max_num=MOST_FORMER_NAMES,
    validate_max=True,
    absolute_max=MOST_FORMER_NAMES + 5,
)


class ContactForm(RegionalForm):
    institution = InstitutionField(
        label=pgettext_lazy("satu", "Instansi"),
        queryset=Institution.objects.none(),
        required=False,
        empty_label=_("Tanpa instansi"),
        help_text=_("Instansi di wilayah yang diwakili, atau instansi tingkat nasional."),
    )

    class Meta:
        model = Contact
        fields = [
            *("full_name", "position", "institution", "group", "region"),
            *("email", "phone", "note", "active"),
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Q(region__in=self.fields["region"].queryset) | Q(region=None)
        offered = Institution.objects.visible_to(self.user).active().filter(inside)
        offer(self, "institution", offered.for_list())

    def clean(self):
        data = super().clean()
        if not self.errors and self.differs("institution", "region"):
            self.add_reason("institution", rules.why_not_institution(data["institution"], data["region"]))
        return data


class UploadForm(forms.Form):
    """A register file; `resource` knows its columns. The bytes stand in `content`, xlsx or csv in `kind`."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Excel (.xlsx) atau CSV, paling besar 2 MB dan 5.000 baris."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("Berkas kosong."), "required": _("Pilih berkasnya dahulu.")},
    )

    def __init__(self, *args, resource, **kwargs):
        super().__init__(*args, **kwargs)
        self.resource = resource

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.kind = file.name.rpartition(".")[2].lower()
        if self.kind not in KINDS:
            raise forms.ValidationError(_("Hanya berkas .xlsx atau .csv yang dapat diunggah."))
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Berkas lebih besar dari 2 MB; bagi menjadi beberapa berkas."))
        self.content = file.read()
        try:
            self.resource.dataset(self.resource.table(self.content, self.kind))
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        return file


class ReviewForm(AskingForm):
    """Writes what the review showed; rows that are refused are left out only by who was shown how many."""

    left_out = forms.IntegerField(required=False, initial=0, widget=forms.HiddenInput)

    def __init__(self, *args, refused, **kwargs):
        super().__init__(*args, initial={"left_out": refused}, **kwargs)
        self.refused = refused

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("left_out") or 0) != self.refused:
            raise forms.ValidationError(_("Daftar berubah selagi Anda memeriksa. Periksa sekali lagi."))
        return cleaned


class ExportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=[("xlsx", _("Excel (.xlsx)")), ("csv", _("CSV (.csv)"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
