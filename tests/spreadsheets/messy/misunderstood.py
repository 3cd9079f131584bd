"""A column whose cells are something else than its heading says: the officer takes it off."""

from typing import NamedTuple


class Misunderstood(NamedTuple):
    key: str
    heading: str
    holds: tuple


MISUNDERSTOOD = (
    Misunderstood("respondent_kind", "Status", ("Menikah", "Belum menikah", "Cerai")),
    Misunderstood("destination", "Tujuan", ("Konsultasi", "Klaim JHT", "Daftar baru")),
    Misunderstood("sex", "JK", ("JHT", "JKM", "JKK")),
    Misunderstood("age_band", "Kelompok umur", ("dewasa", "lansia", "remaja")),
    Misunderstood("destination", "Negara", ("WNI", "WNA")),
    Misunderstood("respondent_kind", "Kategori responden", ("Umum", "Prioritas")),
    Misunderstood("sex", "L/P", ("Lunas", "Piutang")),
)


def misunderstood_of(draft):
    return MISUNDERSTOOD[draft.turn % len(MISUNDERSTOOD)] if draft.way == "misunderstood" else None
