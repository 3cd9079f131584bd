import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from reports.renderers import charts
from reports.renderers.charts import theme as chart_theme
from reports.renderers.charts.parts import wrapped
from reports.renderers.drawing import draw_svg
from reports.renderers.figures import Column, Figure
from reports.saying.wording import NOT_AVAILABLE, Symbol

CONFIDENTIAL = Symbol("c", "dirahasiakan karena jumlahnya terlalu kecil")
HOSTILE = "'];alert(1)//"
EXPRESSIONS = {"expr", "test", "filter", "labelExpr"}


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def a_figure(chart, rows):
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = tuple(Column(key, key, kind="integer" if key == "n" else "text") for key in keys)
    return Figure("contoh", "Judul", "Anak judul", columns, tuple(rows), chart)


def an_index(region="Kupang", day=date(2019, 7, 1), value=80.0, low=78.0, high=82.0, n=100, **more):
    row = {"region": region, "day": day, "value": value, "low": low, "high": high, "n": n}
    return row | {"drawn": True, "random": True} | more


def intervals(*rows):
    chart = charts.Intervals("day", "region", "value", "low", "high", "n")
    return a_figure(chart, rows or [an_index()])


def dots(*rows):
    chart = charts.Dots("element", "region", "value", "low", "high", "n", least=1, most=4)
    keys = ("element", "region", "value", "low", "high", "n", "random")
    return a_figure(chart, [dict(zip(keys, row, strict=True)) for row in rows])


def counts(first, *rows):
    return [{first: name, "region": region, "n": n} for name, region, n in rows]


def matrix(*rows):
    return a_figure(charts.Matrix("group", "region", "n", "belum"), counts("group", *rows))


def bars(*rows):
    return a_figure(charts.Bars("theme", "region", "n"), counts("theme", *rows))


def series(*rows):
    keys = ("day", "value", "joined", "conflict")
    return a_figure(charts.Series("day", "value"), [dict(zip(keys, row, strict=True)) for row in rows])


def ties(*rows):
    names = (("A", "Desa"), (HOSTILE, HOSTILE))
    rows = [{"one": one, "other": other, "n": n} for one, other, n in rows]
    return a_figure(charts.Ties("one", "other", "n", names, unknown=(HOSTILE,)), rows)


def accumulation(*rows):
    keys = ("region", "session", "new", "seen", "estimate")
    return a_figure(charts.Accumulation(*keys), [dict(zip(keys, row, strict=True)) for row in rows])


def data(figure):
    return figure.drawing["spec"]["data"]["values"]


def layers(figure):
    return figure.drawing["spec"]["spec"]["layer"]


def column(figure, key):
    return [row[key] for row in data(figure)]


def year_end(year, value, conflict=False):
    return date(year, 12, 31), value, True, conflict


def walk(node, key=""):
    yield key, node
    if isinstance(node, dict):
        for name, value in node.items():
            yield from walk(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value, key)


ALL = {
    "intervals": intervals(an_index(), an_index(region=HOSTILE)),
    "matrix": matrix(("Calon PMI", "Kupang", 0), (HOSTILE, HOSTILE, 3)),
    "bars": bars(("Klaim", "Kupang", 4), (HOSTILE, HOSTILE, 0)),
    "dots": dots(
        ("Waktu", "Kupang", 3.1, 2.9, 3.3, 40, True), (HOSTILE, HOSTILE, None, None, None, 9, False)
    ),
    "ties": ties(("A", HOSTILE, 3)),
    "accumulation": accumulation(("Kupang", 1, 2, 2, None), (HOSTILE, 1, 1, 1, 3.5)),
    "series": series(year_end(2017, 120093), year_end(2018, 361351, conflict=True)),
}


@pytest.fixture(params=ALL)
def figure(request):
    return ALL[request.param]


def test_a_chart_is_plain_json_with_its_data_inside(figure):
    drawing = figure.drawing

    assert json.loads(json.dumps(drawing)) == drawing
    assert [key for key, _node in walk(drawing["spec"]) if key in ("url", "href")] == []


def test_texts_of_users_never_stand_in_an_expression(figure):
    expressions = [text for key, text in walk(figure.drawing) if key in EXPRESSIONS and isinstance(text, str)]

    assert expressions != []
    assert [text for text in expressions if "alert" in text] == []


def test_a_chart_names_no_colour_of_its_own(figure):
    texts = [node for _key, node in walk(figure.drawing["spec"]) if isinstance(node, str)]

    assert [text for text in texts if re.match(r"#[0-9a-f]{3,8}$", text)] == []


