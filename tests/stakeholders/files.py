"""Register files as an officer would upload them."""

import csv
import io
import zipfile

import tablib
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

INSTITUTION_HEADS = ["Nama", "Kelompok", "Wilayah", "Kabupaten/kota", "Tingkat", "Alamat kantor"]
EXPOSURE_HEADS = ["Wilayah asal", "Bulan", "Negara tujuan", "Paling sedikit", "Paling banyak", "Sumber"]
CONTACT_HEADS = ["Nama lengkap", "Jabatan", "Instansi", "Mewakili kelompok", "Mewakili wilayah", "Telepon"]


def xlsx(*rows, sheets=1):
    """A workbook as Excel writes it; texts as texts, other values as they are."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for _number in range(sheets):
            sheet = book.add_worksheet()
            for row_number, row in enumerate(rows):
                for column, value in enumerate(row):
                    write = sheet.write_string if isinstance(value, str) else sheet.write
                    write(row_number, column, value)
    return file.getvalue()


def csv_bytes(*rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def upload(content, name="daftar.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def read_xlsx(content):
    """The rows of a downloaded workbook, headings first."""
    data = tablib.Dataset().load(content, format="xlsx")
    return [data.headers, *(list(row) for row in data)]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}
