"""Rounds and spreadsheets for tests of the surveys room, saying only what the test is about."""

import csv
import io
from datetime import date

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from pmi_portal.loading.reference import Loader
from surveys import reference
from surveys.models import QuestionnaireVersion, ResponseTally
from surveys.tallies.counting import rebuild_tallies
from tests.support.records import a_round

ELEMENTS = [
    "PERSYARATAN",
    "PROSEDUR",
    "WAKTU",
    "BIAYA",
    "PRODUK",
    "KOMPETENSI",
    "PERILAKU",
    "SARANA",
    "PENGADUAN",
]
HEADINGS = ["Tanggal wawancara", "Wilayah", *ELEMENTS]


def the_skm():
    """The shipped questionnaire."""
    reference.load(Loader())
    return QuestionnaireVersion.objects.get(questionnaire__code="SKM-2017", number=1)


def an_skm_round(*, regions=(), **fields):
    """A round of the year 2019; without regions it stays out of the evaluation."""
    dates = {"starts_on": date(2019, 1, 1), "ends_on": date(2019, 12, 31), "in_evaluation": bool(regions)}
    return a_round(regions=regions, version=the_skm(), **(dates | fields))


def a_row(region, *scores, day="2019-05-06"):
    """One line of a file with HEADINGS; what is not said is a 3."""
    return [day, region.name, *scores, *[3] * (9 - len(scores))]


def assert_tallies_are_right(survey_round):
    """The tallies of a round are what counting all of its responses anew gives."""
    kept = _tallies_of(survey_round)
    rebuild_tallies(survey_round)
    assert kept == _tallies_of(survey_round)


def _tallies_of(survey_round):
    rows = ResponseTally.objects.filter(round=survey_round).values()
    return sorted(str({name: value for name, value in row.items() if name != "id"}) for row in rows)


def csv_bytes(*rows, delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def xlsx_bytes(*rows, sheets=None):
    """A workbook of one sheet with these rows, or of {title: rows}; dates become typed cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for title, table in (sheets or {"Data": rows}).items():
            page = workbook.add_worksheet(title)
            for number, row in enumerate(table):
                page.write_row(number, 0, row)
    return content.getvalue()


def a_file(*rows, name="survei.csv"):
    content = xlsx_bytes(*rows) if name.endswith(".xlsx") else csv_bytes(*rows)
    return SimpleUploadedFile(name, content)
