"""Words that everybody here would guess are seen in any spelling, and only those."""

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.accounts.passwords import ContextWordValidator


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Bpjs2026!!aman", "bpjs"),
        ("8pj5 yang aman sekali", "bpjs"),
        ("B.P.J.S tetap aman", "bpjs"),
        ("b p j s tetap aman", "bpjs"),
        ("B-P_J*S tetap aman", "bpjs"),
        ("BBPPJJSS tetap aman", "bpjs"),
        ("b1p2j3s tetap aman", "bpjs"),
        ("ＢＰＪＳ tetap aman", "bpjs"),
        ("j4m50s tetap aman", "jamsos"),
        ("kpkp kpkp kpkp", "kpkp"),
        ("d3w@$ tetap aman", "dewas"),
        ("k3t3n4g4k3rj44n", "ketenagakerjaan"),
        ("pekerja-migran-2026", "pekerjamigran"),
    ],
)
def test_a_word_of_the_agency_is_seen_in_any_spelling(password, word):
    with pytest.raises(ValidationError, match=f"memuat “{word}”") as refused:
        ContextWordValidator().validate(password)
    assert refused.value.code == "password_context_word"


@pytest.mark.parametrize(
    "password", ["sapi hijau lompat pagar", "made wasit bola", "kop kpk pagi sore", "b2pj terang bulan 77"]
)
def test_other_words_are_no_words_of_the_agency(password):
    assert ContextWordValidator().validate(password) is None
