"""How codes that mean no answer are written by a person."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from surveys.models import QuestionnaireVersion

LONGEST, MOST = 10, 30
Reason = QuestionnaireVersion.Reason


class MissingCodesField(forms.CharField):
    """{code: Reason} written as “99 = tidak mau menjawab”, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 40})

    def prepare_value(self, value):
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{code} = {Reason(reason).label}" for code, reason in value.items())

    def clean(self, value):
        found = {}
        for line in filter(str.strip, super().clean(value).splitlines()):
            code, _sign, words = (part.strip() for part in line.partition("="))
            reason = _reasons().get(" ".join(words.casefold().split()))
            if reason is None or not code or len(code) > LONGEST or len(code.split()) > 1:
                raise ValidationError(WRITE % {"line": line.strip()})
            if found.setdefault(code, reason) != reason:
                raise ValidationError(_("Kode %(code)s ada dua kali.") % {"code": code})
        if len(found) > MOST:
            raise ValidationError(_("Paling banyak %(most)s kode.") % {"most": MOST})
        return found

    def has_changed(self, initial, data):
        try:
            return (initial or {}) != self.clean(data)
        except ValidationError:
            return True


WRITE = _(
    "“%(line)s” tidak dimengerti. Tulis satu kode satu baris, misalnya 99 = tidak mau menjawab; alasannya "
    "tidak tahu, tidak mau menjawab, atau tidak berlaku."
)


def _reasons():
    """{words in the reader's language, or the code: Reason}"""
    return {str(reason.label).casefold(): reason.value for reason in Reason} | {
        reason.value: reason.value for reason in Reason
    }
