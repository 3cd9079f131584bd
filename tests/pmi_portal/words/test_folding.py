"""What a search takes as the same."""

import pytest

from pmi_portal.words.folding import folded, folded_places


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("José", "jose"),
        ("ÉCOLE", "école"),
        ("e\u0301cole", "ÉCOLE"),
        ("Ma'ruf", "Ma’ruf"),
        ("Ma`ruf", "maruf"),
        ("Cirebon–Indramayu", "cirebon-indramayu"),  # noqa: RUF001
        ("Cirebon-Indramayu", "CIREBON  INDRAMAYU"),
        ("ﬁnal", "FINAL"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_ways_of_writing_are_one(written, searched):
    assert folded(written) == folded(searched)


@pytest.mark.parametrize(
    ("one", "other"), [("Jose", "Josef"), ("100%", "1000"), ("a_b", "a b"), ("ab", "a b")]
)
def test_two_words_stay_two(one, other):
    assert folded(one) != folded(other)


def test_each_folded_sign_knows_where_it_was_written():
    signs, places = folded_places("Cafe\u0301 Ma'ruf")
    assert signs == "cafe maruf"
    assert [places[signs.index(one)] for one in "cmr"] == [0, 6, 9]
