"""Writing of discussion guides and of their versions."""

from django.db import transaction
from django.db.models import F

from outreach.fgd.rules import guides as rules
from outreach.models import DiscussionGuide
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record

# Places of questions are moved out of the way before they are numbered anew, so that no two ever share one.
ASIDE = 10_000


@transaction.atomic
def create_guide(*, guide, questions, by):
    """Write a guide with its questions, GuideQuestion in the order they are asked."""
    refuse_if(rules.why_not_title(guide.title, taken=_versions_of(guide).exists()))
    refuse_if(rules.why_not_questions(questions))
    guide.save()
    _number(guide, questions)
    record("guide.created", about=guide, by=by, questions=len(questions))
    return guide


@transaction.atomic
def edit_guide(*, guide, questions, gone=(), by):
    """Change a guide nobody used yet: `questions` in their order, without `gone`; others come after them."""
    stored = DiscussionGuide.objects.locked(guide.pk)
    refuse_if(rules.why_not_edit(session_count=stored.sessions.count()))
    others = guide.questions.exclude(pk__in=[one.pk for one in [*questions, *gone] if one.pk])
    ordered = [*questions, *others]
    refuse_if(rules.why_not_questions(ordered))
    save_record(guide, by)
    guide.questions.filter(pk__in=[one.pk for one in gone]).delete()
    guide.questions.update(order=F("order") + ASIDE)
    _number(guide, ordered)
    record("guide.edited", about=guide, by=by, questions=len(ordered))
    return guide


@transaction.atomic
def copy_guide(*, guide, by):
    """Make the next version with the same questions; the version before is not offered any more."""
    versions = _versions_of(guide).select_for_update()
    newest = max(version.number for version in versions)
    refuse_if(rules.why_not_copy(guide, newest=newest))
    questions = [type(one)(text=one.text, prompts=one.prompts) for one in guide.questions.all()]
    copy = DiscussionGuide.objects.create(
        title=guide.title, number=newest + 1, introduction=guide.introduction
    )
    _number(copy, questions)
    DiscussionGuide.objects.filter(pk=guide.pk).update(active=False)
    record("guide.copied", about=copy, by=by, number=copy.number)
    return copy


def _versions_of(guide):
    return DiscussionGuide.objects.filter(title=guide.title)


def _number(guide, questions):
    for order, question in enumerate(questions, start=1):
        question.guide, question.order = guide, order
        question.save()
