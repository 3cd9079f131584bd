"""Tallies for tests, made the slow and plain way from single answers."""

from itertools import combinations_with_replacement

from surveys.models import ElementMoment, Question

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
    cell = {"round": survey_round, "region": region, "month": month}
    ElementMoment.objects.create(**cell, n=sum(1 for answer in answers if any(answer.values())))
    elements = sorted({element for answer in answers for element in answer})
    for a, b in combinations_with_replacement(elements, 2):
        both = [(x[a], x[b]) for x in answers if x.get(a) and x.get(b)]
        if both:
            ElementMoment.objects.create(
                **cell,
                element_a=a,
                element_b=b,
                n=len(both),
                sum_a=sum(x for x, _y in both),
                sum_b=sum(y for _x, y in both),
                sum_ab=sum(x * y for x, y in both),
            )


def everybody_says(score, *, times):
    return [dict.fromkeys(ELEMENTS, score)] * times


def half_and_half(low, high, *, times):
    return everybody_says(low, times=times // 2) + everybody_says(high, times=times - times // 2)
