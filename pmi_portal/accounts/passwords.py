"""Passwords may not lean on words everybody here would guess first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CONTEXT_WORDS = ("bpjs", "jamsos", "kpkp", "dewas", "ketenagakerjaan", "pekerjamigran")


class ContextWordValidator:
    """Refuse a password that is little more than the agency's own words."""

    def validate(self, password, user=None):
        rest = password.lower()
        found = [word for word in CONTEXT_WORDS if word in rest]
        for word in found:
            rest = rest.replace(word, "")
        if found and (len(rest) < 8 or rest.isdigit()):
            raise ValidationError(self.help_text(), code="password_context_word")

    def help_text(self):
        return _("Jangan mengandalkan kata seperti “bpjs” atau “kpkp”; tambahkan beberapa kata lain.")

    get_help_text = help_text
