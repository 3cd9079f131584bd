"""The dashboard on paper, as it is shown to who asks for it; in Indonesian, like every document."""

from django.utils import translation

from outreach.papers.documents.content import frame
from reports.dashboards.catalogue import QUESTIONS
from reports.renderers.summary import summary_document, summary_pdf

# One chart tells most of a question; the others stand in the annex.
DRAWN_IN_SUMMARY = ("ikm", "unsur", "sosialisasi", "pengaduan", "jawaban", "pemegang", "saran", "laju")
FILE_NAME = {False: "ringkasan-evaluasi", True: "lampiran-evaluasi"}


def dashboard_pdf(asked, *, is_full):
    """The PDF of what this person asked: a summary, or with `is_full` every figure and its table.

    Raises BadQuestion, TypesettingFailed and DrawingFailed.
    """
    with translation.override("id"):
        return summary_pdf(dashboard_document(asked, is_full=is_full))


def dashboard_document(asked, *, is_full):
    """The values of the paper, in the language that is active."""
    sections = [
        (
            question.number,
            str(question.text),
            [asked.figure(one) for one in question.figures if asked.may_see(one)],
            str(question.awaits),
        )
        for question in QUESTIONS
    ]
    told = [figure for _number, _text, figures, _awaits in sections for figure in figures if figure.rows]
    return summary_document(
        sections,
        title="Lampiran evaluasi layanan" if is_full else "Ringkasan evaluasi layanan",
        about=_about(asked),
        frame=frame(asked.user, is_sample=bool(told) and all(figure.sampled for figure in told)),
        drawn=None if is_full else DRAWN_IN_SUMMARY,
    )


def _about(asked):
    """What was asked, and for whom the paper is."""
    question = asked.question("ikm")
    regions = [region.name for region in question.narrowed(asked.own_regions)]
    return f"Internal. {question.period.label}. Wilayah: {', '.join(regions)}."