def test_a_chart_is_described_for_those_who_do_not_see_it(figure):
    assert figure.drawing["spec"]["description"] == "Judul. Anak judul"


def test_the_server_draws_every_chart(figure):
    assert draw_svg(figure.print_spec).startswith(b"<svg")


def test_the_server_draws_numbers_as_indonesians_write_them():
    svg = draw_svg(series(year_end(2017, 120093), year_end(2018, 361351)).print_spec).decode()

    assert [text for text in re.findall(r"<text[^>]*>([^<]+)</text>", svg) if "." in text] == [
        "100.000",
        "200.000",
        "300.000",
        "400.000",
        "361.351",
        "120.093",
    ]


def test_colours_are_those_of_the_stylesheet():
    sheet = Path(settings.BASE_DIR, "static/css/portal.css").read_text()
    light = sheet.split('[data-bs-theme="dark"]')[0]

    for name, colour in chart_theme.COLOURS.items():
        assert re.findall(rf"--{name}: (#\w+);", light) == [colour]


def test_numbers_on_axes_follow_the_language():
    assert chart_theme.config()["locale"]["number"]["decimal"] == ","
    with translation.override("en"):
        assert chart_theme.config()["locale"]["number"]["decimal"] == "."


def test_a_drawing_for_print_has_a_fixed_width_and_leaves_the_browsers_alone():
    figure = matrix(("Calon PMI", "Kupang", 1))

    assert figure.print_spec["width"] == 720
    assert figure.print_spec["config"]["background"] == "#ffffff"
    assert figure.drawing["spec"]["width"] == "container"


def test_panels_stand_two_abreast_unless_there_is_only_one():
    assert intervals(an_index()).drawing["spec"]["columns"] == 1
    assert intervals(*(an_index(region=name) for name in "ABC")).drawing["spec"]["columns"] == 2


def test_few_respondents_make_an_open_point():
    figure = intervals(an_index(n=29), an_index(n=30), an_index(n=None))

    assert column(figure, "few") == [True, False, True]


def test_a_withheld_index_leaves_its_symbol_and_no_number():
    (row,) = data(intervals(an_index(value=NOT_AVAILABLE, low=None, high=None, n=0)))

    assert (row["value"], row["low"], row["high"], row["label"], row["sign"]) == (None, None, None, "", "x")


def test_a_value_without_interval_is_only_a_point():
    (row,) = data(intervals(an_index(value=80.0, low=None, high=None)))

    assert (row["low"], row["high"]) == (80.0, 80.0)


def test_the_newest_value_of_a_panel_is_always_written_out_and_the_others_where_there_is_room():
    figure = intervals(an_index(day=date(2020, 7, 1), value=80.0), an_index(value=76.605))

    assert [(row["label"], row["last"]) for row in data(figure)] == [("", "80,0"), ("76,6", "")]


def test_a_number_gives_way_to_one_that_stands_too_near():
    days = [date(2018, 1, 1), date(2018, 5, 1), date(2020, 1, 1), date(2026, 1, 1)]
    figure = intervals(*(an_index(day=day, value=80.0 + place) for place, day in enumerate(days)))

    assert [(row["label"], row["last"]) for row in data(figure)] == [
        ("", ""),
        ("81,0", ""),
        ("82,0", ""),
        ("", "83,0"),
    ]


def test_the_axis_of_the_index_begins_below_the_lowest_bound_and_shows_the_edge_of_d():
    def domain(low):
        return layers(intervals(an_index(low=low)))[0]["encoding"]["y"]["scale"]["domain"]

    assert domain(78) == [60, 100]
    assert domain(51) == [45, 100]
    assert domain(25) == [25, 100]


def test_the_bands_of_the_grades_leave_no_gap():
    bands = layers(intervals(an_index(low=30)))[0]["data"]["values"]

    assert [(band["letter"], band["low"], band["high"]) for band in bands] == [
        ("A", 88.31, 100.0),
        ("B", 76.61, 88.31),
        ("C", 65.0, 76.61),
        ("D", 25.0, 65.0),
    ]


def test_years_without_a_survey_take_their_room_on_the_axis_of_time():
    figure = intervals(an_index(), an_index(day=date(2024, 2, 15)))

    axis = layers(figure)[2]["encoding"]["x"]

    assert [row["day"] for row in data(figure)] == ["2019-07-01", "2024-02-15"]
    assert (axis["type"], [one["year"] for one in axis["axis"]["values"]]) == (
        "temporal",
        [*range(2019, 2025)],
    )


