"""The round that messy workbooks are read for: the nine elements, and a question of every other kind."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import transaction

import surveys.reference
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.loading.reference import Loader
from stakeholders import reference
from stakeholders.models import Posting, Region
from surveys.importing.terms import terms_of
from surveys.models import Choice, Question, Questionnaire, QuestionnaireVersion, SurveyRound

STARTS_ON, ENDS_ON, TODAY = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15)
POCKETS = ("CIRAYU", "TULUNGAGUNG", "KUPANG", "CILACAP")
OTHERS = {
    "PENDIDIKAN": ("Pendidikan terakhir", Question.Kind.SINGLE),
    "KENDALA": ("Kendala utama", Question.Kind.SINGLE),
    "PROGRAM": ("Program yang diketahui", Question.Kind.MULTIPLE),
    "HARI": ("Lama penyelesaian (hari)", Question.Kind.INTEGER),
    "ONGKOS": ("Ongkos ke kantor cabang (Rp)", Question.Kind.INTEGER),
    "SARAN": ("Saran untuk layanan", Question.Kind.TEXT),
}
# A slash, commas and "tidak ada" inside answers: what looks like two answers or like none may be one.
CHOICES = {
    "PENDIDIKAN": {
        "SD": "SD/sederajat",
        "SMP": "SMP/sederajat",
        "SMA": "SMA/SMK",
        "D": "Diploma",
        "S1": "Sarjana",
    },
    "KENDALA": {"TA": "Tidak ada", "BI": "Biaya", "JA": "Jarak", "IN": "Informasi"},
    "PROGRAM": {
        "JKK": "Jaminan Kecelakaan Kerja",
        "JKM": "Jaminan Kematian",
        "JHT": "Jaminan Hari Tua",
        "PSS": "Perlindungan sebelum, selama, dan setelah bekerja",
    },
}


def terms_of_everybody():
    """Terms of the round by the region of an officer, None for the whole country; nothing stays stored."""
    with transaction.atomic():
        try:
            return _terms()
        finally:
            transaction.set_rollback(True)


def _terms():
    reference.load(Loader())
    survey_round = _round()
    everywhere = _user("pusat", Role.ADMINISTRATOR)
    found = {None: terms_of(survey_round, by=everywhere)}
    for region in survey_round.regions.all():
        officer = _user(region.code.lower(), Role.REGIONAL_OFFICER, region)
        found[region.code] = terms_of(survey_round, by=officer)
    return {code: replace(terms, today=TODAY) for code, terms in found.items()}


def _user(name, role, region=None):
    user = User.objects.create(email=f"{name}@messy.invalid", full_name=name)
    Posting.objects.create(user=user, role=role, region=region)
    return user


def _round():
    survey_round = SurveyRound.objects.create(
        code="messy",
        title="Messy workbooks",
        version=_version(),
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        sampling_method=SurveyRound.Sampling.CONVENIENCE,
    )
    survey_round.regions.set(Region.objects.filter(code__in=POCKETS))
    return survey_round


def _version():
    """A questionnaire of its own, so that what people changed in the shipped one plays no part."""
    questionnaire = Questionnaire.objects.create(code="MESSY", title="Messy workbooks")
    version = QuestionnaireVersion.objects.create(questionnaire=questionnaire, number=1)
    elements = {
        row["code"]: _element(version, row, order) for order, row in enumerate(_rows("skm_questions.csv"))
    }
    for row in _rows("skm_choices.csv"):
        Choice.objects.create(
            question=elements[row["question"]],
            code=row["score"],
            label=row["label"],
            score=int(row["score"]),
            order=int(row["score"]),
        )
    for order, (code, (label, kind)) in enumerate(OTHERS.items(), start=len(elements)):
        question = Question.objects.create(
            version=version, code=code, label=label, text=label, kind=kind, order=order
        )
        for place, (choice, text) in enumerate(CHOICES.get(code, {}).items()):
            Choice.objects.create(question=question, code=choice, label=text, order=place)
    return version


def _element(version, row, order):
    return Question.objects.create(
        version=version,
        code=row["code"],
        label=row["label"],
        text=row["text"],
        kind=Question.Kind.SCALE,
        element=True,
        synonyms=row["synonyms"].split("|"),
        order=order,
    )


def _rows(name):
    folder = Path(surveys.reference.__file__).parent / "data"
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
