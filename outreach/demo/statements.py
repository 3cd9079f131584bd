"""What was said in the demo sessions: statements with agreement and stances, points, second codings."""

from outreach.models import Coding, DiscussionPoint, Stance, Statement

FEWEST_STATEMENTS, MOST_STATEMENTS = 6, 14
COUNTRIES = ["Malaysia", "Taiwan", "Hong Kong", "Singapura", "Arab Saudi", "Korea Selatan", "Jepang"]
QUOTED, DETAILED, CODED_TWICE, SAME_CODE = 0.25, 0.85, 0.1, 0.8
MOOD = {
    Statement.Kind.COMPLAINT: (0.0, 0.2, 0.8),
    Statement.Kind.COORDINATION: (0.0, 0.35, 0.65),
    Statement.Kind.RECOMMENDATION: (0.2, 0.7, 0.1),
    Statement.Kind.RISK: (0.0, 0.15, 0.85),
    Statement.Kind.PRAISE: (0.9, 0.1, 0.0),
}
# How often the table agreed so far, and how many other groups then stood for and against at most.
AGREEMENTS = {
    Statement.Agreement.CONSENSUS: (4, 5, 0),
    Statement.Agreement.MAJORITY: (3, 4, 1),
    Statement.Agreement.DIVIDED: (2, 3, 3),
    Statement.Agreement.SINGLE: (1, 0, 1),
}
SUMMARY = "Peserta membahas %(themes)s. Yang paling banyak disampaikan: %(text)s"


def statements_of(demo, stage, session, present):
    """Sentences that fit one of the groups present, each at most once in a session."""
    by_code = {group.code: group for group in present}
    fitting = [
        row
        for row in stage.sentences
        if row["theme"] in stage.themes and (not row["groups"] or by_code.keys() & set(row["groups"].split()))
    ]
    count = min(demo.rng.randint(FEWEST_STATEMENTS, MOST_STATEMENTS), len(fitting))
    return [_statement(demo, stage, session, row, by_code) for row in demo.rng.sample(fitting, count)]


def stances_of(demo, statement, present):
    """Groups at the table for and against, as many as the agreement that was written down allows."""
    if not statement.agreement:
        return
    _weight, most_for, most_against = AGREEMENTS[statement.agreement]
    others = [group for group in present if group.pk != statement.group_id]
    least_against = 1 if statement.agreement == Statement.Agreement.DIVIDED else 0
    against = min(demo.rng.randint(least_against, max(least_against, most_against)), len(others))
    support = min(demo.rng.randint(0, most_for), len(others) - against)
    chosen = demo.rng.sample(others, against + support)
    for number, group in enumerate(chosen):
        side = Stance.Side.AGAINST if number < against else Stance.Side.FOR
        yield Stance(statement=statement, group=group, side=side)


def points_of(session, statements):
    """A short summary for each question of the guide that somebody spoke about."""
    by_question = {}
    for said in statements:
        if said.question_id:
            by_question.setdefault(said.question_id, []).append(said)
    for question, about in by_question.items():
        themes = ", ".join(dict.fromkeys(said.theme.name.lower() for said in about))
        yield DiscussionPoint(
            session=session,
            question_id=question,
            text=SUMMARY % {"themes": themes, "text": about[0].text},
        )


def coding_of(demo, stage, statement):
    """The theme of a second coder for some statements, mostly the same."""
    if len(stage.recorders) < 2 or demo.rng.random() >= CODED_TWICE:
        return None
    themes = list(stage.themes.values())
    theme = statement.theme if demo.rng.random() < SAME_CODE else demo.rng.choice(themes)
    return Coding(statement=statement, coder=stage.recorders[1], theme=theme, words=statement.words)


def _statement(demo, stage, session, row, by_code):
    rng = demo.rng
    speakers = [code for code in row["groups"].split() if code in by_code] or list(by_code)
    group = by_code[rng.choice(speakers)]
    place = session.event.district or session.event.region
    said = Statement(
        session=session,
        group=group,
        theme=stage.themes[row["theme"]],
        kind=row["kind"],
        text=row["text"].format(negara=rng.choice(COUNTRIES), tempat=place.name),
        question=stage.questions.get(row["theme"]) if session.guide_id else None,
        recorded_by=stage.recorders[0] if stage.recorders else None,
        **dict.fromkeys(row["signs"].split(), True),
    )
    if rng.random() < DETAILED:
        _detail(rng, said)
    return said


def _detail(rng, said):
    weights = [weight for weight, _for, _against in AGREEMENTS.values()]
    said.sentiment = rng.choices(Statement.Sentiment.values, MOOD[said.kind])[0]
    said.agreement = rng.choices(list(AGREEMENTS), weights)[0]
    said.is_quote = rng.random() < QUOTED
    said.speaker_code = f"P{rng.randint(1, 12)}-{said.group.code}"
