from stakeholders.resources.contacts import ContactResource
from stakeholders.resources.exposures import ExposureResource
from stakeholders.resources.institutions import InstitutionResource

__all__ = ["ContactResource", "ExposureResource", "InstitutionResource"]
