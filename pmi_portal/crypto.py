"""Encryption of single fields, with a key ring apart from SECRET_KEY."""

import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLACE_BYTES = 16
UNREADABLE = _(
    "Data yang disandikan tidak dapat dibuka: kuncinya tidak ada lagi di portal, atau datanya disalin dari "
    "catatan lain. Minta administrator mengembalikan kunci itu ke FIELD_KEYS, di belakang kunci terbaru, "
    "lalu menjalankan portal kembali."
)


class WrongKey(ValidationError):
    """No key of FIELD_KEYS opens this value.

    A refusal, so that a form comes back with it and with what was typed; a page that only shows is answered
    by UnreadableMiddleware. The note is for the log.
    """

    def __init__(self, note):
        super().__init__(UNREADABLE, code="unreadable")
        self.add_note(note)


class WrongPlace(WrongKey):
    """A key opens this value, but it was made for another table, column or row."""


def _ring():
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def _place(table, column, row):
    return hashlib.sha256(repr((table, column, str(row))).encode()).digest()[:PLACE_BYTES]


def encrypt(text: str, *, table, column, row) -> str:
    """The text as a token under the newest key, which opens in this place only."""
    return _ring().encrypt(_place(table, column, row) + text.encode()).decode()


def decrypt(token: str, *, table, column, row) -> str:
    """The text of a token made for this place under any key of the ring; WrongKey or WrongPlace otherwise."""
    try:
        opened = _ring().decrypt(token.encode())
    except InvalidToken as error:
        raise WrongKey("No key in FIELD_KEYS opens this value; put the key it was made with back.") from error
    if opened[:PLACE_BYTES] != _place(table, column, row):
        raise WrongPlace(f"This value was not written into {table}.{column} of row {row}.")
    return opened[PLACE_BYTES:].decode()
