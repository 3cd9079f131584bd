"""What the generator of demo data draws from."""

from dataclasses import dataclass
from functools import cached_property

from outreach.models import DiscussionGuide, GuideQuestion, Theme
from outreach.reference import rows
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import District, Institution, Posting, Region, StakeholderGroup

REASON = "data contoh"
GUIDE = "Layanan jaminan sosial bagi PMI"
INTRODUCTION = (
    "Perkenalkan tim dan tujuan diskusi. Sampaikan bahwa nama tidak dicatat, bahwa setiap pendapat dihargai, "
    "dan bahwa peserta boleh tidak menjawab atau berhenti kapan saja."
)


@dataclass
class Stage:
    """What the generator draws from."""

    regions: dict
    districts: dict
    groups: list
    institutions: list
    themes: dict
    sentences: list
    guide: DiscussionGuide
    questions: dict  # theme code: the question of the guide under which it is spoken of
    recorders: list  # demo accounts: who takes notes, and who codes a second time

    @classmethod
    def set_up(cls):
        guide, questions = _guide()
        return cls(
            regions={region.code: region for region in Region.objects.active()},
            districts={district.kemendagri_code: district for district in District.objects.all()},
            groups=list(StakeholderGroup.objects.active()),
            institutions=list(Institution.objects.active().select_related("group").order_by("pk")),
            themes={theme.code: theme for theme in Theme.objects.active()},
            sentences=rows("demo_statements.csv"),
            guide=guide,
            questions=questions,
            recorders=list(User.objects.filter(is_sample=True).order_by("pk")),
        )

    def offered(self, group, region):
        """The institutions of a group that work in a region or in the whole country."""
        return self._offered.get((group.pk, region.pk), []) + self._offered.get((group.pk, None), [])

    @cached_property
    def officers(self):
        """{region id: a demo officer posted there}"""
        posted = Posting.objects.filter(role=Role.REGIONAL_OFFICER, user__is_sample=True)
        return {posting.region_id: posting.user for posting in posted.select_related("user")}

    @cached_property
    def _offered(self):
        offered = {}
        for one in self.institutions:
            offered.setdefault((one.group_id, one.region_id), []).append(one)
        return offered


def _guide():
    """The demo guide, made once in two versions, and {theme code: its question}."""
    told = rows("demo_guide.csv")
    first, is_new = DiscussionGuide.objects.get_or_create(title=GUIDE, number=1, defaults={"active": False})
    guide, _is_new = DiscussionGuide.objects.get_or_create(
        title=GUIDE, number=2, defaults={"introduction": INTRODUCTION}
    )
    if is_new:
        GuideQuestion.objects.bulk_create(
            GuideQuestion(guide=version, order=order, text=row["text"], prompts=row["prompts"])
            for version, kept in ((first, told[:-1]), (guide, told))
            for order, row in enumerate(kept, start=1)
        )
    questions = zip(guide.questions.all(), told, strict=False)
    return guide, {code: question for question, row in questions for code in row["themes"].split()}
