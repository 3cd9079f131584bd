"""The key pair of a person's browsers, made when it is first asked for."""

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from pmi_portal import crypto
from pmi_portal.drafts.models import KeyPair


def browser_keys(*, by):
    """{"public": ..., "private": ...} in base64, the same for this person on every device."""
    pair = KeyPair.objects.filter(user=by).first()
    if pair is None:
        pair, _is_new = KeyPair.objects.get_or_create(user=by, defaults=_new_pair(by))
    return {"public": pair.public, "private": crypto.decrypt(pair.private, **_place(by))}


def _place(person):
    return {"table": KeyPair._meta.db_table, "column": "private", "row": person.pk}


def _new_pair(person):
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    token = crypto.encrypt(b64encode(private).decode(), **_place(person))
    return {"public": b64encode(public).decode(), "private": token}
