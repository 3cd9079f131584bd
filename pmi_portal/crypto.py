"""Encryption of single fields, with a key ring apart from SECRET_KEY."""

import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PLACE_BYTES = 16


class WrongKey(Exception):
    """No key of FIELD_KEYS opens this value."""


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
