"""The first questionnaire: the nine SKM elements with their official wording and answers."""

import csv
from pathlib import Path

from surveys.models import Choice, Question, Questionnaire, QuestionnaireVersion

DATA = Path(__file__).parent / "data"


def load(loader):
    """Put the questionnaire through the Loader: idempotent, edited rows are kept."""
    for row in _rows("skm_questionnaire.csv"):
        questionnaire = loader.put(
            Questionnaire, {"code": row["code"]}, {"title": row["title"], "source": row["source"]}
        )
        version = loader.put(
            QuestionnaireVersion, {"questionnaire": questionnaire, "number": 1}, {"valid_from": None}
        )
    questions = {
        row["code"]: _put_question(loader, version, row, order)
        for order, row in enumerate(_rows("skm_questions.csv"), start=1)
    }
    for row in _rows("skm_choices.csv"):
        _put_choice(loader, questions[row["question"]], row)


def _put_question(loader, version, row, order):
    values = {
        "label": row["label"],
        "text": row["text"],
        "kind": Question.Kind.SCALE,
        "element": True,
        "required": False,
        "synonyms": row["synonyms"].split("|"),
        "order": order,
    }
    return loader.put(Question, {"version": version, "code": row["code"]}, values)


def _put_choice(loader, question, row):
    score = int(row["score"])
    values = {"label": row["label"], "score": score, "synonyms": [], "order": score}
    loader.put(Choice, {"question": question, "code": row["score"]}, values)


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
