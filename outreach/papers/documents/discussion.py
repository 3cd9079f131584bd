"""The course of a discussion: what was said about each question of the guide, and beside them."""

from collections import defaultdict

from outreach.models import GuideQuestion
from outreach.papers.documents.words import clean

BESIDE = "Pernyataan di luar pertanyaan panduan"
WITHOUT_GUIDE = "Pernyataan peserta"


def discussion(session):
    """Blocks of one question each, in the order of the guide; statements without a question come last."""
    points = {point.question_id: point.text for point in session.points.all()}
    said = _by_question(session)
    questions = _questions(session, points.keys() | said.keys())
    blocks = [_block(one.text, points.get(one.pk, ""), said[one.pk]) for one in questions]
    if said[None]:
        blocks.append(_block(BESIDE if questions else WITHOUT_GUIDE, "", said[None]))
    return [{"no": number} | block for number, block in enumerate(blocks, start=1)]


def _questions(session, asked):
    """Those of the guide in use, asked or not, and those of an older guide that something was said about."""
    own = list(GuideQuestion.objects.filter(guide=session.guide_id)) if session.guide_id else []
    others = asked - {question.pk for question in own} - {None}
    return own + (list(GuideQuestion.objects.filter(pk__in=others)) if others else [])


def _by_question(session):
    """{question id or None: statements}, as they were said."""
    said = defaultdict(list)
    told = session.statements.select_related("group", "theme", "session").order_by("pk")
    for statement in told.prefetch_related("group__former_names"):
        said[statement.question_id].append(statement)
    return said


def _block(question, point, statements):
    return {
        "pertanyaan": clean(question),
        "pokok": clean(point),
        "pernyataan": [_told(statement) for statement in statements],
    }


def _told(statement):
    text = clean(statement.text)
    return {
        "pembicara": clean(statement.speaker_code) or clean(statement.group.code),
        "kelompok": clean(statement.group.name_on(statement.session.held_on)),
        "isi": f"“{text}”" if statement.is_quote else text,
        "jenis": statement.get_kind_display(),
        "tema": clean(statement.theme.name),
        "kesepakatan": statement.get_agreement_display(),
    }
