"""What a round and an uploader allow, as plain data: judged against, and compared again before writing."""

from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils import timezone

from pmi_portal.accounts.permissions import Permission
from stakeholders.models import District, FormerRegion, Region
from surveys.importing.columns import (
    PROFILE,
    REGION,
    RESPONDED_ON,
    RESPONDENT,
    ROW_IN_FILE,
    RUNNING_NUMBER,
    Option,
    question_columns,
)
from surveys.importing.learned import learned_of
from surveys.importing.spelling import table

EASTERNMOST = ZoneInfo("Asia/Jayapura")  # where the day begins first
KINDS_OF_DISTRICT = ("Kab. ", "Kabupaten ", "Kota ")


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
    moved: tuple = ()  # districts that moved: (option, ((last day there, region), ...), region since)

    @property
    def needs_region(self):
        return self.in_evaluation or bool(self.round_regions) or self.own_regions is not None

    @property
    def region_names(self):
        """{code: name} of the regions that a file may name."""
        known = [column for column in self.columns if column.identity == REGION.identity]
        return {option.code: option.label for column in known for option in column.options}

    def region_on(self, named, day):
        """The region of a row that names a region, or a district that belonged to several in its time."""
        for option, formers, since in self.moved:
            if option == named:
                return next((region for last, region in formers if day and day <= last), since)
        return named


def terms_of(survey_round, *, by, region=None):
    """The Terms under which `by` imports into the round; `region` is the choice for the whole file."""
    known = _known_regions(survey_round)
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
        today=timezone.localdate(timezone=EASTERNMOST),
        round_regions=regions,
        own_regions=own_codes,
        whole_region=whole or None,
        version=version_code(survey_round.version),
        is_chosen=region is not None,
        # Switched-off regions too: a round may still be held in one.
        region_pks=tuple(Region.objects.values_list("code", "pk")),
        moved=tuple(_moved(district) for district in _moved_districts()),
        learned=learned_of(survey_round.version, regions=of_file, by=by),
    )
    return replace(terms, columns=_columns(terms, survey_round.version, known))


def version_code(version):
    """The name of a version as a template carries it."""
    return f"{version.questionnaire.code} v{version.number}"


def _columns(terms, version, regions):
    return (
        RESPONDENT,
        RUNNING_NUMBER,
        ROW_IN_FILE,
        replace(
            REGION,
            options=(
                *(_region_option(region) for region in regions),
                *(_district_option(district) for district in _moved_districts()),
            ),
            mandatory=terms.needs_region and terms.whole_region is None,
        ),
        replace(
            RESPONDED_ON,
            mandatory=terms.in_evaluation,
            within=(terms.starts_on, min(terms.ends_on, terms.today)),
        ),
        *PROFILE,
        *question_columns(version),
    )


def _known_regions(survey_round):
    """The regions, with their districts, that there were while the round was held."""
    period = survey_round.starts_on, survey_round.ends_on
    stayed = District.objects.valid_within(*period).filter(former_regions=None)
    regions = Region.objects.valid_within(*period)
    return list(regions.prefetch_related(Prefetch("districts", queryset=stayed)))


def _region_option(region):
    """A region goes by its code, its name, the source's name, and the names of its districts."""
    also = {region.named_as_in_source} if region.named_as_in_source else set()
    for district in region.districts.all():
        also |= _spellings(district)
    provinces = sorted({district.province_code for district in region.districts.all()})
    return Option(region.code, region.name, also=tuple(sorted(also)), provinces=tuple(provinces))


def _moved_districts():
    formers = FormerRegion.objects.select_related("region").order_by("valid_to")
    moved = District.objects.filter(former_regions__isnull=False).distinct().select_related("region")
    return moved.prefetch_related(Prefetch("former_regions", queryset=formers))


def _district_option(district):
    """A district that moved is known as itself, until the day of the row tells its region."""
    also = tuple(sorted(_spellings(district)))
    return Option(
        f"@{district.kemendagri_code}", district.name, also=also, provinces=(district.province_code,)
    )


def _moved(district):
    formers = tuple((former.valid_to, former.region.code) for former in district.former_regions.all())
    return f"@{district.kemendagri_code}", formers, district.region.code


def _spellings(district):
    bare = district.name
    for kind in KINDS_OF_DISTRICT:
        bare = bare.removeprefix(kind)
    known = table("places").get(district.kemendagri_code, ())
    return {district.name, bare, district.name.replace("Kab. ", "Kabupaten "), *known}


def _only(regions):
    return next(iter(regions)) if len(regions) == 1 else None
