from stakeholders.resources.contacts import ContactResource
from stakeholders.resources.institutions import InstitutionResource

__all__ = ["ContactResource", "InstitutionResource"]
