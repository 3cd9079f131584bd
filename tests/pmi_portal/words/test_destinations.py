"""Destination countries by group."""

from itertools import combinations

from pmi_portal.words import destinations
from pmi_portal.words.countries import country_names
from pmi_portal.words.destinations import COUNTRIES, GROUPS, group_of


def test_there_are_the_eight_groups_of_the_board():
    assert [str(name) for name in GROUPS.values()] == [
        "Malaysia dan Brunei",
        "Taiwan",
        "Hong Kong dan Makau",
        "Singapura",
        "Korea Selatan dan Jepang",
        "Arab Saudi dan Timur Tengah",
        "negara lain",
        "negara tujuan tidak diketahui",
    ]
    assert destinations.VERSION == 1


def test_a_country_is_in_one_group_and_each_is_a_country():
    assert not any(one & other for one, other in combinations(COUNTRIES.values(), 2))
    assert set(country_names("id")) >= destinations.NAMED


def test_a_country_is_found_in_its_group():
    told = {code: group_of(code) for code in ("MY", "BN", "TW", "MO", "SG", "JP", "KW", "DE", "XX", "")}
    assert told == {
        "MY": "malaysia",
        "BN": "malaysia",
        "TW": "taiwan",
        "MO": "hongkong",
        "SG": "singapura",
        "JP": "korea-jepang",
        "KW": "timur-tengah",
        "DE": "lain",
        "XX": "lain",
        "": "tidak-diketahui",
    }
    assert {group_of(code) for code in country_names("id")} == set(GROUPS) - {"tidak-diketahui"}
