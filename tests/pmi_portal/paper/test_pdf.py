"""PDF: a text is never a source, the file can be read aloud, and a bad document takes nobody with it."""

import json
import os
import shutil
from threading import BoundedSemaphore

import pytest
import typst

from pmi_portal.paper import pdf
from pmi_portal.paper.pdf import TypesettingFailed, typeset

PLAIN = "Loket tutup siang hari."
ODD = [
    *("#panic()", "$x^2$", "*tebal* _miring_", "{{ 7 * 7 }}", "<b>&amp;</b>"),
    *("\\ ] [ } {", "/* a", '"; read("/")'),
]


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source on the portal's paper."""
    shutil.copy(pdf.ROOT / "pmi_portal/paper/paper.typ", tmp_path)
    monkeypatch.setattr(pdf, "ROOT", tmp_path)
    path = tmp_path / "uji.typ"
    path.write_text(
        '#import "paper.typ": *\n#let data = json(bytes(sys.inputs.data))\n'
        "#show: paper.with(data)\n= #data.text\n#told(data.text)\n"
    )
    return path


def values(text):
    frame = dict.fromkeys(("kepala", "unit", "judul_dokumen", "data_contoh", "dicetak"), "Portal")
    return frame | {"text": text}


@pytest.fixture
def instead(monkeypatch, tmp_path):
    """Lets another script typeset."""

    def put(text):
        script = tmp_path / "typeset.py"
        script.write_text(text)
        monkeypatch.setattr(pdf, "SCRIPT", script)

    return put


def is_accessible(content):
    return b"pdfuaid:part" in content and b"/StructTreeRoot" in content


def test_a_document_can_be_read_aloud_and_names_itself(source):
    content = typeset(source, values(PLAIN) | {"judul_dokumen": "Notulen: FGD di Kupang"})

    assert content.startswith(b"%PDF")
    assert is_accessible(content)
    assert b"Notulen: FGD di Kupang" in content


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_shown_and_never_run(source, text):
    assert is_accessible(typeset(source, values(text)))

    inputs = {"data": json.dumps(values(text))}
    headings = typst.query(str(source), "heading", root=str(pdf.ROOT), sys_inputs=inputs, field="body")
    assert json.loads(headings) == [{"func": "text", "text": text}]


@pytest.mark.parametrize("text", ["😀", "مرحبا", "中文", "\ue000", "x" * 20_000])
def test_a_sign_without_a_letter_form_still_gives_a_document(source, text):
    assert typeset(source, values(text)).startswith(b"%PDF")


def test_what_cannot_be_set_fails_with_its_reason(source):
    with pytest.raises(TypesettingFailed, match="text"):
        typeset(source, {name: value for name, value in values("").items() if name != "text"})


def test_a_document_that_hangs_is_ended(instead, source, monkeypatch):
    instead("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.3)

    with pytest.raises(TypesettingFailed, match="0.3 seconds"):
        typeset(source, values(PLAIN))


def test_who_waits_too_long_for_others_is_told(instead, source, monkeypatch):
    monkeypatch.setattr(pdf, "WAIT_LIMIT", 0.1)
    monkeypatch.setattr(pdf, "AT_ONCE", BoundedSemaphore(1))
    with pdf.AT_ONCE, pytest.raises(TypesettingFailed, match=r"0\.1 seconds"):
        typeset(source, values(PLAIN))

    instead("print('%PDF')\n")
    assert [typeset(source, values(PLAIN)) for _ in range(2)] == [b"%PDF\n"] * 2


def test_a_document_that_crashes_tells_how(instead, source):
    instead("import os\nos._exit(7)\n")

    with pytest.raises(TypesettingFailed, match="exit 7"):
        typeset(source, values(PLAIN))


def test_the_child_gets_no_secrets(instead, source, monkeypatch):
    monkeypatch.setitem(os.environ, "SECRET_KEY", "rahasia")
    instead("import os\nprint('%PDF', sorted(os.environ))\n")

    assert b"SECRET_KEY" not in typeset(source, values(PLAIN))
