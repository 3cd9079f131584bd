"""Invented respondents of the demo: who they are and how they judge, plausible in shape only."""

from surveys.models import Response

Kind, Sex, Age = Response.RespondentKind, Response.Sex, Response.AgeBand

# Mean score on 1 to 4 in 2017; complaints and waiting are what people mind most.
ELEMENTS = {
    "PERSYARATAN": 3.10,
    "PROSEDUR": 3.00,
    "WAKTU": 2.72,
    "BIAYA": 3.35,
    "PRODUK": 3.05,
    "KOMPETENSI": 3.15,
    "PERILAKU": 3.25,
    "SARANA": 2.95,
    "PENGADUAN": 2.62,
}
BETTER_EACH_YEAR = 0.03
SLOWER_IN = {2020: 0.25, 2021: 0.15}  # waiting time while offices were closed
OF_REGION = {"KUPANG": -0.22, "TULUNGAGUNG": 0.06, "CILACAP": 0.03}
BETWEEN_PEOPLE, BETWEEN_ANSWERS = 0.35, 0.55
UNANSWERED, UNANSWERED_COMPLAINTS = 0.02, 0.07
LOWEST, HIGHEST = 1, 4

KINDS = {Kind.CPMI: 30, Kind.PMI_ACTIVE: 12, Kind.PMI_LEAVE: 13, Kind.PMI_RETURNED: 30, Kind.FAMILY: 15}
SEXES = {Sex.FEMALE: 68, Sex.MALE: 32}
AGES = {Age.A18: 22, Age.A25: 38, Age.A35: 24, Age.A45: 12, Age.A55: 4}
DESTINATIONS = {
    "CIRAYU": {"TW": 34, "HK": 18, "MY": 16, "SA": 14, "KR": 10, "SG": 8},
    "TULUNGAGUNG": {"HK": 36, "TW": 34, "MY": 16, "SG": 10, "KR": 4},
    "KUPANG": {"MY": 74, "HK": 10, "SG": 8, "BN": 8},
    "CILACAP": {"TW": 36, "KR": 20, "HK": 18, "JP": 12, "MY": 14},
}
USUAL_DESTINATIONS = {"MY": 40, "HK": 30, "TW": 30}
UNKNOWN_DESTINATION = 0.06


def respondent(rng, region_code, year):
    """(profile values, answers) of one person; the date is the caller's."""
    destinations = DESTINATIONS.get(region_code, USUAL_DESTINATIONS)
    profile = {
        "respondent_kind": _one_of(rng, KINDS),
        "sex": _one_of(rng, SEXES),
        "age_band": _one_of(rng, AGES),
        "destination": "" if rng.random() < UNKNOWN_DESTINATION else _one_of(rng, destinations),
    }
    return profile, _answers(rng, region_code, year)


def _one_of(rng, weights):
    return str(rng.choices(list(weights), weights=list(weights.values()))[0])


def _answers(rng, region_code, year):
    level = OF_REGION.get(region_code, 0) + BETTER_EACH_YEAR * (year - 2017) + rng.gauss(0, BETWEEN_PEOPLE)
    answers = {}
    for element, mean in ELEMENTS.items():
        score = mean + level + rng.gauss(0, BETWEEN_ANSWERS)
        if element == "WAKTU":
            score -= SLOWER_IN.get(year, 0)
        silent = UNANSWERED_COMPLAINTS if element == "PENGADUAN" else UNANSWERED
        if rng.random() >= silent:
            answers[element] = str(min(HIGHEST, max(LOWEST, round(score))))
    return answers
