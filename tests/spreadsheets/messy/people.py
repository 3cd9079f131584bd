"""The people behind a workbook: who they are and what they answered, before a clerk writes it down."""

from surveys.importing import kinds
from tests.spreadsheets.messy.numbers import SAID
from tests.spreadsheets.messy.places import a_place

ANSWERED, TALKATIVE = 0.955, 0.3
COUNTRIES = ("MY", "TW", "HK", "SG", "KR", "SA", "BN", "JP", "AE")
YEARS = {"18-24": (18, 24), "25-34": (25, 34), "35-44": (35, 44), "45-54": (45, 54), "55+": (55, 69)}
PROFILE = ("respondent_kind", "sex", "age_band", "destination")


def a_crowd(rng, count, columns, regions, days, *, first=1):
    """So many people of these regions, interviewed on these days: dicts of true values by column key."""
    people = []
    for number in range(first, first + count):
        region = rng.choice(regions)
        person = {"respondent": number, "region": region, "place": a_place(rng, region)}
        person |= {"responded_on": rng.choice(days), "years": None}
        for column in columns:
            if column.is_question or column.key in PROFILE:
                person[column.key] = _value(rng, column, person)
        people.append(person)
    return people


def _value(rng, column, person):
    if column.key == "age_band" and rng.random() < ANSWERED:
        band = rng.choice(list(YEARS))
        person["years"] = rng.randint(*YEARS[band])
        return band
    if rng.random() > (TALKATIVE if column.kind is kinds.TEXT else ANSWERED) or column.key == "age_band":
        return None
    codes = [option.code for option in column.options if option.code]
    match column.kind:
        case kinds.COUNTRY:
            return rng.choice(COUNTRIES)
        case kinds.SEVERAL:
            some = rng.sample(codes, rng.randint(1, min(3, len(codes))))
            return [code for code in codes if code in some]
        case kinds.WHOLE:
            return rng.randrange(250_000, 4_000_000, 50_000) if "Rp" in column.label else rng.randint(1, 30)
        case kinds.TEXT:
            return rng.choice(SAID)
    return rng.choice(codes)
