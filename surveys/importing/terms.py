"""What a round and an uploader allow, as plain data: judged against, and compared again before writing."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from pmi_portal.accounts.permissions import Permission
from stakeholders.models import District, FormerRegion, Region
from surveys.importing.columns import (
    DISTRICT,
    PROFILE,
    REGION,
    RESPONDED_ON,
    RESPONDENT,
    ROW_IN_FILE,
    RUNNING_NUMBER,
    question_columns,
)
from surveys.importing.learned import learned_of
from surveys.importing.places import option_code, place_options
from surveys.responses.rules import today_anywhere


class Named(NamedTuple):
    """A district: its option, its key, ((last day there, region), ...) of where it was, its region since."""

    option: str
    pk: int
    formers: tuple
    region: str


@dataclass(frozen=True)
class Terms:
    """`own_regions` is None for who works nationally; `whole_region` is that of a file which names none.

    Regions are codes; `region_pks` are pairs (code, primary key).
    """

    columns: tuple
    in_evaluation: bool
    starts_on: date
    ends_on: date
    today: date
    round_regions: frozenset
    own_regions: frozenset | None
    whole_region: str | None
    region_pks: tuple
    version: str = ""  # of the questionnaire, as `version_code` gives it
    is_chosen: bool = True  # `whole_region`, by the uploader; else it is the only one there can be
    # What earlier files taught: saving compares the entries that were applied, and no others.
    learned: tuple = field(default=(), compare=False)
    districts: tuple = ()  # Named, as the region column may name them

    @property
    def needs_region(self):
        return self.in_evaluation or bool(self.round_regions) or self.own_regions is not None

    @property
    def region_names(self):
        """{code: name} of the regions that a file may name."""
        known = [column for column in self.columns if column.identity == REGION.identity]
        return {option.code: option.label for column in known for option in column.options}


def terms_of(survey_round, *, by, region=None):
    """The Terms under which `by` imports into the round; `region` is the choice for the whole file."""
    known, districts = known_places(survey_round.starts_on, survey_round.ends_on)
    regions = frozenset(survey_round.regions.values_list("code", flat=True))
    own = by.regions_for(Permission.IMPORTS_RUN)
    own_codes = None if own is None else frozenset(each.code for each in known if each.pk in own)
    whole = region.code if region else _only(regions) or (own_codes and _only(own_codes & regions))
    of_file = {whole} if whole else own_codes or ()
    terms = Terms(
        columns=(),
        in_evaluation=survey_round.in_evaluation,
        starts_on=survey_round.starts_on,
        ends_on=survey_round.ends_on,
        today=today_anywhere(),
        round_regions=regions,
        own_regions=own_codes,
        whole_region=whole or None,
        version=version_code(survey_round.version),
        is_chosen=region is not None,
        # Switched-off regions too: a round may still be held in one.
        region_pks=tuple(Region.objects.values_list("code", "pk")),
        learned=learned_of(survey_round.version, regions=of_file, by=by),
        districts=tuple(map(named, districts)),
    )
    places = tuple(place_options(known, districts))
    return replace(terms, columns=_columns(terms, survey_round.version, places))


def version_code(version):
    """The name of a version as a template carries it."""
    return f"{version.questionnaire.code} v{version.number}"


def _columns(terms, version, places):
    return (
        RESPONDENT,
        RUNNING_NUMBER,
        ROW_IN_FILE,
        replace(
            REGION,
            options=places,
            mandatory=terms.needs_region and terms.whole_region is None,
        ),
        *([replace(DISTRICT, options=places)] if terms.districts else []),
        replace(
            RESPONDED_ON,
            mandatory=terms.in_evaluation,
            within=(terms.starts_on, min(terms.ends_on, terms.today)),
        ),
        *PROFILE,
        *question_columns(version),
    )


def known_places(*period):
    """The regions that there were between two days, and their districts; those that moved, too."""
    regions = list(Region.objects.valid_within(*period))
    formers = FormerRegion.objects.select_related("region").order_by("valid_to")
    there = District.objects.valid_within(*period).filter(region__in=regions)
    districts = there | District.objects.filter(former_regions__isnull=False)
    districts = districts.distinct().select_related("region")
    return regions, list(districts.prefetch_related(Prefetch("former_regions", queryset=formers)))


def named(district):
    """The district as the column of the region may name it."""
    formers = tuple((former.valid_to, former.region.code) for former in district.former_regions.all())
    return Named(option_code(district), district.pk, formers, district.region.code)


def _only(regions):
    return next(iter(regions)) if len(regions) == 1 else None
