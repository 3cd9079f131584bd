"""One word for one thing, no words of machines or frameworks, and buttons that say what they do."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests.architecture.messages import messages
from tests.architecture.source import ROOT, assert_none, files, tree_of

# What was once said -> what the house says. Patterns are whole words, in any case.
HOUSE = {
    r"rantai|ucapan": "alur penanganan, pernyataan",
    r"pengodean(?! huruf)|kode kedua|mengode|pengode": "penilaian tema kedua",
    r"jawaban instansi|dijawab (oleh )?instansi": "tanggapan instansi",
    r"membenarkan|dibenarkan|membantah|dibantah|bantahan": "mengonfirmasi, menyanggah, sanggahan",
    r"wewenang": "kewenangan",
    r"kegawatan|tanda gawat": "prioritas, tanda darurat",
    r"terkena": "terdampak",
    r"lewat batas|jatuh tempo": "terlambat, batas waktu",
    r"masa (masuk|putaran|evaluasi)": "Anda keluar otomatis, periode",
    r"keadaan": "status",
    r"galat": "kesalahan",
    r"selang|ilustratif": "rentang, hanya gambaran",
    r"pertentangan|bertentangan(?! \()": "beda pendapat, sumber berbeda",
    r"bentrok": "berbeda dari data tersimpan",
    r"buang": "hapus",
    r"matikan": "nonaktifkan",
    r"log audit|rantai audit": "jejak audit",
    r"layar admin": "halaman administrasi",
    r"tanda petik": "tanda kutip",
    r"\d+ huruf|%\(\w+\)s huruf": "karakter",
    r"kanal": "saluran",
    r"sesudah(nya)?|jika": "setelah, bila",
    r"(se)dikitnya|sekurang-kurangnya|setidaknya": "paling sedikit",
    r"perlindungan": "pelindungan",
    r"pra-pemberangkatan": "prapemberangkatan",
    r"lain-lain": "lainnya",
    r"kecakapan": "kualifikasi",
    r"kejenuhan(?! data\.$)|terbelah|suara tunggal|tanggungan": "plain words; the term in the help",
    r"(?<!berkas )impor|diimpor|mengimpor": "unggah, unggahan",
    r"server|latar|data acuan|residu": "portal, otomatis: no words of machines or research",
    r"kita|beres|dulu|berbuat apa-apa|tertelan": "Anda, selesai, dahulu",
    r"hak lihat|lahir dari|seadanya|seperti adanya": "Indonesian, not English in dress",
    r"sementara itu orang lain": "orang lain baru saja",
    r"valid|bidang ini|masukkan sebuah": "what is wrong and what to do",
}
PATTERNS = [(re.compile(rf"\b({old})\b", re.IGNORECASE), new) for old, new in HOUSE.items()]

# A button may say only its verb where the page has one thing to do and its title names it.
BARE = {"Batal", "Masuk", "Keluar", "Cari", "Kembali", "Lanjutkan"}
BUTTON = re.compile(r"<(button|a)\b[^<>]*?class=\"btn[^<>]*>(?P<inside>.*?)</\1>", re.DOTALL)
SAYS = re.compile(r"{% translate \"([^\"]+)\" %}")

FAULTS = (
    *(f"django/forms/{name}.py" for name in ("fields", "models", "forms", "formsets", "utils")),
    *("django/core/validators.py", "django/db/models/base.py", "django/db/models/constraints.py"),
    *("django/db/models/fields/__init__.py", "django/db/models/fields/json.py"),
    *("django/contrib/auth/password_validation.py", "django/contrib/auth/forms.py"),
    *("allauth/account/adapter.py", "allauth/account/forms.py", "allauth/mfa/adapter.py"),
)
PLAIN_ALREADY = {"Enter a whole number.", "Enter a number.", "Forgot your password?"}
NO_FAULT = {"Field of type: %(field_type)s", "String (unlimited)"}


def foreign_words(root):
    for path, line, text in messages(root):
        for pattern, better in PATTERNS:
            if found := pattern.search(text):
                yield f"{path}:{line}: “{found[0]}” in “{text}”; the house says: {better}"


def bare_buttons(root):
    """Buttons whose words are one word: a verb without the thing it acts on."""
    for path in files(root, "*.html", "templates"):
        for button in BUTTON.finditer(path.read_text(encoding="utf-8")):
            for text in SAYS.findall(button["inside"]):
                if " " not in text and text not in BARE:
                    yield f"{path.relative_to(root)}: “{text}”"


def sentences_of_frameworks():
    """What Django and allauth say about a fault, read from their own source: (singular, plural or None)."""
    for name in FAULTS:
        package, _slash, rest = name.partition("/")
        tree = tree_of(Path(find_spec(package).origin).parent / rest)
        told_elsewhere = {id(part) for node in ast.walk(tree) if _describes(node) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and id(node) not in told_elsewhere:
                yield from _sentence(node)


def _describes(node):
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith("description")


def _sentence(call):
    name = getattr(call.func, "id", "")
    texts = [
        part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    if name not in ("_", "gettext", "ngettext", "gettext_lazy", "ngettext_lazy") or not texts:
        return
    if " " in texts[0] and texts[0].endswith((".", "?")) and texts[0] not in NO_FAULT:
        yield (texts[0], texts[1] if name.startswith("n") and len(texts) > 1 else None)


def shining_through(language):
    with translation.override(language):
        for one, many in sentences_of_frameworks():
            said = {ngettext(one, many, n) for n in (1, 2)} if many else {gettext(one)}
            if said & {one, many} - PLAIN_ALREADY or (language == "id" and _foreign(said)):
                yield f"{language}: “{one}” reaches a page as {sorted(said)}"


def _foreign(texts):
    return any(pattern.search(text) for text in texts for pattern, _better in PATTERNS)


def test_the_interface_says_one_word_for_one_thing():
    assert_none(foreign_words(ROOT))


def test_a_word_the_house_does_not_use_is_found_in_code_and_templates(tmp_path):
    (tmp_path / "outreach").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "outreach/rules.py").write_text('def why():\n    return _("Lihat rantai jika")\n')
    (tmp_path / "templates/page.html").write_text(
        "<p>\n{% blocktranslate %}Belum ada di server{% endblocktranslate %}</p>"
        '{% translate "Alur penanganan" %}'
    )

    assert list(foreign_words(tmp_path)) == [
        "outreach/rules.py:2: “rantai” in “Lihat rantai jika”; the house says: alur penanganan, pernyataan",
        "outreach/rules.py:2: “jika” in “Lihat rantai jika”; the house says: setelah, bila",
        "templates/page.html:2: “server” in “Belum ada di server”; the house says: "
        "portal, otomatis: no words of machines or research",
    ]


def test_a_button_says_what_it_acts_on():
    assert_none(bare_buttons(ROOT))


def test_a_button_of_one_word_is_found(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(
        '<button class="btn btn-primary" type="submit">{% translate "Simpan" %}</button>'
        '<a class="btn" href="/">{% translate "Simpan kegiatan" %}</a>'
        '<a class="btn btn-link" href="/">{% translate "Batal" %}</a>'
    )

    assert list(bare_buttons(tmp_path)) == ["templates/page.html: “Simpan”"]


def test_no_sentence_of_a_framework_reaches_a_page():
    assert len(list(sentences_of_frameworks())) > 60
    assert_none(shining_through("id"))
    assert_none(shining_through("en"))


def test_a_sentence_of_a_framework_without_words_of_ours_is_found(monkeypatch):
    monkeypatch.setattr(
        "tests.architecture.test_words.sentences_of_frameworks",
        lambda: [("This field is required.", None), ("Fill this in.", None)],
    )

    assert list(shining_through("id")) == ["id: “Fill this in.” reaches a page as ['Fill this in.']"]
