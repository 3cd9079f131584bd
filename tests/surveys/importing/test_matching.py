"""Which row is the heading, and which column is which."""

from dataclasses import replace

import pytest

from surveys.importing import kinds
from surveys.importing.columns import Column
from surveys.importing.decisions import Decided
from surveys.importing.matching import match
from tests.surveys.importing.tables import COLUMNS, PROFILE_COLUMNS, SARANA, WAKTU, rows

HEADING = ["Tanggal wawancara", "Wilayah", "Waktu penyelesaian", "Sarana dan prasarana"]
DATA = ["2019-05-06", "Kupang", 3, 4]


def placed(matching):
    return [(each.letter, each.column.key) for each in matching.placed]


def codes(matching):
    return [problem.code for problem in matching.problems]


def matched(*headings, data=None):
    return match(rows(list(headings), data or [1] * len(headings)), COLUMNS)


def test_columns_are_found_by_label_whatever_their_order():
    matching = matched("Sarana dan prasarana", "Wilayah", "Waktu penyelesaian", "Tanggal wawancara")
    assert placed(matching) == [("A", "SARANA"), ("B", "region"), ("C", "WAKTU"), ("D", "responded_on")]
    assert (matching.heading_row, codes(matching)) == (1, [])


@pytest.mark.parametrize(
    "heading",
    [
        "WAKTU",
        "waktu penyelesaian",
        "  Waktu\u00a0Penyelesaian ",
        "Waktu\npenyelesaian",
        "Waktu_Penyelesaian:",
        "WaktuPenyelesaian",
        "\ufeffWaktu penyelesaian",
        "Ｗaktu penyelesaian",
        "U3",
        "u-3",
        "Unsur 3",
        "U3. Waktu penyelesaian",
        "3. Waktu penyelesaian",
        "Waktu penyelesaian (U3)",
        "Waktu penyelesaian (hari)",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    ],
)
def test_a_heading_is_known_in_every_dress(heading):
    matching = matched("Tanggal", "Wilayah", heading, "Sarana dan prasarana")
    assert placed(matching)[2] == ("C", "WAKTU")
    assert codes(matching) == []


def test_the_name_of_an_element_outweighs_its_number():
    matching = matched("Tanggal", "Wilayah", "U8 Waktu penyelesaian", "U3 Sarana dan prasarana")
    assert placed(matching)[2:] == [("C", "WAKTU"), ("D", "SARANA")]


def test_title_rows_above_the_heading_are_skipped():
    table = rows(["REKAPITULASI SURVEI"], ["Wilayah Kupang", None, "2019"], HEADING, DATA)
    assert match(table, COLUMNS).heading_row == 3


def test_the_heading_is_looked_for_in_the_first_twenty_rows_only():
    title = ["judul"]
    assert match(rows(*[title] * 19, HEADING, DATA), COLUMNS).heading_row == 20
    assert codes(match(rows(*[title] * 20, HEADING, DATA), COLUMNS)) == ["no_heading"]


def test_a_heading_of_two_rows_is_read_as_one():
    table = rows(["Tanggal", "Wilayah", "Unsur pelayanan", None], [None, None, "U3", "U8"], DATA)
    matching = match(table, COLUMNS)
    assert placed(matching) == [("A", "responded_on"), ("B", "region"), ("C", "WAKTU"), ("D", "SARANA")]
    assert matching.heading_row == 2


def test_data_without_heading_are_refused():
    matching = match(rows(DATA, DATA), COLUMNS)
    assert (codes(matching), matching.heading_row) == (["no_heading"], None)


def test_numbers_alone_are_no_heading():
    assert codes(match(rows(["1", "2", "3", "4"], DATA), COLUMNS)) == ["no_heading"]


def test_a_heading_without_rows_below_is_refused():
    assert codes(match(rows(HEADING), COLUMNS)) == ["no_rows"]


def test_every_missing_column_is_named_with_the_heading_that_looks_like_it():
    matching = matched("Tanggal", "Wilaya", "U3")
    assert [(each.code, each.detail["label"], each.suggestion) for each in matching.problems] == [
        ("missing_column", "Wilayah", "B (Wilaya)"),
        ("missing_column", "Sarana dan prasarana", ""),
    ]


def test_two_columns_of_one_meaning_are_both_named():
    matching = matched("Tanggal", "Wilayah", "U3", "unsur 3", "U8")
    assert [(each.code, each.detail["letters"]) for each in matching.problems] == [
        ("two_columns", "C (U3), D (unsur 3)")
    ]


def test_of_two_columns_the_one_with_the_name_itself_is_taken():
    matching = matched("Timestamp", "Tanggal wawancara", "Wilayah", "U3", "U8")
    assert placed(matching)[0] == ("B", "responded_on")
    assert (matching.unknown, codes(matching)) == ([(0, "Timestamp")], [])


