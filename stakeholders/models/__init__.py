from stakeholders.models.groups import GroupFormerName, StakeholderGroup, TermAlias
from stakeholders.models.institutions import Contact, FormerName, Institution
from stakeholders.models.postings import Posting
from stakeholders.models.regions import District, DistrictFormerName, FormerRegion, Region, RegionFormerName

__all__ = [
    "Contact",
    "District",
    "DistrictFormerName",
    "FormerName",
    "FormerRegion",
    "GroupFormerName",
    "Institution",
    "Posting",
    "Region",
    "RegionFormerName",
    "StakeholderGroup",
    "TermAlias",
]
