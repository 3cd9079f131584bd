"""What an uploaded register may be: a plain xlsx or csv of bounded size; all else is refused in words."""

import pytest

from pmi_portal.files.reading.reader import UnreadableFile
from stakeholders.register_sheets import KINDS, MAX_BYTES, MAX_ROWS, read_table
from tests.spreadsheets import attacks, containers, layouts
from tests.spreadsheets.packages import inline, sheet_xml, workbook, workbook_with
from tests.stakeholders.files import csv_bytes, xlsx

ROWS = [["Nama", "Wilayah"], ["LTSA", "Kupang"], ["BP3MI Jawa Timur", "Cilacap"]]
DANGEROUS = {"xml_doctype", "xml_encoding", "zip_entries", "zip_path", "zip_duplicate", "macro_sheet"}


def cases(module, codes=None):
    """Files of the survey importer's corpus under a name a register may have."""
    found = [case for case in module.CASES if case.suffix.removeprefix(".").lower() in KINDS]
    return [pytest.param(case, id=case.key) for case in found if codes is None or case.answer.code in codes]


def read_rows(content, kind):
    return read_table(content, kind).rows


def reason(content, kind="xlsx"):
    with pytest.raises(UnreadableFile) as caught:
        read_rows(content, kind)
    return str(caught.value)


def test_excel_and_csv_give_the_same_rows():
    assert [row[:2] for row in read_rows(xlsx(*ROWS), "xlsx")] == ROWS
    assert read_rows(csv_bytes(*ROWS), "csv") == ROWS


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig"), (",", "utf-16")],
)
def test_csv_is_read_as_excel_in_indonesia_writes_it(delimiter, encoding):
    assert read_rows(csv_bytes(*ROWS, delimiter=delimiter, encoding=encoding), "csv") == ROWS


def test_a_first_line_that_names_the_separator_is_obeyed():
    assert read_rows(b"sep=;\r\nNama;Wilayah\r\nLTSA, kantor;Kupang\r\n", "csv") == [
        ["Nama", "Wilayah"],
        ["LTSA, kantor", "Kupang"],
    ]


def test_quoted_separators_line_breaks_and_accents_survive():
    rows = [["Nama", "Catatan"], ["Andrée “D”", 'satu, "dua"\ntiga; é']]
    assert read_rows(csv_bytes(*rows), "csv") == rows


def test_blank_rows_keep_their_place_and_those_at_the_end_are_dropped():
    assert read_rows(b"Nama\nA\n\nB\n\n\n", "csv") == [["Nama"], ["A"], [], ["B"]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [b"", b" ", b"\r\n\r\n"])
def test_an_empty_file_is_refused(kind, content):
    assert reason(content, kind).startswith("Berkas ini kosong.")


def test_a_file_with_headings_only_is_refused():
    assert reason(xlsx(["Nama"])) == "Berkas hanya berisi judul kolom; tidak ada baris data."
    assert reason(b",,\na,b,c\n", "csv") == "Berkas hanya berisi judul kolom; tidak ada baris data."


@pytest.mark.parametrize(("count", "accepted"), [(5_000, True), (5_001, False), (6_000, False)])
def test_five_thousand_rows_are_the_most(count, accepted):
    rows = [["Nama"], *([f"Instansi {number}"] for number in range(count))]
    for content, kind in ((xlsx(*rows), "xlsx"), (csv_bytes(*rows), "csv")):
        if accepted:
            assert len(read_rows(content, kind)) == count + 1
        else:
            assert reason(content, kind).startswith("Berkas berisi lebih dari 5.000 baris")


def test_more_than_two_megabytes_are_refused():
    assert (
        reason(b"x" * (MAX_BYTES + 1), "csv") == "Berkas lebih besar dari 2 MB; bagi menjadi beberapa berkas."
    )


def test_more_columns_than_a_register_has_are_refused():
    wide = [["Nama", *map(str, range(40))], ["A", *["x"] * 40]]
    for content, kind in ((xlsx(*wide), "xlsx"), (csv_bytes(*wide), "csv")):
        assert reason(content, kind) == "Berkas berisi lebih dari 40 kolom."


def test_a_csv_row_that_slipped_is_refused_by_its_number():
    assert reason(b"Nama,Wilayah\nLTSA,Kupang\nBP3MI\n", "csv") == (
        "1 baris memiliki jumlah kolom yang berbeda, mulai dari baris 3."
    )
    assert reason(b"Nama,Wilayah\nLTSA,Kupang,NTT\n", "csv") == (
        "Baris 2 berisi 3 isian, sedangkan judulnya 2 kolom."
    )


def test_what_was_guessed_of_a_file_is_told():
    table = read_table("Nama,Wilayah\nAndrée,Kupang\n".encode("cp1252"), "csv")
    assert table.rows[1] == ["Andrée", "Kupang"]
    assert table.notices == [
        "Pengodean huruf diduga cp1252. Periksa nama dan huruf khusus, mulai dari baris 2."
    ]
    assert read_table(xlsx(*ROWS), "xlsx").notices == []


def test_numbers_truths_and_days_keep_their_kind_for_their_columns():
    told = read_rows(xlsx(["Nama", "Telepon", "Aktif"], ["LTSA", 81234, True]), "xlsx")
    assert told[1] == ["LTSA", 81234, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'Nama,Wilayah\n"LTSA,Kupang\nBP3MI,Cilacap\n', 'Tanda kutip (") di baris 2 tidak ditutup'),
        (b"Nama\nA\x00B\n", "Baris 2: Isi sel memuat karakter kendali"),
        (b"Nama\n" + b"x" * 200_000 + b"\n", "Baris 2: Isi sel lebih dari 32.767 karakter"),
    ],
)
def test_a_damaged_csv_is_refused_with_the_place(content, said):
    assert reason(content, "csv").startswith(said)


def test_the_name_must_tell_the_truth():
    assert "tetapi isinya bukan Excel" in reason(b"Nama,Wilayah\nLTSA,Kupang\n")
    assert "tetapi isinya Excel" in reason(xlsx(*ROWS), "csv")


def test_a_workbook_of_several_sheets_is_refused():
    assert reason(xlsx(*ROWS, sheets=2)) == "Berkas harus berisi tepat satu lembar kerja."


def test_a_formula_is_refused_by_its_row():
    formula = f'<row r="1">{inline("Nama")}</row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    assert reason(workbook(formula)) == ("Baris 2 berisi rumus. Salin kolomnya, lalu tempel sebagai nilai.")


def test_rows_and_columns_a_sheet_only_claims_cost_nothing():
    far = f'<row r="1">{inline("Nama")}</row><row r="999999999">{inline("x")}</row>'
    assert reason(workbook(far)).startswith("Tabel melebihi batas")
    claim = sheet_xml("").replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert reason(workbook_with(sheet=claim)) == "Baris pertama harus berisi judul kolom."


@pytest.mark.parametrize("case", cases(attacks, codes=DANGEROUS))
def test_an_attack_is_refused(case):
    assert reason(case.content())


@pytest.mark.parametrize("case", [*cases(attacks), *cases(containers), *cases(layouts)])
def test_no_file_of_the_corpus_does_more_than_be_refused_or_read(case):
    try:
        rows = read_rows(case.content(), case.suffix.removeprefix(".").lower())
    except UnreadableFile as error:
        rows = []
        assert str(error)
    assert len(rows) <= MAX_ROWS + 1
