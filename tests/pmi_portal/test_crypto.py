"""Fields under a key ring: newest key first, older ones still open, a wrong one says so."""

import pytest
from cryptography.fernet import Fernet

from pmi_portal import crypto

TEXT = "KUNCI 3174012345678901 é 漢"
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def under(settings):
    def choose(*keys):
        settings.FIELD_KEYS = list(keys)

    return choose


def test_a_text_comes_back_and_is_not_seen_in_between(under):
    under(NEW)
    token = crypto.encrypt(TEXT)
    assert crypto.decrypt(token) == TEXT
    assert "3174012345678901" not in token


def test_the_same_text_never_looks_the_same(under):
    under(NEW)
    assert crypto.encrypt(TEXT) != crypto.encrypt(TEXT)


def test_an_older_key_of_the_ring_still_opens(under):
    under(OLD)
    token = crypto.encrypt(TEXT)
    under(NEW, OLD)
    assert crypto.decrypt(token) == TEXT


def test_the_newest_key_closes(under):
    under(NEW, OLD)
    token = crypto.encrypt(TEXT)
    under(NEW)
    assert crypto.decrypt(token) == TEXT


def test_what_no_key_opens_says_so(under):
    under(OLD)
    token = crypto.encrypt(TEXT)
    under(NEW, OTHER)
    with pytest.raises(crypto.WrongKey, match="put the key it was made with back"):
        crypto.decrypt(token)


SPOILT = [str.upper, lambda token: token[:-4] + "AAAA", lambda token: "", lambda token: "é"]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_token_is_never_opened(under, spoil):
    under(NEW)
    with pytest.raises(crypto.WrongKey):
        crypto.decrypt(spoil(crypto.encrypt(TEXT)))
