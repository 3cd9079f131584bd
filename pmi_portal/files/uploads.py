"""Judges an uploaded file before it is kept: its name, its size, its first bytes, the parts of a zip."""

import re
import unicodedata
from pathlib import Path

from django.utils.translation import gettext as _

from pmi_portal.files.zips import DOCUMENT, WORKBOOK, fault_to_hand_on

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1024**2
HEAD = 64
LONGEST_NAME = 120
LONGEST_SUFFIX = 10

UNSAFE_IN_NAMES = re.compile(r"[<>:\"|?*`“”]")  # apostrophes stay: they are part of names (Ma'ruf)
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")

OFFICE = "application/vnd.openxmlformats-officedocument"
# What is taken, with the type under which it is handed out again. HEIC is what telephones photograph in.
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
# The same photos under names that other programs do not know.
OTHER_HEIC = {"heif", "heics", "hif"}
STARTS = {
    "pdf": re.compile(rb"%PDF-"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "heic": re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL),
    "docx": re.compile(rb"PK\x03\x04"),
    "xlsx": re.compile(rb"PK\x03\x04"),
}
# An ending inside a name ("foto.exe.jpg") that makes some programs run the file.
RUNS = re.compile(
    r"(?i)(exe|com|bat|cmd|scr|pif|msi|lnk|js|jse|vbs|vbe|wsf|ps1|hta|jar|apk|sh|php\d?|phtml|phar|asp|aspx|jsp"
    r"|cgi|pl|py|svg|html?|xhtml|xml)"
)

MAIN_TYPES = {"docx": DOCUMENT, "xlsx": WORKBOOK}


def clean_name(name):
    """The name without folders and invisible or reserved characters, cut to 120, to store and show."""
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in INVISIBLE)
    name = UNSAFE_IN_NAMES.sub("_", name).strip(" .") or "berkas"
    if RESERVED_NAMES.fullmatch(name):
        name = f"_{name}"
    stem, suffix = Path(name).stem, Path(name).suffix[:LONGEST_SUFFIX]
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def extension_of(name):
    """The lower-case ending of a name as it is kept, without its dot."""
    return Path(clean_name(name)).suffix.lower().removeprefix(".")


def why_not_upload(file):
    """The reason this uploaded file is not kept, or None; the file is left at its beginning."""
    return _why_not_size(file.size) or _why_not_name(file.name) or _why_not_content(file)


def allowed():
    """What is taken, in words."""
    return _(
        "PDF, foto (JPG, PNG, WEBP, HEIC), Word (.docx), atau Excel (.xlsx), paling besar %(most)s MB"
    ) % {"most": MAX_MEGABYTES}


def _why_not_size(size):
    if not size:
        return _("Berkas ini kosong (0 byte). Periksa apakah sudah tersimpan, lalu unggah lagi.")
    if size > MAX_BYTES:
        return _("Berkas lebih besar dari %(most)s MB. Perkecil atau pecah dahulu, lalu unggah lagi.") % {
            "most": MAX_MEGABYTES
        }
    return None


def _why_not_name(name):
    name = clean_name(name)
    extension = extension_of(name)
    if extension in OTHER_HEIC:
        return _("Foto .%(extension)s tidak diterima. %(how)s") % {
            "extension": extension,
            "how": _how_to_convert(),
        }
    if extension not in TYPES:
        return _("Jenis berkas “%(extension)s” tidak diterima. Yang diterima: %(allowed)s.") % {
            "extension": f".{extension}" if extension else _("tanpa akhiran"),
            "allowed": allowed(),
        }
    inside = [part for part in name.split(".")[1:-1] if RUNS.fullmatch(part.strip())]
    if inside:
        return _("Nama berkas memuat akhiran ganda “.%(inside)s.”. Ganti namanya, lalu unggah lagi.") % {
            "inside": inside[0]
        }
    return None


def _why_not_content(file):
    extension = extension_of(file.name)
    file.seek(0)
    fits = STARTS[extension].match(file.read(HEAD))
    if fits and extension in MAIN_TYPES:
        fits = fault_to_hand_on(file, MAIN_TYPES[extension]) is None
    file.seek(0)
    if fits:
        return None
    if extension == "heic":
        return _("Foto .heic ini tidak dapat dibaca. %(how)s") % {"how": _how_to_convert()}
    return _(
        "Isi berkas ini bukan %(extension)s yang utuh dan tanpa makro, walaupun namanya "
        "begitu. Buka di aplikasi asalnya, simpan ulang, lalu unggah lagi. Yang "
        "diterima: %(allowed)s."
    ) % {"extension": f".{extension}", "allowed": allowed()}


def _how_to_convert():
    """What who holds such a photo can do about it."""
    return _(
        "Ubah menjadi JPG dahulu: buka fotonya di ponsel atau komputer, pilih simpan "
        "atau ekspor sebagai JPG, lalu unggah lagi. Di iPhone, foto berikutnya langsung "
        "JPG bila Pengaturan, Kamera, Format dipilih “Paling Kompatibel”."
    )