def drawn_where(figure):
    """{kind of mark by its dashes: the expression that says where it is drawn}, of the intervals."""
    rules = [one for one in layers(figure) if one["mark"]["type"] == "rule"]
    return {bool(one["mark"].get("strokeDash")): one["transform"][0]["filter"] for one in rules}


@pytest.mark.parametrize("chart", ["intervals", "dots"])
def test_the_interval_of_a_sample_that_is_not_random_is_dashed(chart):
    assert drawn_where(ALL[chart]) == {
        False: "isValid(datum.value) && datum.random",
        True: "isValid(datum.value) && !datum.random",
    }
    assert {row["random"] for row in data(intervals(an_index(), an_index(random=False)))} == {True, False}


def test_what_does_not_lead_stands_in_the_table_only():
    figure = intervals(an_index(), an_index(value=60.0, drawn=False))

    assert (column(figure, "value"), len(figure.table)) == ([80.0], 2)
    assert intervals(an_index(drawn=False)).drawing is None


def test_dots_keep_the_order_and_the_scale_of_their_rows_and_hide_what_is_confidential():
    figure = dots(
        ("Waktu", "Kupang", 3.5, 3.4, 3.6, 40, True),
        ("Biaya", "Kupang", 1.5, None, None, 29, True),
        ("Sarana", "Kupang", CONFIDENTIAL, None, None, CONFIDENTIAL, False),
    )

    assert layers(figure)[2]["encoding"]["y"]["sort"] == ["Waktu", "Biaya", "Sarana"]
    assert layers(figure)[2]["encoding"]["x"]["scale"]["domain"] == [1, 4.6]
    assert [(row["value"], row["low"], row["few"], row["sign"]) for row in data(figure)] == [
        (3.5, 3.4, False, ""),
        (1.5, 1.5, True, ""),
        (None, None, True, "c"),
    ]


def test_a_matrix_tells_heard_from_never_heard_from_hidden():
    figure = matrix(
        ("Calon PMI", "Kupang", 1200), ("Calon PMI", "Cilacap", 0), ("LSM", "Kupang", CONFIDENTIAL)
    )

    assert [(row["kind"], row["text"]) for row in data(figure)] == [
        ("filled", "1.200"),
        ("empty", "belum"),
        ("hidden", "c"),
    ]


def test_bars_write_their_number_and_hide_what_is_confidential():
    figure = bars(("Klaim", "Kupang", 1200), ("Iuran", "Kupang", 0), ("Kartu", "Kupang", CONFIDENTIAL))

    assert [(row["value"], row["text"], row["sign"]) for row in data(figure)] == [
        (1200.0, "1.200", ""),
        (0, "", "0"),
        (0, "", "c"),
    ]


def test_bars_share_one_scale_over_all_panels():
    figure = bars(("Klaim", "Kupang", 100), ("Klaim", "Cilacap", 10))

    assert layers(figure)[0]["encoding"]["x"]["scale"]["domain"] == [0, 120]


def test_bars_of_only_zeros_can_be_drawn():
    assert draw_svg(bars(("Klaim", "Kupang", 0)).print_spec).startswith(b"<svg")


def test_a_missing_year_breaks_the_line():
    figure = series(*(year_end(year, year) for year in (2017, 2018, 2020, 2021)))

    assert column(figure, "piece") == [0, 0, 1, 1]


def test_a_part_of_a_year_is_not_joined():
    figure = series(year_end(2020, 389760), (date(2021, 2, 28), 365842, False, False))

    assert column(figure, "joined") == [True, False]


def test_two_values_of_one_day_are_both_drawn_and_only_one_is_joined():
    figure = series(year_end(2018, 361351), year_end(2019, 539299, True), year_end(2019, 539239, True))

    assert column(figure, "value") == [361351, 539299, 539239]
    assert column(figure, "joined") == [True, True, False]
    assert column(figure, "mark") == ["", "", "≠"]


def test_conflicts_far_apart_are_each_marked():
    figure = series(year_end(2018, 1, True), year_end(2019, 2), year_end(2020, 3, True))

    assert column(figure, "mark") == ["≠", "", "≠"]


