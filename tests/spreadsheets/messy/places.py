"""Where a respondent is from: districts of the pocket regions, with province, subdistrict or short name."""

from typing import NamedTuple

from tests.spreadsheets.messy.hands import Painter, with_lookalike
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Odd, Verdict

NTT, JABAR = ("Nusa Tenggara Timur", "NTT"), ("Jawa Barat", "Jabar")
JATIM, JATENG = ("Jawa Timur", "Jatim"), ("Jawa Tengah", "Jateng")


class Place(NamedTuple):
    kind: str
    name: str
    province: tuple
    subdistricts: tuple
    short: str | None = None
    split: str | None = None  # the name as two words


GAZETTEER = {
    "KUPANG": (
        Place("Kota", "Kupang", NTT, ("Oebobo", "Kelapa Lima", "Maulafa")),
        Place("Kab.", "Kupang", NTT, ("Amarasi", "Fatuleu", "Takari")),
        Place("Kab.", "Timor Tengah Selatan", NTT, ("Kota Soe", "Mollo Utara"), "TTS"),
        Place("Kab.", "Timor Tengah Utara", NTT, ("Insana", "Biboki Selatan"), "TTU"),
        Place("Kab.", "Flores Timur", NTT, ("Adonara Timur", "Larantuka"), "Flotim"),
        Place("Kab.", "Belu", NTT, ("Atambua Barat", "Tasifeto Timur")),
        Place("Kab.", "Malaka", NTT, ("Betun", "Wewiku")),
    ),
    "CIRAYU": (
        Place("Kab.", "Indramayu", JABAR, ("Lohbener", "Juntinyuat", "Karangampel"), split="Indra Mayu"),
        Place("Kab.", "Cirebon", JABAR, ("Gebang", "Losari", "Sumber")),
        Place("Kota", "Cirebon", JABAR, ("Kejaksan", "Harjamukti")),
    ),
    "TULUNGAGUNG": (
        Place("Kab.", "Tulungagung", JATIM, ("Ngunut", "Kalidawir", "Rejotangan"), split="Tulung Agung"),
        Place("Kab.", "Trenggalek", JATIM, ("Panggul", "Watulimo"), split="Treng Galek"),
        Place("Kab.", "Blitar", JATIM, ("Wlingi", "Srengat")),
        Place("Kab.", "Ponorogo", JATIM, ("Babadan", "Jenangan"), split="Pono Rogo"),
        Place("Kab.", "Kediri", JATIM, ("Pare", "Wates")),
        Place("Kota", "Malang", JATIM, ("Lowokwaru", "Sukun")),
    ),
    "CILACAP": (
        Place("Kab.", "Cilacap", JATENG, ("Kroya", "Binangun", "Nusawungu"), split="Cila Cap"),
        Place("Kab.", "Cilacap", JATENG, ("Sidareja", "Majenang", "Adipala")),
    ),
}
FORMS = listed("""
{short} | {kind} {short} | {kind} {name}, {prov} | {kind} {name}, {province} | {kind} {name} {prov}
Kec. {sub}, {kind} {name} | {split} | {bare} {name} {prov} | {KIND} {NAME} | {kind}{name} | {bare} {name}
{long} {name} | {kind} {name} ({prov}) | {kind} {name} - {prov} | {name}, {prov} | {name} {province}
Kec. {sub} {kind} {name} | {sub}, {kind} {name} | {lower} | {name} {back} | {name}, {back} | {old} {name}
{kind} {name} Prov. {province} | Pemkab {name} | {kind} {name}. | {long} {name} - {province}
{kind}  {name} | Ds. Sukamaju Kec. {sub} {kind} {name} | {NAME} ({PROV}) | {kind}{split} | Kab/Kota {name}
{kind} {NAME} | Kantong {label} | Wilayah {label} | {kind} {name}/{prov} | {long} {name}, {prov}
{sub} - {name} | {short}, {prov}
""")
COMMON = listed("""
{KIND} {NAME} | {long} {name} | {name} | {lower} | {NAME} | {label}␣
""")
OUTSIDE = (
    *(
        "Brebes",
        "Kab. Banyumas",
        "Surabaya",
        "Lombok Timur",
        "NTT",
        "Jawa Timur",
        "Kec. Cilacap Selatan, Kab. Banyumas",
    ),
    *(
        "Kab. Cilacap, Jawa Barat",
        "Kupang / Cilacap",
        "Jl. Kupang 12, Surabaya",
        "Kab. Sikka",
        "Medan",
        "luar wilayah",
    ),
    *(
        "???",
        "Kab. Kupang, Jawa Tengah",
        "Indonesia",
        "Kab.",
        "Cilacap atau Indramayu",
        "Kec. Kroya",
        7,
        "Sesuai",
    ),
)
SLIPS = {"KUPANG": "Kupnag", "CIRAYU": "Indramayuu", "TULUNGAGUNG": "Tulungagng", "CILACAP": "Cilcap"}


class Region(Painter):
    forms = tuple(("I14", form) for form in FORMS)
    common = tuple(("I14", form) for form in COMMON)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.labels = {option.code: option.label for option in self.column.options}
        self.by_district = self.rng.random() < 0.5
        self.mark = None  # a region is asked of every row

    def plain(self, value, person):
        place = person.get("place")
        return f"{place.kind} {place.name}" if place and self.by_district else self.labels[value]

    def fields(self, value, person):
        place = person["place"]
        if place is None:
            return {"label": self.labels[value]}
        is_town = place.kind == "Kota"
        return {
            "label": self.labels[value],
            "kind": place.kind,
            "KIND": place.kind.upper(),
            "bare": place.kind.rstrip("."),
            "long": "Kota" if is_town else "Kabupaten",
            "old": self.rng.choice(("Kodya", "Kotamadya")) if is_town else None,
            "back": "Kota" if is_town else "Kab.",
            "name": place.name,
            "NAME": place.name.upper(),
            "lower": f"{place.kind} {place.name}".lower(),
            "province": place.province[0],
            "prov": place.province[1],
            "PROV": place.province[1].upper(),
            "sub": self.rng.choice(place.subdistricts),
            "short": place.short,
            "split": place.split,
        }

    def accident(self, person):
        chance = self.rng.random()
        if chance < 0.12:
            return self.wrong(None, "I14")
        if chance < 0.25:
            slip = SLIPS.get(person["region"], "?")
            return Cell(slip, person["region"], Verdict.EITHER, "I14")
        if chance < 0.4:
            return self.wrong(with_lookalike("Kab. Cilacap"), "I20")
        if self.container == "xlsx" and chance < 0.46:
            return self.wrong(Odd("error", "#N/A"), "I20")
        return self.wrong(self.rng.choice(OUTSIDE), "I14")


def a_place(rng, region):
    """A district of the region, or None for a region that the gazetteer does not know."""
    return rng.choice(GAZETTEER[region]) if region in GAZETTEER else None
