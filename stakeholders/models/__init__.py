from stakeholders.models.groups import StakeholderGroup, TermAlias
from stakeholders.models.institutions import Contact, FormerName, Institution
from stakeholders.models.postings import Posting
from stakeholders.models.regions import District, Region

__all__ = [
    "Contact",
    "District",
    "FormerName",
    "Institution",
    "Posting",
    "Region",
    "StakeholderGroup",
    "TermAlias",
]
