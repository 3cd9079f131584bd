"""The register of exposures: the list; it comes in and leaves as a file."""

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.pages import list_page
from stakeholders.filters import ExposureFilter
from stakeholders.models import Exposure
from stakeholders.tables import ExposureTable


@requires(Permission.EXPOSURES_VIEW)
def exposure_list(request):
    return list_page(
        request,
        "stakeholders/exposure_list.html",
        Exposure.objects.visible_to(request.user).for_list(),
        ExposureTable,
        ExposureFilter,
        name="pajanan",
        may_edit=request.user.holds_somewhere(Permission.EXPOSURES_EDIT),
    )
