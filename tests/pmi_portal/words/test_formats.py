from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from pmi_portal.words import formats
from pmi_portal.words.formats import parse_date, parse_number
from pmi_portal.words.parsing import numbers_of_date

ordinary_numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4)
ordinary_days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.56, 2, "1.234,56"),
        (Decimal("76.605"), 2, "76,61"),
        (76.605, 2, "76,61"),
        (86.625, 2, "86,63"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-2.5, 0, "\u22123"),
        (-0.001, 2, "0,00"),
        (539299, None, "539.299"),
        (Decimal("3.50"), None, "3,50"),
        (Fraction(1, 3), 3, "0,333"),
        (1e21, 0, "1.000.000.000.000.000.000.000"),
        (None, 2, "\u2013"),
    ],
)
def test_numbers_are_shown_with_a_decimal_comma_and_halves_go_up(value, decimals, text):
    assert formats.show_number(value, decimals) == text


def test_numbers_are_shown_with_a_decimal_point_in_english(english):
    assert formats.show_number(1234.56, 2) == "1,234.56"


def test_sizes_of_files_are_shown_in_units_that_people_know():
    shown = [formats.show_size(size) for size in (512, 1024, 1536, 5_500_000, 3 * 1024**3)]

    assert shown == ["512 byte", "1,0 KB", "1,5 KB", "5,2 MB", "3,0 GB"]


def test_shares_are_shown_in_percent():
    assert formats.show_percent(0.725) == "73%"
    assert formats.show_percent(Fraction(1, 8), 1) == "12,5%"
    assert formats.show_percent(None) == "\u2013"


def test_money_is_written_together_with_its_sign():
    assert formats.show_rupiah(2500000) == "Rp2.500.000"
    assert formats.show_rupiah(Decimal("-1250.5"), 2) == "\u2212Rp1.250,50"


def test_dates_are_shown_in_the_language_of_the_reader():
    assert formats.show_date(date(2019, 8, 7)) == "7 Agustus 2019"
    assert formats.show_date(date(2019, 8, 7), short=True) == "7 Agu 2019"
    assert formats.show_date(None) == "\u2013"


def test_dates_are_shown_in_english(english):
    assert formats.show_date(date(2019, 8, 7)) == "7 August 2019"


def test_zones_of_indonesia_have_their_usual_names():
    assert [formats.zone_name(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")] == [
        "WIB",
        "WITA",
        "WIT",
    ]
    assert formats.zone_name("Asia/Taipei") == "Asia/Taipei"


def test_a_moment_is_told_in_the_zone_of_its_region():
    moment = datetime(2019, 8, 7, 16, 30, tzinfo=UTC)

    assert formats.show_datetime(moment) == "7 Agustus 2019, 23.30 WIB"
    assert formats.show_datetime(moment, "Asia/Makassar") == "8 Agustus 2019, 00.30 WITA"


def test_a_time_range_is_told_in_the_zone_of_its_region():
    start, end = datetime(2019, 8, 7, 2, tzinfo=UTC), datetime(2019, 8, 7, 5, 15, tzinfo=UTC)

    assert formats.show_time_range(start, end, "Asia/Makassar") == "10.00\u201313.15 WITA"
    assert formats.show_time_range(time(9), time(12), "Asia/Jakarta") == "09.00\u201312.00 WIB"
    assert formats.show_time_range(time(9), None, "Asia/Jakarta") == "mulai 09.00 WIB"


def test_a_time_range_past_midnight_names_the_day_of_its_end():
    start, end = datetime(2019, 8, 7, 14, tzinfo=UTC), datetime(2019, 8, 7, 18, tzinfo=UTC)

    assert (
        formats.show_time_range(start, end, "Asia/Jakarta")
        == "21.00\u201301.00 WIB (berakhir 8 Agustus 2019)"
    )


def test_times_have_a_colon_in_english(english):
    assert formats.show_time_range(time(9), time(12), "Asia/Jakarta") == "09:00\u201312:00 WIB"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2019, 1, 1), date(2019, 6, 30), "Semester I 2019"),
        (date(2019, 7, 1), date(2019, 12, 31), "Semester II 2019"),
        (date(2019, 7, 1), date(2019, 9, 30), "Triwulan III 2019"),
        (date(2020, 2, 1), date(2020, 2, 29), "Februari 2020"),
        (date(2019, 2, 1), date(2019, 4, 30), "Februari\u2013April 2019"),
        (date(2017, 8, 1), date(2017, 12, 31), "Agustus\u2013Desember 2017"),
        (date(2017, 1, 1), date(2024, 12, 31), "2017\u20132024"),
        (date(2017, 8, 1), date(2024, 12, 31), "Agustus 2017 \u2013 Desember 2024"),
        (date(2019, 8, 7), date(2019, 8, 7), "7 Agustus 2019"),
        (date(2019, 8, 7), date(2019, 8, 9), "7\u20139 Agustus 2019"),
        (date(2019, 8, 7), date(2019, 9, 2), "7 Agustus \u2013 2 September 2019"),
        (date(2019, 12, 30), date(2020, 1, 2), "30 Desember 2019 \u2013 2 Januari 2020"),
    ],
)
def test_a_period_gets_its_shortest_name(first, last, text):
    assert formats.show_period(first, last) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("Rp 2.500.000", "2500000"),
        ("Rp2.500", "2500"),
        ("rp. 2.500,-", "2500"),
        ("IDR 1,234.50", "1234.50"),
        (" 5 ", "5"),
        ("\uff15", "5"),
        ("0,234", "0.234"),
        ("1234.567", "1234.567"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
        ("-3,25", "-3.25"),
        ("\u22123,25", "-3.25"),
        ("-0", "0"),
    ],
)
def test_numbers_with_one_meaning_are_read(text, value):
    assert str(parse_number(text)) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345"])
