"""A region, or a district of it, with or without what people write around the name."""

import re
from dataclasses import replace
from itertools import pairwise

from surveys.importing.kinds.answers import Answer, accepted
from surveys.importing.kinds.base import SURELY_NEAR, mark_of, normal, one_near
from surveys.importing.problems import Unfit
from surveys.importing.spelling import codes_by_spelling, in_latin, plain

PARTING = re.compile(r"[,;/()\n]+|\s[-–—]\s")
SMALLER = re.compile(r"(?:kec|kecamatan|desa|ds|kel|kelurahan|dusun|dsn|rt|rw|jl|jln|jalan)\b")
KIND = re.compile(
    r"^(?:(?:wilayah|daerah|kantong|asal) )*"
    r"(?:pemkab |pemkot |kabupaten kota |kab kota |kabupaten |kab |kotamadya |kodya |kota )?"
)
OF_A_KIND = re.compile(r"(?:kab|kabupaten|kota|kotamadya|kodya)\b", re.IGNORECASE)
KIND_BEHIND = re.compile(r" (?:kabupaten|kab|kotamadya|kota)$")
PROVINCE_BEHIND = re.compile(r" (?:provinsi|propinsi|prov) ?$")
PROVINCE = re.compile(r"^(?:provinsi|propinsi|prov) ")


DISTRICT = "@"  # begins the code of an option that is a district, and tells its region


class Place(Answer):
    may_be_cleared = False

    def value(self, column, kind, value, decided):
        if kind != "s":
            return super().value(column, kind, value, decided)
        is_mark, missing = mark_of(value)
        if is_mark:
            return missing
        text = normal(value)
        if option := _place(column, text):
            return option.code
        if latin := in_latin(text) != text and _place(column, in_latin(text)):
            raise Unfit("lookalike_letter", str(latin.label))
        near = one_near(plain(text), column.spellings, cutoff=SURELY_NEAR)
        raise Unfit(
            "unknown_option", str(near.label) if near else "", options=accepted(_without_others(column))
        )


def _without_others(column):
    """With the regions only, or in the column for districts with these."""
    of_districts = column.key == "district"
    options = (each for each in column.options if (each.code[:1] == DISTRICT) is of_districts)
    return replace(column, options=tuple(options))


def _place(column, text):
    """The one place of which the text speaks, from the smaller place to the larger one, or None.

    Several that lie in one region say no more than the region.
    """
    if whole := _named(column, plain(text)):
        return whole
    places, provinces, beyond = set(), set(), False
    for part in filter(None, map(plain, _parted(text))):
        part, province = _without_province(part)
        provinces |= {province} - {None}
        if not part or SMALLER.match(part):
            continue
        if option := _named(column, part):
            places.add(option)
        else:
            beyond = beyond or bool(places)  # something unknown that is larger than the place
    if len(places) > 1:
        places = {_region_of(column, place) for place in places}
    if len(places) > 1:
        raise Unfit("two_answers")
    if not places or beyond:
        return None
    (place,) = places
    return place if provinces <= set(place.provinces or provinces) else None


def _parted(text):
    """The places in a text; “Kec. Kroya Kab. Cilacap” are two, “Kec. Kota Soe” is one."""
    for part in PARTING.split(text):
        words = part.split()
        begins = [
            at
            for at in range(2, len(words) if SMALLER.match(plain(part)) else 0)
            if OF_A_KIND.match(words[at]) and not SMALLER.match(plain(words[at - 1]))
        ]
        for begin, end in pairwise([0, *begins, len(words)]):
            yield " ".join(words[begin:end])


def _without_province(part):
    """(what is left of the part, Kemendagri code of the province it names or None)"""
    part = PROVINCE.sub("", part)
    for spelled, code in codes_by_spelling("provinces").items():
        if part == spelled:
            return "", code
        if part.endswith(f" {spelled}"):
            return PROVINCE_BEHIND.sub("", part.removesuffix(spelled)).strip(), code
    return part, None


def _named(column, spelled):
    """“Kota Ende” and “Ende, Kab.” name no district surely, where there is Kab. Ende: the region they do."""
    for name in (spelled, KIND.sub("", spelled), KIND_BEHIND.sub("", spelled)):
        if option := column.spellings.get(name) or column.squeezed_spellings.get(name.replace(" ", "")):
            return option if name == spelled or _is_of_kind(option, spelled) else _region_of(column, option)
    return None


def _is_of_kind(option, spelled):
    """Whether a place is called what the text calls it: “kab tts” a kabupaten."""
    called = spelled.split(" ")[0].replace("kabupaten", "kab")
    return plain(option.label).split(" ")[0] == called


def _region_of(column, option):
    """The region of a district that never was in another one; any other option as it is."""
    return next((each for each in column.options if each.code == option.part_of), option)
