"""Fields under a key ring: newest key first, older ones still open, a wrong one says so."""

import pytest
from cryptography.fernet import Fernet

from pmi_portal import crypto

TEXT = "KUNCI 3174012345678901 é 漢"
HERE = {"table": "letters", "column": "name", "row": 1}
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def under(settings):
    def choose(*keys):
        settings.FIELD_KEYS = list(keys)

    return choose


def test_a_text_comes_back_and_is_not_seen_in_between(under):
    under(NEW)
    token = crypto.encrypt(TEXT, **HERE)
    assert crypto.decrypt(token, **HERE) == TEXT
    assert "3174012345678901" not in token


def test_the_same_text_never_looks_the_same(under):
    under(NEW)
    assert crypto.encrypt(TEXT, **HERE) != crypto.encrypt(TEXT, **HERE)


def test_an_older_key_of_the_ring_still_opens(under):
    under(OLD)
    token = crypto.encrypt(TEXT, **HERE)
    under(NEW, OLD)
    assert crypto.decrypt(token, **HERE) == TEXT


def test_the_newest_key_closes(under):
    under(NEW, OLD)
    token = crypto.encrypt(TEXT, **HERE)
    under(NEW)
    assert crypto.decrypt(token, **HERE) == TEXT


def test_what_no_key_opens_says_so(under):
    under(OLD)
    token = crypto.encrypt(TEXT, **HERE)
    under(NEW, OTHER)
    with pytest.raises(crypto.WrongKey, match="put the key it was made with back"):
        crypto.decrypt(token, **HERE)


SPOILT = [str.upper, lambda token: token[:-4] + "AAAA", lambda token: "", lambda token: "é"]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_token_is_never_opened(under, spoil):
    under(NEW)
    with pytest.raises(crypto.WrongKey):
        crypto.decrypt(spoil(crypto.encrypt(TEXT, **HERE)), **HERE)


@pytest.mark.parametrize("elsewhere", [{"table": "cards"}, {"column": "contact"}, {"row": 11}, {"row": ""}])
def test_a_token_opens_only_where_it_was_made_for(under, elsewhere):
    under(NEW)
    with pytest.raises(crypto.WrongPlace, match="was not written into"):
        crypto.decrypt(crypto.encrypt(TEXT, **HERE), **HERE | elsewhere)


def test_parts_of_a_place_do_not_run_into_each_other(under):
    under(NEW)
    token = crypto.encrypt(TEXT, table="a", column="bc", row=1)
    with pytest.raises(crypto.WrongPlace):
        crypto.decrypt(token, table="ab", column="c", row=1)
