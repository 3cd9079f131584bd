"""Destination countries in the eight groups by which figures and exposures tell them apart.

What is counted by group stays comparable only while the groups stay: whoever moves a country raises VERSION.
“Timur Tengah” are the countries that Kepmenaker 260/2015 names, and Iran and Sudan, which its reprints add.
"""

from django.utils.translation import gettext_lazy as _

VERSION = 1
ELSEWHERE, UNKNOWN = "lain", "tidak-diketahui"
COUNTRIES = {
    "malaysia": frozenset({"MY", "BN"}),
    "taiwan": frozenset({"TW"}),
    "hongkong": frozenset({"HK", "MO"}),
    "singapura": frozenset({"SG"}),
    "korea-jepang": frozenset({"KR", "JP"}),
    "timur-tengah": frozenset(
        {
            *("SA", "AE", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LB", "LY"),
            *("MA", "MR", "OM", "PS", "QA", "SD", "SS", "SY", "TN", "YE"),
        }
    ),
}
NAMED = frozenset().union(*COUNTRIES.values())
# {group: its name}, in the order in which they are told
GROUPS = {
    "malaysia": _("Malaysia dan Brunei"),
    "taiwan": _("Taiwan"),
    "hongkong": _("Hong Kong dan Makau"),
    "singapura": _("Singapura"),
    "korea-jepang": _("Korea Selatan dan Jepang"),
    "timur-tengah": _("Arab Saudi dan Timur Tengah"),
    ELSEWHERE: _("negara lain"),
    UNKNOWN: _("negara tujuan tidak diketahui"),
}


def group_of(country):
    """The group of a country's ISO 3166-1 alpha-2 code; of no code at all, the unknown."""
    if not country:
        return UNKNOWN
    return next((group for group, countries in COUNTRIES.items() if country in countries), ELSEWHERE)
