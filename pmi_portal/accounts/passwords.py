"""Passwords may not hold words everybody here would guess first, however they are spelt."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CONTEXT_WORDS = ("bpjs", "jamsos", "kpkp", "dewas", "ketenagakerjaan", "pekerjamigran")
# Signs that stand for the letters they look like.
LOOKALIKES = str.maketrans("0134567892@$!|+", "oieasgtbgzasiit")
SINGLE_LETTERS = re.compile(r"(?<![a-z])(?:[a-z] )+[a-z](?![a-z])")
DOUBLED = re.compile(r"(.)\1+")


class ContextWordValidator:
    """Refuse a password with one of the agency's own words in it."""

    def validate(self, password, user=None):
        for word in CONTEXT_WORDS:
            if any(DOUBLED.sub(r"\1", word) in spelt for spelt in spellings(password)):
                raise ValidationError(
                    _("Kata sandi memuat “%(word)s”, yang mudah ditebak di sini. Pakai beberapa kata lain."),
                    code="password_context_word",
                    params={"word": word},
                )

    def help_text(self):
        return _("Jangan memakai kata seperti “bpjs” atau “kpkp”, dalam ejaan apa pun; pakai kata-kata lain.")

    get_help_text = help_text


def spellings(password):
    """The password as plain letters: with digits and signs as the letters they look like, and without them.

    Words stay apart at spaces, single letters do not; letters typed twice count once.
    """
    plain = unicodedata.normalize("NFKD", password).casefold()
    for read in (plain.translate(LOOKALIKES), plain):
        words = re.sub(r"[^a-z\s]", "", read)
        words = SINGLE_LETTERS.sub(lambda found: found[0].replace(" ", ""), re.sub(r"\s+", " ", words))
        yield DOUBLED.sub(r"\1", words)