def test_numbers_with_two_meanings_are_refused(text):
    with pytest.raises(ValueError, match="dapat berarti"):
        parse_number(text)


def test_the_refusal_of_an_ambiguous_number_names_both_meanings():
    with pytest.raises(ValueError) as refusal:
        parse_number("1.234")

    assert str(refusal.value) == "“1.234” dapat berarti 1234 atau 1,234; tulislah tanpa pemisah ribuan."


@pytest.mark.parametrize("text", ["1.23.456", "1,2,3", "1.234,567,8", "01.234,5", "1.234,5.6"])
def test_wrongly_grouped_numbers_are_refused(text):
    with pytest.raises(ValueError, match="tidak tertulis sebagai angka"):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "NT$25k", "\u2164", "\u0663", "5²", "1e400", "NaN", "Infinity", "5%", "3 4", "5,-", "9" * 61],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="bukan angka"):
        parse_number(text)


@given(ordinary_numbers)
def test_a_shown_number_is_read_back_as_it_was(value):
    for language in ("id", "en"):
        with translation.override(language):
            assert parse_number(formats.show_number(value, 2)) == formats.rounded(value, 2)


@given(ordinary_numbers)
def test_a_shown_amount_of_money_is_read_back_as_it_was(value):
    assert parse_number(formats.show_rupiah(value)) == formats.rounded(value, 0)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_reason(text):
    for parse in (parse_number, parse_date):
        try:
            parse(text)
        except ValueError as refusal:
            assert str(refusal).startswith("“")


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        "01/05/2024",
        "1/5/24",
        "01-05-2024",
        "1.5.2024",
        "1 Mei 2024",
        "01 mei 2024",
        "Senin, 1 Mei 2024",
        "Jum'at 1 Mei 2024",
        "2024.05.01",
        "20240501",
        "1-May-24",
        "May 1, 2024",
        "Wed, 1 May 2024",
        "1 \u00a0Mei\u200b 2024 ",
        "2024-05-01T00:00:00Z",
        "2024-05-01T08:13:05.123+07:00",
        "01/05/2024 08.30.00",
        "01/05/2024 pukul 08.30 WITA",
        "2024/05/01 8:54:22 AM GMT+8",
        "1 Mei 2024, jam 8:30 WIB",
        "Tgl. 1 Mei 2024",
        "01/V/2024",
        "Hari/Tanggal: Rabu, 1 Mei 2024",
        "01 / 05 / 2024",
        "01\u201305\u20132024",
        "1 Mei'24",
        "1 Mei 2024.",
    ],
)
def test_dates_are_read_in_every_usual_form(text):
    assert parse_date(text) == date(2024, 5, 1)


@pytest.mark.parametrize("month", ["Agt", "Agu", "Ags", "Agustus", "August", "Aug.", "Ogos", "AGUSTUS"])
def test_month_names_are_indonesian_english_or_malay(month):
    assert parse_date(f"01 {month} 2024") == date(2024, 8, 1)


