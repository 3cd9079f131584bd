"""Files that lie on the disk encrypted, written and read in a stream, under the keys of FIELD_KEYS.

A file is a head and sealed blocks. The head names the key and holds a salt, from which the key of this one
file is derived, for the name it is stored under: a file that was moved or exchanged does not open. Each
block is sealed with its number and whether it is the last one, so that none can be cut, added or exchanged.
"""

import hashlib
import io
import os
from base64 import urlsafe_b64decode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import File

from pmi_portal.crypto import WrongKey
from pmi_portal.files.storage import WholeFileStorage

MARK = b"pmi-portal sealed 1\n"
KEY_BYTES, NAME_BYTES, SALT_BYTES, TAG_BYTES = 32, 8, 16, 16
BLOCK = 64 * 1024


class SealedStorage(WholeFileStorage):
    """Seals what it saves and opens what it reads; files from before it was in use are read as they lie."""

    def _save(self, name, content):
        return super()._save(name, Sealed(content, name))

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("A sealed file is read, or saved whole.")
        file = super()._open(name)
        if file.read(len(MARK)) != MARK:
            file.seek(0)
            return file
        return File(io.BufferedReader(Opened(file, name), BLOCK), name)


class Sealed(File):
    """The sealed bytes of a file, to be saved under this name."""

    def __init__(self, content, name):
        super().__init__(None, name)
        self.content = content

    def chunks(self, chunk_size=None):
        salt, secret = os.urandom(SALT_BYTES), _secrets()[0]
        yield MARK + _name_of(secret) + salt
        cipher, number, waiting = _cipher(secret, salt, self.name), 0, b""
        for chunk in self.content.chunks():
            waiting += chunk.encode() if isinstance(chunk, str) else chunk
            while len(waiting) > BLOCK:
                yield cipher.encrypt(_nonce(number, is_last=False), waiting[:BLOCK], None)
                number, waiting = number + 1, waiting[BLOCK:]
        yield cipher.encrypt(_nonce(number, is_last=True), waiting, None)


class Opened(io.RawIOBase):
    """The bytes of a sealed file, which stands behind its mark; WrongKey where it does not open."""

    def __init__(self, file, name):
        self.file, self.number, self.opened = file, 0, b""
        named, salt = file.read(NAME_BYTES), file.read(SALT_BYTES)
        secret = next((secret for secret in _secrets() if _name_of(secret) == named), None)
        if secret is None:
            raise WrongKey("No key in FIELD_KEYS opens this file; put the key it was sealed with back.")
        self.cipher = _cipher(secret, salt, name)
        self.ahead = file.read(BLOCK + TAG_BYTES)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.opened and self.ahead is not None:
            self._open_next()
        some = self.opened[: len(buffer)]
        buffer[: len(some)] = some
        self.opened = self.opened[len(some) :]
        return len(some)

    def _open_next(self):
        block, self.ahead = self.ahead, self.file.read(BLOCK + TAG_BYTES) or None
        try:
            self.opened = self.cipher.decrypt(_nonce(self.number, is_last=self.ahead is None), block, None)
        except InvalidTag as error:
            raise WrongKey("This file was changed, cut or moved after it was sealed.") from error
        self.number += 1

    def close(self):
        self.file.close()
        super().close()


def _secrets():
    return [urlsafe_b64decode(key) for key in settings.FIELD_KEYS]


def _name_of(secret):
    return hashlib.sha256(b"name of a key\0" + secret).digest()[:NAME_BYTES]


def _cipher(secret, salt, name):
    """AES-256-GCM under a key of this file alone, so that its nonces may count from 0."""
    facts = b"pmi-portal file\0" + name.replace("\\", "/").encode()
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, facts).derive(secret))


def _nonce(number, *, is_last):
    return number.to_bytes(11, "big") + bytes([is_last])
