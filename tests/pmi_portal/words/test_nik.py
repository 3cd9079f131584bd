"""A NIK is known by its structure, so that periods and telephone numbers may be written."""

import pytest

from pmi_portal.words.nik import holds_nik


@pytest.mark.parametrize(
    "text",
    [
        "3301010101010001",
        "NIK 3504014107908901, lahir 1 Juli 1990",  # a woman: 41 is the first
        "3504 0141 0790 8901",
        "35.04.01.410790.8901",
        "3504-0141-0790-8901",
        "lahir 01-07-1990 3504014107908901",
        "08123456 3504014107908901",
        "9604012902000001",  # the 29th of February 2000
    ],
)
def test_a_nik_is_seen(text):
    assert holds_nik(text)


@pytest.mark.parametrize(
    "text",
    [
        "Periode 01-08-2017 31-12-2018",
        "Periode 11.08.2017 31.12.2018",
        "12/08/2017-31/12/2018",
        "11 08 2017 12 09 2018 13 10 2019",
        "081234567890 081298765432",
        "0812-3456-7890 0813-1234-5678",
        "62 812 3456 7890 62 813 1234 5678",
        "3504014107908901234",  # longer than sixteen
        "350401410790890",  # shorter
        "9904014107908901",  # no province
        "3588014107908901",  # no district
        "3504013213908901",  # the 32nd of the 13th
        "3504013002908901",  # the 30th of February
        "3504017207908901",  # no day, not even of a woman
        "3504014107900000",  # no serial number
    ],
)
def test_what_is_no_nik_is_not_taken_for_one(text):
    assert not holds_nik(text)
