"""A list of short texts, written one a line by a person and stored as a list."""

from django import forms


class LinesField(forms.CharField):
    """Empty lines and lines that are there twice are left out."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 22})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return (initial or []) != self.clean(data)