def test_unknown_columns_are_named():
    matching = matched("Tanggal", "Wilayah", "U3", "U8", "Nama ibu kandung", "NIK")
    told = "Kolom yang tidak dikenal dan tidak disimpan: E (Nama ibu kandung), F (NIK). Bila perlu dibaca, "
    assert f"{told}ubah pencocokan kolomnya." in matching.notices


def test_data_below_a_blank_heading_are_told():
    matching = match(rows([*HEADING, None, None], [*DATA, None, "rahasia"]), COLUMNS)
    told = "Kolom F berisi data tetapi tanpa judul, jadi tidak disimpan. Bila perlu dibaca, "
    assert f"{told}ubah pencocokan kolomnya." in matching.notices


def test_bare_numbers_of_elements_say_which_order_was_assumed():
    notice = matched("Tanggal", "Wilayah", "U3", "U8").notices[0]
    assert notice == (
        "Judul U3 sampai U8 dibaca menurut urutan kuesioner: U3 = Waktu penyelesaian, "
        "U8 = Sarana dan prasarana. Bila urutan di berkas Anda lain, ubah pencocokan kolomnya, atau ganti "
        "judulnya dengan nama unsur."
    )
    assert matched(*HEADING).notices == matched("Nomor", *HEADING).notices


def test_a_file_without_respondent_numbers_is_told_how_rows_are_recognised():
    told = "Berkas tidak punya kolom nomor responden."
    assert any(notice.startswith(told) for notice in matched(*HEADING).notices)
    assert not any(notice.startswith(told) for notice in matched("Nomor responden", *HEADING).notices)


def test_a_running_number_is_no_respondent_number():
    assert placed(matched("No.", *HEADING))[0] == ("A", "running_number")
    assert placed(matched("No. Responden", *HEADING))[0] == ("A", "respondent")


def test_a_spelling_that_two_columns_share_belongs_to_neither():
    other = replace(SARANA, key="LAIN", label="Lain", also=("U3",), mandatory=False)
    matching = match(rows(["Tanggal", "Wilayah", "U3", "U8"], DATA), (*PROFILE_COLUMNS, WAKTU, SARANA, other))
    assert (2, "U3") in matching.unknown


def test_questions_that_may_be_absent_are_told():
    column = Column("SARAN", "Saran", kinds.TEXT, is_question=True)
    matching = match(rows(HEADING, DATA), (*COLUMNS, column))
    assert "Yang ditanyakan tetapi tidak ada di berkas, dianggap tidak diisi: Saran." in matching.notices


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("skm/WAKTU", "WAKTU"),
        ("kuesioner/isi/u3", "WAKTU"),
        ("kuesioner-u3", "WAKTU"),
        ("Penilaian pelayanan [Waktu penyelesaian]", "WAKTU"),
        ("Jenis kelamin Anda", "sex"),
        ("Usia Anda (tahun)", "age_band"),
        ("Umur Responden", "age_band"),
        ("Responden No.", "respondent"),
        ("Kabupaten/Kota asal Anda", "region"),
        ("Hari / Tgl Wawancara", "responded_on"),
        ("Tgl. Pengisian", "responded_on"),
        ("profil/wilayah", "region"),
        ("Kab. / Kota Asal", "region"),
        ("Stempel waktu", "responded_on"),
        ("No. Kuesioner", "respondent"),
        ("Nmr. Resp.", "respondent"),
        ("Kategori Responden", "respondent_kind"),
        ("Jns. Kel.", "sex"),
        ("Jns Kelamin", "sex"),
        ("P/L", "sex"),
    ],
)
def test_headings_of_forms_are_known_by_the_name_in_them(heading, key):
    matching = matched("Sarana dan prasarana", "Negara tujuan", heading)
    assert (placed(matching)[2:], matching.unknown) == ([("C", key)], [])


def test_the_day_is_taken_from_what_the_device_noted_only_where_there_is_no_other():
    noted = ["_submission_time", "end", "start", "Wilayah", "Waktu penyelesaian", "Sarana dan prasarana"]
    matching = matched(*noted)
    assert ("C", "responded_on") in placed(matching)
    assert [heading for _index, heading in matching.unknown] == ["_submission_time", "end"]
    assert any("Kolom C (start) dipakai sebagai “Tanggal wawancara”" in each for each in matching.notices)
    assert ("D", "responded_on") in placed(matched(*noted[:3], "Tanggal", *noted[3:]))


@pytest.mark.parametrize("noted", ["Start time", "Completion time", "End time", "start"])
def test_the_names_that_form_makers_give_to_what_the_device_noted_are_known(noted):
    assert ("A", "responded_on") in placed(matched(noted, "Wilayah", "Waktu penyelesaian"))


def test_a_decision_about_a_column_that_is_not_there_goes_for_nothing():
    table = rows(["Tanggal", "WAKTU"], [1, 2])
    decided = Decided(heading_row=99, columns=((1, "q:GONE"), (7, "p:sex"), (8, "")))
    usual, matching = match(table, COLUMNS), match(table, COLUMNS, decided)
    assert (matching.heading_row, matching.placed) == (usual.heading_row, usual.placed)
    assert matching.left_out == []
