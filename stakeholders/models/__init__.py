from stakeholders.models.exposures import Exposure
from stakeholders.models.groups import GroupFormerName, StakeholderGroup, TermAlias
from stakeholders.models.institutions import Contact, FormerName, Institution
from stakeholders.models.postings import Posting
from stakeholders.models.regions import District, DistrictFormerName, FormerRegion, Region, RegionFormerName
from stakeholders.models.versions import DataVersion

__all__ = [
    "Contact",
    "DataVersion",
    "District",
    "DistrictFormerName",
    "Exposure",
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
