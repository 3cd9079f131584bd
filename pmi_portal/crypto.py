"""Encryption of single fields, with a key ring apart from SECRET_KEY."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class WrongKey(Exception):
    """No key of FIELD_KEYS opens this value."""


def _ring():
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def encrypt(text: str) -> str:
    """The text as a token under the newest key."""
    return _ring().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a token made under any key of the ring; WrongKey otherwise."""
    try:
        return _ring().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise WrongKey("No key in FIELD_KEYS opens this value; put the key it was made with back.") from error
