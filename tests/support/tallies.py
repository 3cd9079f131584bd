"""Tallies for tests, made the slow and plain way from single answers."""

from itertools import combinations_with_replacement

from surveys.models import MARGINS, Question, ResponseTally

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


def the_skm_version(*, number=1, elements=ELEMENTS):
    """The nine elements, or others, as a version of the questionnaire, without loading the reference data."""
    from surveys.models import Questionnaire, QuestionnaireVersion

    questionnaire, _ = Questionnaire.objects.get_or_create(code="SKM-2017", defaults={"title": "SKM"})
    version, made = QuestionnaireVersion.objects.get_or_create(questionnaire=questionnaire, number=number)
    if made:
        for order, code in enumerate(elements):
            Question.objects.create(
                version=version,
                code=code,
                label=code.title(),
                text=code,
                kind="scale",
                element=True,
                order=order,
            )
    return version


def some_answers(survey_round, *, region, month, answers):
    """Tally these answers, a list of {element: score}, into one cell."""
    elements = sorted({element for answer in answers for element, score in answer.items() if score})
    pairs = [
        [(x[a], x[b]) for x in answers if x.get(a) and x.get(b)]
        for a, b in combinations_with_replacement(elements, 2)
    ]
    sums = [
        [len(both) for both in pairs],
        [sum(x for x, _y in both) for both in pairs],
        [sum(y for _x, y in both) for both in pairs],
        [sum(x * y for x, y in both) for both in pairs],
    ]
    for margin in ("", *MARGINS):  # of nobody the profile is known
        ResponseTally.objects.create(
            round=survey_round,
            region=region,
            month=month,
            margin=margin,
            respondents=sum(1 for answer in answers if any(answer.values())),
            moments={"elements": elements, "sums": sums} if elements else {},
        )


def everybody_says(score, *, times):
    return [dict.fromkeys(ELEMENTS, score)] * times


def half_and_half(low, high, *, times):
    return everybody_says(low, times=times // 2) + everybody_says(high, times=times - times // 2)
