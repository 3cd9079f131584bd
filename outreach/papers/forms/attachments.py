"""The form that adds a file to a record."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from outreach.models import Attachment
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.files import uploads

Kind = Attachment.Kind
# What belongs to a record of each kind, the usual one first.
KINDS = {
    "fgdsession": (
        *(Kind.ATTENDANCE, Kind.RECORD, Kind.INVITATION),
        *(Kind.PHOTO, Kind.MATERIAL, Kind.OTHER),
    ),
    "complaint": (Kind.EVIDENCE, Kind.PHOTO, Kind.OTHER),
    "followup": (Kind.EVIDENCE, Kind.PHOTO, Kind.RECORD, Kind.OTHER),
}
ACCEPT = ",".join(f".{extension}" for extension in uploads.TYPES)


class AttachmentForm(SentOnce, forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"))
    file = forms.FileField(
        label=_("Berkas"),
        allow_empty_file=True,  # an empty one gets the portal's own words
        help_text=lazy(uploads.allowed, str)(),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    # Asked where it decides who may have the file.
    is_free_of_personal_data = Attachment._meta.get_field("is_free_of_personal_data").formfield()

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        if owner._meta.model_name != "complaint":
            del self.fields["is_free_of_personal_data"]
        self.fields["kind"].choices = [(kind, kind.label) for kind in KINDS[owner._meta.model_name]]

    def clean_file(self):
        if sum(len(files) for _name, files in self.files.lists()) != 1:
            raise forms.ValidationError(_("Unggah satu berkas saja; berkas lain diunggah setelahnya."))
        if reason := uploads.why_not_upload(self.cleaned_data["file"]):
            raise forms.ValidationError(reason)
        return self.cleaned_data["file"]
