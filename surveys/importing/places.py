"""What the region column may say: a region by its names, or a district of it, which tells the region, too."""

from collections import Counter

from surveys.importing.columns import Option
from surveys.importing.kinds.places import DISTRICT
from surveys.importing.spelling import squeezed, table

KINDS_OF_DISTRICT = ("Kab. ", "Kabupaten ", "Kota ")


def option_code(district):
    return f"{DISTRICT}{district.kemendagri_code}"


def place_options(regions, districts):
    """An Option for each region and each district; districts with their former regions loaded.

    A name that a region bears is the region's: "Kupang" may be the city, the district round it, or all of the
    region. A name that two districts of one region share, as that of a city and the district round it, is the
    region's as well; of two regions it is nobody's.
    """
    of_regions = _squeezed(name for region in regions for name in _names_of_region(region))
    times = Counter(name for district in districts for name in _squeezed(_spellings(district)))
    for region in regions:
        own = [each for each in districts if each.region_id == region.pk and not each.former_regions.all()]
        yield _region_option(region, own, times)
    for district in districts:
        if squeezed(district.name) not in of_regions:
            own = [name for name in _spellings(district) if times[squeezed(name)] == 1]
            yield _district_option(district, [name for name in own if squeezed(name) not in of_regions])


def _region_option(region, districts, times):
    """With the names that several of its districts share, and no other district."""
    here = Counter(name for district in districts for name in _squeezed(_spellings(district)))
    said = {name for district in districts for name in _spellings(district)}
    shared = {name for name in said if 1 < here[squeezed(name)] == times[squeezed(name)]}
    provinces = tuple(sorted({district.province_code for district in districts}))
    also = tuple(sorted(_names_of_region(region) | shared))
    return Option(region.code, region.name, also=also, provinces=provinces)


def _squeezed(names):
    return {squeezed(name) for name in names}


def _names_of_region(region):
    return {region.code, region.name, region.named_as_in_source} - {""}


def _district_option(district, spellings):
    """One that moved is part of no region by itself: the day of the row tells which."""
    part_of = "" if district.former_regions.all() else district.region.code
    provinces = (district.province_code,)
    return Option(option_code(district), district.name, None, tuple(sorted(spellings)), provinces, part_of)


def _spellings(district):
    bare = district.name
    for kind in KINDS_OF_DISTRICT:
        bare = bare.removeprefix(kind)
    known = table("places").get(district.kemendagri_code, ())
    return {district.name, bare, district.name.replace("Kab. ", "Kabupaten "), *known}
