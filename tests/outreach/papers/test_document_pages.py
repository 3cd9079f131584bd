"""Where pages of a document end: no row of the matrix cut in two, no signatures on a sheet of their own."""

import json

import pytest
import typst

from outreach.papers.documents.sample import FULL
from pmi_portal.paper.pdf import ROOT

# The document, and behind it the page of every word that a test put into it as a mark.
MARKED = """
#show regex("MARK-[A-Z]+-\\d+|Demikian"): it => it + [#metadata(it.text) <mark>]
#include "/outreach/papers/documents/typst/{name}.typ"
#context [#metadata(query(<mark>).map(mark => (mark.value, mark.location().page()))) <pages>]
"""
COLUMNS = [f"Kolom {n}" for n in range(11)]


def pages(name, data):
    """{mark: page} of the document."""
    source = MARKED.replace("{name}", name).encode()
    values = {"root": str(ROOT), "sys_inputs": {"data": json.dumps(data)}, "ignore_system_fonts": True}
    return dict(json.loads(typst.query(source, "<pages>", field="value", one=True, **values)))


def a_matrix(texts):
    frame = {name: FULL[name] for name in ("kepala", "unit", "dicetak", "judul_dokumen")}
    rows = [[str(n), f"MARK-BEGIN-{n} {text} MARK-END-{n}", *["isi"] * 9] for n, text in enumerate(texts)]
    return frame | {"data_contoh": "", "tentang": "Semua", "judul_kolom": COLUMNS, "baris": rows}


def test_a_row_of_the_matrix_stands_on_one_page():
    found = pages("matrix", a_matrix([f"kata {n} " * 40 for n in range(30)]))

    rows = [(found[f"MARK-BEGIN-{n}"], found[f"MARK-END-{n}"]) for n in range(30)]
    assert [row for row in rows if row[0] != row[1]] == []
    assert rows[-1][0] > 3


def test_a_row_longer_than_a_page_runs_over_pages_and_is_whole():
    found = pages("matrix", a_matrix(["pendek", "panjang sekali " * 400, "pendek"]))

    assert found["MARK-END-1"] > found["MARK-BEGIN-1"]
    assert found["MARK-END-2"] >= found["MARK-END-1"]


def test_a_remark_across_all_columns_is_set_too():
    data = a_matrix(["pendek"])
    data["baris"].append(["MARK-REMARK-1"])
    assert pages("matrix", data)["MARK-REMARK-1"] == 1


@pytest.mark.parametrize("agreed", range(14, 44, 3))
@pytest.mark.parametrize("signers", [3, 12])
def test_signatures_stand_with_the_closing_words(agreed, signers):
    people = [
        {"no": n, "nama": f"MARK-NAME-{n}", "jabatan": "", "lembaga": ""} for n in range(1, signers + 1)
    ]
    data = FULL | {"disepakati": ["Disepakati."] * agreed, "penanda_tangan": people}

    found = pages("official_record", data)

    assert found["MARK-NAME-1"] == found["Demikian"]