def test_numbers_alone_follow_the_order_of_their_column():
    assert parse_date("02/03/2024") == date(2024, 3, 2)
    assert parse_date("02/03/2024", order="mdy") == date(2024, 2, 3)


def test_the_numbers_of_a_date_are_told_where_two_of_them_could_be_exchanged():
    assert numbers_of_date("Tgl. 02 / 03 / 24") == (2, 3, 2024)
    assert numbers_of_date("13/05/2024 10:30") == (13, 5, 2024)
    for text in ("2024-05-02", "2 Mei 2024", "2024-05-01T15:00:00+00:00", "x" * 80, ""):
        assert numbers_of_date(text) is None


def test_a_date_that_contradicts_the_order_is_refused():
    with pytest.raises(ValueError, match="tidak ada bulan ke-13 pada urutan hari/bulan/tahun"):
        parse_date("05/13/2024")
    with pytest.raises(ValueError, match="tidak ada bulan ke-13 pada urutan bulan/hari/tahun"):
        parse_date("13/05/2024", order="mdy")


def test_two_digit_years_turn_at_sixty_nine():
    assert [parse_date(f"1/5/{year}").year for year in ("00", "68", "69", "99")] == [2000, 2068, 1969, 1999]


def test_a_misspelt_month_is_refused_with_the_nearest_name():
    with pytest.raises(ValueError, match="nama bulan “Agustsu” tidak dikenal; maksudnya “Agustus”"):
        parse_date("1 Agustsu 2024")


@pytest.mark.parametrize("text", ["31/04/2024", "29 Februari 2023", "2024-13-01", "0/5/2024", "45/45/2024"])
def test_days_outside_the_calendar_are_refused(text):
    with pytest.raises(ValueError, match="tidak ada dalam kalender"):
        parse_date(text)


@pytest.mark.parametrize(
    "text", ["", "kemarin", "45413", "Mei 2024", "1/5-2024", "1/5/024", "1 Mei", "٣ Mei 2024"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="bukan tanggal yang dikenal"):
        parse_date(text)


def test_a_year_of_another_age_is_refused():
    with pytest.raises(ValueError, match="tahun harus antara 1900 dan 2100"):
        parse_date("1 Mei 0024")


def test_a_utc_time_that_may_be_the_next_day_is_refused():
    assert parse_date("2024-05-01T14:59:00Z") == date(2024, 5, 1)
    with pytest.raises(ValueError, match="tanggal setempatnya tidak pasti"):
        parse_date("2024-05-01T15:00:00+00:00")


def test_an_unknown_order_is_a_programming_error():
    with pytest.raises(TypeError):
        parse_date("1/5/2024", order="ydm")


@given(ordinary_days)
def test_a_shown_date_is_read_back_as_it_was(day):
    for language in ("id", "en"):
        with translation.override(language):
            assert parse_date(formats.show_date(day)) == day
            assert parse_date(formats.show_date(day, short=True)) == day


def test_templates_show_numbers_and_dates():
    page = Template(
        "{% load formats %}{{ n|number:2 }} {{ s|percent }} {{ m|rupiah }} {{ d|local_date }}"
        " {{ d|short_date }} {{ t|local_datetime:'Asia/Makassar' }} {{ 'Asia/Jakarta'|zone }}"
        " {% period d d %}"
        " {% time_range nine noon 'Asia/Jakarta' %} {{ missing|number }}{{ missing|local_date }}"
    ).render(
        Context(
            {"n": 1234.5, "s": 0.72, "m": 5000, "d": date(2019, 8, 7), "nine": time(9), "noon": time(12)}
            | {"t": datetime(2019, 8, 7, 1, tzinfo=UTC)}
        )
    )

    assert page == (
        "1.234,50 72% Rp5.000 7 Agustus 2019 7 Agu 2019 7 Agustus 2019, 09.00 WITA WIB 7 Agustus 2019"
        " 09.00\u201312.00 WIB \u2013\u2013"
    )


def test_a_moment_is_told_on_the_clock_of_the_reader():
    moment = datetime(2019, 8, 7, 16, 30, tzinfo=UTC)
    with timezone.override("Asia/Makassar"):
        assert formats.show_datetime(moment) == "8 Agustus 2019, 00.30 WITA"
    with timezone.override("Asia/Jayapura"):
        assert formats.show_datetime(moment) == "8 Agustus 2019, 01.30 WIT"
