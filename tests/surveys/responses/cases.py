"""A round with every kind of question, and what its pages send."""

from datetime import date

from surveys.models import Choice, PastResponse, Question
from tests.support.records import a_response, a_round, a_version
from tests.support.sent_forms import form_of

ANSWERS = {"WAKTU": "3", "KANAL": ["wa", "loket"], "HARI": 4, "SARAN": "Tambah loket."}


def a_questionnaire():
    """A scale that is required, several choices, a number and a text."""
    version = a_version()
    kinds = Question.Kind
    for order, (code, kind) in enumerate(
        [("WAKTU", kinds.SCALE), ("KANAL", kinds.MULTIPLE), ("HARI", kinds.INTEGER), ("SARAN", kinds.TEXT)]
    ):
        Question.objects.create(
            version=version,
            code=code,
            label=code.title(),
            text=f"Bagaimana {code.lower()}?",
            kind=kind,
            required=code == "WAKTU",
            element=code == "WAKTU",
            order=order,
        )
    labels = {"WAKTU": ["Lambat", "Kurang cepat", "Cepat", "Sangat cepat"]}
    for score, label in enumerate(labels["WAKTU"], start=1):
        _choice(version, "WAKTU", str(score), label, score=score, order=score)
    for order, (code, label) in enumerate([("wa", "WhatsApp"), ("loket", "Loket"), ("web", "Situs web")]):
        _choice(version, "KANAL", code, label, order=order)
    return version


def _choice(version, question, code, label, **fields):
    Choice.objects.create(question=version.questions.get(code=question), code=code, label=label, **fields)


def a_mixed_round(*regions, **fields):
    """A round of the year 2024 with such a questionnaire, in the evaluation."""
    return a_round(regions=regions, version=a_questionnaire(), in_evaluation=bool(regions), **fields)


def an_answered(survey_round, region, **fields):
    """A response of 6 May 2024 that answers everything."""
    usual = {"answers": dict(ANSWERS), "responded_on": date(2024, 5, 6), "sex": "P", "destination": "MY"}
    return a_response(survey_round=survey_round, region=region, **(usual | fields))


def sent(client, address, **changes):
    """Send the form of a page with these changes; None leaves a field out."""
    page = form_of(client.get(address)).sent | changes
    return client.post(address, {name: value for name, value in page.items() if value is not None})


def changes_of(response):
    """The changes of a response in words of the table, the oldest first."""
    return list(PastResponse.objects.filter(response_pk=response.pk).values_list("change", flat=True))
