"""What the generator of demo data draws from."""

from dataclasses import dataclass

from outreach.models import Theme
from outreach.reference import rows
from stakeholders.models import District, Institution, Region, StakeholderGroup

REASON = "data contoh"


@dataclass
class Stage:
    """What the generator draws from."""

    regions: dict
    districts: dict
    groups: list
    institutions: list
    themes: dict
    sentences: list

    @classmethod
    def set_up(cls):
        return cls(
            regions={region.code: region for region in Region.objects.active()},
            districts={district.kemendagri_code: district for district in District.objects.all()},
            groups=list(StakeholderGroup.objects.active()),
            institutions=list(Institution.objects.active().select_related("group").order_by("pk")),
            themes={theme.code: theme for theme in Theme.objects.active()},
            sentences=rows("demo_statements.csv"),
        )
