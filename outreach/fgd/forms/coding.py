"""The form of a second coding; it knows nothing of the first."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.models import Theme
from pmi_portal.drafts.submissions import SentOnce


class CodingForm(SentOnce, forms.Form):
    asks_of_twins = False

    theme = forms.ModelChoiceField(
        label=_("Tema menurut Anda"),
        queryset=Theme.objects.none(),
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        empty_label=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Only what is in use: offering a theme that went out of use would give the first one away.
        self.fields["theme"].queryset = Theme.objects.active()