def test_the_turns_of_a_series_are_written_out():
    values = (120, 361, 539, 390, 236, 333, 473)
    figure = series(*(year_end(2017 + place, value) for place, value in enumerate(values)))

    assert column(figure, "above") == ["", "", "539", "", "", "", "473"]
    assert column(figure, "below") == ["120", "", "", "", "236", "", ""]


def test_series_come_in_the_order_of_time_without_what_is_unknown():
    figure = series(year_end(2019, 3), year_end(2017, 1), year_end(2018, None))

    assert column(figure, "day") == ["2017-12-31", "2019-12-31"]


def test_a_series_of_nothing_known_is_not_drawn():
    assert series(year_end(2018, None)).drawing is None


def test_long_labels_break_into_two_lines_at_a_blank():
    assert (
        wrapped("Disnaker(trans) kabupaten/kota dan provinsi")
        == "Disnaker(trans)\nkabupaten/kota dan provinsi"
    )
    assert wrapped("satu dua tiga empat", 9) == "satu dua\ntiga …"
    assert wrapped("Cirebon–Indramayu", 5) == "Cirebon–Indramayu"


def test_a_matrix_may_write_other_words_in_its_cells_and_name_its_columns_in_their_order():
    rows = [
        {"group": "Desa", "region": "Cilacap", "n": 0, "told": "0/3"},
        {"group": "LSM", "region": "Kupang", "n": 2, "told": "2/5"},
        {"group": "LSM", "region": "Cilacap", "n": None, "told": "0/0"},
    ]
    chart = charts.Matrix("group", "region", "n", text="told", columns=("Kupang", "Cilacap"))
    figure = a_figure(chart, rows)

    assert [(cell["kind"], cell["text"]) for cell in data(figure)] == [
        ("empty", "0/3"),
        ("filled", "2/5"),
        ("hidden", "–"),
    ]
    x = figure.drawing["spec"]["layer"][0]["encoding"]["x"]
    assert x["sort"] == ["Kupang", "Cilacap"]
    ordered = a_figure(charts.Matrix("group", "region", "n", rows=("LSM", "Desa")), rows)
    assert ordered.drawing["spec"]["layer"][0]["encoding"]["y"]["sort"] == ["LSM", "Desa"]
    assert draw_svg(figure.print_spec).decode().count("2/5") == 1


def portions(*rows):
    keys = ("name", "part", "whole", "drawn")
    return a_figure(
        charts.Portions("name", "part", "whole"), [dict(zip(keys, row, strict=True)) for row in rows]
    )


def test_portions_write_both_numbers_and_leave_out_what_is_not_drawn():
    figure = portions(("Disnaker", 1, 1200, True), ("BP3MI", 0, 3, True), (HOSTILE, 0, 0, False))

    assert [(row["down"], row["text"]) for row in data(figure)] == [
        ("Disnaker", "1 / 1.200"),
        ("BP3MI", "0 / 3"),
    ]
    assert figure.drawing["spec"]["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 1200]
    assert draw_svg(figure.print_spec).decode().count("1 / 1.200") == 1
    assert portions(("Disnaker", 0, 0, False)).drawing is None


def test_names_that_are_cut_to_the_same_label_keep_a_bar_each():
    long = "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Tulungagung Seksi"
    figure = portions(*((f"{long} {end}", 0, 1, True) for end in ("Utara", "Selatan")))

    first, second = (row["down"] for row in data(figure))
    assert second == f"{first} (2)"


def test_a_square_of_ties_shows_whole_names_where_its_place_has_room():
    wide = ties(("A", HOSTILE, 1234)).print_spec
    narrow = wide | {"params": [{"name": "place_width", "value": 300}]}

    def texts(spec):
        return set(re.findall(r"<text[^>]*>([^<]+)</text>", draw_svg(spec).decode()))

    assert {"Desa", "A", "1.234", "?"} <= texts(wide)
    assert "Desa" not in texts(narrow)
    assert ties().drawing is None


def test_an_accumulation_writes_the_last_number_of_each_panel_and_has_room_for_the_estimate():
    drawn = accumulation(
        ("Cilacap", 1, 2, 2, None),
        ("Cilacap", 2, 1, 3, 20.0),
        ("Kupang", 1, 4, 4, CONFIDENTIAL),
        ("Kupang", 2, 0, 4, None),
    )

    assert column(drawn, "last") == ["", "3", "", "4"]
    assert column(drawn, "estimate") == [None, 20, None, None]
    assert layers(drawn)[2]["encoding"]["y"]["scale"]["domain"] == [0, pytest.approx(23)]
    assert accumulation().drawing is None
