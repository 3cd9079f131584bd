"""The bytes of small files for tests: what is taken as an attachment, and what only looks like it."""

import io
import zipfile

OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX_MAIN = f"{OFFICE}.wordprocessingml.document.main+xml"
XLSX_MAIN = f"{OFFICE}.spreadsheetml.sheet.main+xml"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40 + b"\xff\xd9"
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\0" + b"\0" * 60


def package(main, **parts):
    """A zip with the content types part that names this main part; the same bytes at any moment."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        if main:
            types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
            parts = {"[Content_Types].xml": types, **parts}
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


DOCX, XLSX = package(DOCX_MAIN), package(XLSX_MAIN)
GOOD = {
    "surat.pdf": PDF,
    "foto.jpg": JPEG,
    "foto.JPEG": JPEG,
    "foto.png": PNG,
    "foto.webp": WEBP,
    "IMG_0001.HEIC": HEIC,
    "notulen.docx": DOCX,
    "daftar.xlsx": XLSX,
}
