import csv
import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from pmi_portal.files.sheets import write_csv
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.saying.wording import NOT_AVAILABLE, Symbol

COLUMNS = (
    Column("region", "Wilayah"),
    Column("day", "Tanggal", kind="date"),
    Column("people", "Peserta", unit="orang", kind="integer"),
    Column("index", "IKM", unit="25–100", kind="number", decimals=2),
    Column("share", "Terjawab", kind="percent"),
)
CONFIDENTIAL = Symbol("c", "dirahasiakan karena jumlahnya terlalu kecil")
CILACAP = {
    "region": "Cilacap",
    "day": date(2019, 8, 7),
    "people": 1234,
    "index": 76.605,
    "share": Fraction(1, 8),
}
KUPANG = {
    "region": "Kupang",
    "day": None,
    "people": CONFIDENTIAL,
    "index": NOT_AVAILABLE,
    "share": Decimal(1),
}


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def a_figure(*rows, **fields):
    texts = {"id": "contoh", "title": "Cilacap naik", "subtitle": "Peserta, 2019"}
    return Figure(**texts | {"columns": COLUMNS, "rows": rows or (CILACAP, KUPANG)} | fields)


def texts(figure):
    return [[cell.text for cell in row] for row in figure.table]


def parsed_csv(figure):
    return list(csv.reader(io.StringIO(write_csv(figure.sheet_rows).decode("utf-8-sig")), delimiter=";"))


def page(figure, **urls):
    return render_to_string("components/figure.html", {"figure": figure, **urls})


def test_table_shows_the_rows_in_the_order_of_the_columns_rounded_for_reading():
    assert texts(a_figure()) == [
        ["Cilacap", "7 Agustus 2019", "1.234", "76,61", "13%"],
        ["Kupang", "\u2013", "c", "x", "100%"],
    ]


def test_table_follows_the_language_of_the_reader():
    with translation.override("en"):
        assert texts(a_figure(CILACAP)) == [["Cilacap", "7 August 2019", "1,234", "76.61", "13%"]]


def test_a_symbol_brings_its_meaning_into_the_notes_once():
    figure = a_figure(KUPANG, KUPANG | {"index": 80}, notes=("Data contoh.",))

    assert figure.all_notes == [
        "Data contoh.",
        "c = dirahasiakan karena jumlahnya terlalu kecil",
        "x = tidak tersedia",
    ]


def test_headings_hold_the_unit():
    assert [column.heading for column in COLUMNS] == [
        "Wilayah",
        "Tanggal",
        "Peserta (orang)",
        "IKM (25–100)",
        "Terjawab",
    ]


def test_a_column_of_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        Column("x", "X", kind="money")


def test_csv_has_the_same_rows_for_machines():
    assert parsed_csv(a_figure(CILACAP)) == [
        ["Wilayah", "Tanggal", "Peserta (orang)", "IKM (25–100)", "Terjawab"],
        ["Cilacap", "2019-08-07", "1234", "76,61", "0,13"],
    ]


def test_csv_explains_the_symbols_of_each_row():
    rows = parsed_csv(a_figure())

    assert [row[-1] for row in rows] == [
        "Keterangan",
        "",
        "dirahasiakan karena jumlahnya terlalu kecil; tidak tersedia",
    ]
    assert rows[2][:5] == ["Kupang", "", "c", "x", "1,00"]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5 orang", "@SUM(A1)"])
def test_csv_disarms_texts_that_a_spreadsheet_would_run(text):
    assert parsed_csv(a_figure(CILACAP | {"region": text}))[1][0] == f"'{text}"


def test_csv_leaves_negative_numbers_alone():
    assert parsed_csv(a_figure(CILACAP | {"index": -3.5}))[1][3] == "-3,50"


def test_a_figure_without_chart_or_rows_has_nothing_to_draw():
    bars = charts.Bars("region", "region", "people")

    assert a_figure().drawing is None
    assert replace(a_figure(chart=bars), rows=()).drawing is None
    assert replace(a_figure(chart=bars), rows=()).print_spec is None
    assert a_figure(chart=bars).drawing["spec"]["description"] == "Cilacap naik. Peserta, 2019"


def test_the_page_types_numbers_to_the_right_and_explains_symbols():
    html = page(a_figure(), csv_url="/gambar.csv")

    assert len(re.findall(r'<th\s+role="columnheader"\s+scope="col"\s+class="number"', html)) == 3
    assert len(re.findall(r'<th\s+role="rowheader"\s+scope="row"', html)) == 2
    assert re.findall(r'<abbr title="([^"]+)">(.)</abbr>', html) == [
        ("dirahasiakan karena jumlahnya terlalu kecil", "c"),
        ("tidak tersedia", "x"),
    ]
    link = '<a href="/gambar.csv">Unduh CSV<span class="visually-hidden">: Cilacap naik</span></a>'
    assert link in html


def test_the_page_has_a_drawing_for_readers_without_javascript():
    html = page(a_figure(chart=charts.Bars("region", "region", "people")), svg_url="/gambar.svg")

    assert re.findall(r"<noscript>\s*<img ([^>]*)>", html) == [
        'src="/gambar.svg" alt="Cilacap naik. Peserta, 2019" loading="lazy"'
    ]


def test_the_page_of_a_table_without_chart_shows_it_open_and_loads_no_script():
    html = page(a_figure())

    assert "<details open>" in html
    assert "<script" not in html


def test_the_page_of_an_empty_figure_says_so():
    html = page(replace(a_figure(), rows=()), csv_url="/gambar.csv")

    assert "Belum ada data untuk gambar ini." in html
    assert "<table" not in html and "/gambar.csv" not in html


def test_texts_of_users_cannot_leave_their_place_on_the_page():
    hostile = "</script><script>alert(1)</script>"
    figure = a_figure(CILACAP | {"region": hostile}, chart=charts.Bars("region", "region", "people"))

    assert hostile not in page(replace(figure, title=hostile), svg_url="/gambar.svg")


def test_a_figure_with_invented_records_says_so_on_the_page_and_in_the_file():
    figure = a_figure(sampled=True)

    assert "Memuat data contoh." in page(figure)
    heading, cilacap, kupang = parsed_csv(figure)
    assert (heading[-1], cilacap[-1]) == ("Keterangan", "Memuat data contoh.")
    assert kupang[-1].startswith("Memuat data contoh.; dirahasiakan")
    assert "Memuat data contoh." not in page(a_figure())
