"""Numbers of people and things as they are written: 1800, 1.800, 1 800."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

# Groups of three stand apart by a point, a comma, or a space of any width; “1.8” is no count.
GROUPED = re.compile(r"[+]?\d{1,3}([.,\s\u2009\u202f'])\d{3}(?:\1\d{3})*", re.ASCII)


class CountField(forms.IntegerField):
    """A count. The widget is a text: in an input of type number a browser reads “1.800” as 1.8."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Isi dengan bilangan bulat, misalnya 1.800.")}

    def __init__(self, *, css="", placeholder="", **kwargs):
        attrs = {"inputmode": "numeric", "class": css, "placeholder": placeholder}
        widget = forms.TextInput(attrs={name: value for name, value in attrs.items() if value})
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, value):
        text = re.sub(r"[\u00a0\u2007]", " ", str(value)).strip() if value is not None else value
        if text and GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
        return super().to_python(text)
