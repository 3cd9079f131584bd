"""At the start a known text of each key is opened, before somebody needs what only a lost key opens."""

import hashlib

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from pmi_portal import crypto
from pmi_portal.accounts.models import KeySample

log = structlog.get_logger(__name__)
TEXT = "Portal PMI"


def check_field_keys():
    """Refuse keys that do not open what this database holds; remember the newest for the next start."""
    try:
        samples = dict(KeySample.objects.values_list("fingerprint", "token"))
    except DatabaseError:  # out of reach, or not migrated yet
        log.warning("field_keys_not_checked")
        return
    for fingerprint, token in samples.items():
        _check(fingerprint, token)
    newest = fingerprint_of(settings.FIELD_KEYS[0])
    if newest not in samples:
        KeySample.objects.get_or_create(
            fingerprint=newest, defaults={"token": crypto.encrypt(TEXT, **_place(newest))}
        )


def _check(fingerprint, token):
    try:
        opened = crypto.decrypt(token, **_place(fingerprint))
    except crypto.WrongKey:
        opened = None
    if opened != TEXT:
        raise ImproperlyConfigured(
            "FIELD_KEYS do not open what this database holds: the key with the fingerprint "
            f"{fingerprint} is missing. Put it back, behind the newest; without it those fields are lost."
        )


def fingerprint_of(key):
    """A short name of a key, from which it does not follow."""
    return hashlib.sha256(f"{TEXT} {key}".encode()).hexdigest()[:16]


def _place(fingerprint):
    return {"table": KeySample._meta.db_table, "column": "token", "row": fingerprint}
