"""Countries by code, in the language of the page."""

from django.utils import translation

from pmi_portal.words.countries import country_choices, country_name, country_names


def test_a_country_is_named_in_the_language_of_the_reader():
    with translation.override("id"):
        assert country_name("SA") == "Arab Saudi"
    with translation.override("en"):
        assert country_name("SA") == "Saudi Arabia"


def test_a_code_without_a_name_stays_a_code():
    assert country_name("XX") == "XX"


def test_choices_are_countries_only_in_the_order_of_their_names_in_the_active_language():
    with translation.override("id"):
        names = [name for _code, name in country_choices()]
        assert names == sorted(names)
        assert ("SA", "Arab Saudi") in country_choices()
    with translation.override("en"):
        assert ("SA", "Saudi Arabia") in country_choices()
    codes = set(country_names("id"))
    assert {"MY", "TW", "HK", "SG"} <= codes
    assert not codes & {"EU", "UN", "ZZ", "001"}
