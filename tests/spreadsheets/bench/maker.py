"""Files of 40 columns, with questions of every kind, and their way into rounds of their own."""

import csv
import io
import json
import random
import tempfile
from datetime import date, timedelta
from functools import cached_property
from itertools import count

import xlsxwriter
from django.core.files import File

from stakeholders.models import Region
from surveys.importing import writing
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.models import Questionnaire, Response, SurveyRound
from surveys.responses.content import PROFILE_FIELDS
from tests.spreadsheets.bench.clock import now

KINDS = (("scale", 9), ("single", 10), ("multiple", 6), ("integer", 4), ("text", 4))
SCORES = ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")
ANSWERS = ("Keluarga", "Perangkat desa", "Media sosial", "Petugas", "Teman")
PROFILE = (
    "Nomor responden",
    "Tanggal wawancara",
    "Jenis responden",
    "Jenis kelamin",
    "Usia",
    "Negara tujuan",
    "No",
)
BEGIN, DAYS = date(2025, 1, 1), 300
WRONG = "entah apa"
NAMES = (*writing.BEGINNING, *writing.IDENTITY, *PROFILE_FIELDS, *writing.DOCUMENTS)


class Maker:
    """`by` imports nationally; each round has the one region that there is."""

    def __init__(self, by):
        self.by, self.numbers, self.random = by, count(1), random.Random(7)

    @cached_property
    def version(self):
        version = Questionnaire.objects.create(code="UKUR", title="Ukuran").versions.create(number=1)
        order = count(1)
        for kind, how_many in KINDS:
            for number in range(1, how_many + 1):
                code = f"{kind[:3].upper()}{number}"
                question = version.questions.create(
                    code=code, label=f"Pertanyaan {code}", text=code, kind=kind, order=next(order)
                )
                labels = {"scale": SCORES, "single": ANSWERS, "multiple": ANSWERS}.get(kind, ())
                for place, label in enumerate(labels, start=1):
                    score = place if kind == "scale" else None
                    question.choices.create(code=str(place), label=label, score=score, order=place)
        return version

    def round(self):
        made = SurveyRound.objects.create(
            code=f"ukur-{next(self.numbers)}",
            title="Ukuran",
            version=self.version,
            starts_on=BEGIN,
            ends_on=BEGIN + timedelta(days=DAYS),
            sampling_method=SurveyRound.Sampling.values[0],
        )
        made.regions.set(Region.objects.all()[:1])
        return made

    def file(self, kind, rows, *, wrong=0):
        """An open file of so many rows, `wrong` of whose cells say what no column knows."""
        questions = list(self.version.questions.order_by("order"))
        asked = [question for question in questions if question.choices.exists()]
        lines = [self._line(number, questions) for number in range(1, rows + 1)]
        for _each in range(wrong):
            place = len(PROFILE) + questions.index(self.random.choice(asked))
            self.random.choice(lines)[place] = WRONG
        heading = [*PROFILE, *(question.label for question in questions)]
        kept = tempfile.NamedTemporaryFile(suffix=f".{kind}")  # noqa: SIM115 - gone with who holds it
        with open(kept.name, "wb") as file:
            (_write_csv if kind == "csv" else _write_xlsx)(file, [heading, *lines])
        return kept

    def _line(self, number, questions):
        pick = self.random.choice
        profile = [
            number,
            BEGIN + timedelta(days=self.random.randrange(DAYS)),
            pick(("Calon PMI", "PMI aktif", "Purna PMI")),
            pick("LP"),
            self.random.randint(18, 60),
            pick(("Malaysia", "Taiwan", "Hong Kong")),
            number,
        ]
        return profile + [self._answer(question.kind, number) for question in questions]

    def _answer(self, kind, number):
        pick = self.random.choice
        if kind == "multiple":
            return "; ".join(self.random.sample(ANSWERS, 2))
        if kind == "integer":
            return self.random.randint(0, 40)
        if kind == "text":
            return pick((f"Loket {number} tutup sore", "Tidak ada", "Sudah baik", "Tambah petugas"))
        return pick(SCORES if kind == "scale" else ANSWERS)

    def checked(self, file, survey_round):
        """(the checked import, seconds from the upload to it)"""
        began = now()
        with open(file.name, "rb") as content:
            facts = {"survey_round": survey_round, "region": None, "by": self.by}
            facts |= {"basis": "public_task"}
            batch = upload_file(file=File(content, name=file.name.rpartition("/")[2]), **facts)
        batch = check_batch(batch=batch, by=self.by)
        return batch, now() - began

    def imported(self, file):
        """(the import saved into a round of its own, seconds from the upload to it)"""
        batch, checking = self.checked(file, self.round())
        began = now()
        batch = commit_batch(batch=batch, by=self.by)
        return batch, checking + now() - began


def rows_of(batch):
    """What an import stored, as `load_rows` takes it."""
    attnames = [Response._meta.get_field(name).attname for name in NAMES]
    stored = Response.objects.filter(batch=batch).order_by("pk").values_list(*attnames)
    return [tuple(map(_as_written, row)) for row in stored]


def _as_written(value):
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value.isoformat() if isinstance(value, date) else value


def _write_csv(file, rows):
    text = io.TextIOWrapper(file, "utf-8", newline="")
    csv.writer(text).writerows(rows)
    text.detach().flush()


def _write_xlsx(file, rows):
    options = {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(file, options) as workbook:
        page = workbook.add_worksheet("Data")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
