"""What an old list may hold: any day since the evaluation begins, any region in which the uploader works."""

from dataclasses import replace

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Region
from surveys.importing.columns import DISTRICT, REGION
from surveys.importing.places import place_options
from surveys.importing.terms import Terms, known_places, named
from surveys.responses.rules import today_anywhere

OF_PLACES = {REGION.identity, DISTRICT.identity}


def terms_of_the_past(columns, version, *, by, permission, region=None):
    """The Terms under which `by`, who needs this permission too, imports; `region` is that of all rows."""
    today = today_anywhere()
    known, districts = known_places(PROGRAMME_START, today)
    own = _own(known, by, permission)
    whole = region.code if region else next(iter(own)) if own is not None and len(own) == 1 else None
    places = tuple(place_options(known, districts))
    return Terms(
        columns=tuple(_with_places(column, places, whole) for column in columns),
        in_evaluation=True,
        starts_on=PROGRAMME_START,
        ends_on=today,
        today=today,
        round_regions=frozenset(each.code for each in known),
        own_regions=own,
        whole_region=whole,
        region_pks=tuple(Region.objects.values_list("code", "pk")),
        version=version,
        is_chosen=region is not None,
        districts=tuple(map(named, districts)),
    )


def _own(known, by, permission):
    """Codes of the regions in which this person may import and write such records; None for all."""
    asked = [by.regions_for(each) for each in (Permission.IMPORTS_RUN, permission)]
    some = [regions for regions in asked if regions is not None]
    if not some:
        return None
    return frozenset(each.code for each in known if all(each.pk in regions for regions in some))


def _with_places(column, places, whole):
    if column.identity not in OF_PLACES:
        return column
    is_region = column.identity == REGION.identity
    return replace(column, options=places, mandatory=is_region and whole is None)
