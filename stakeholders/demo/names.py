"""Invented but plausible Indonesian names for the demo; nobody real is meant."""

from django.utils.text import slugify

from stakeholders.models import Institution

Level = Institution.Level
# Group code, level, and the pattern of the name: {place} a kabupaten or kota, {word} and {village} are drawn.
INSTITUTIONS = [
    ("DISNAKER", Level.DISTRICT, "Dinas Tenaga Kerja {place}"),
    ("DUKCAPIL", Level.DISTRICT, "Dinas Kependudukan dan Pencatatan Sipil {place}"),
    ("IMIGRASI", Level.DISTRICT, "Unit Layanan Paspor {place}"),
    ("POLRI", Level.DISTRICT, "Gugus Tugas TPPO {place}"),
    ("SARKES", Level.NON_GOVERNMENT, "Klinik {word} {word2}"),
    ("BANK", Level.NON_GOVERNMENT, "BPR {word} {word2}"),
    ("BLKLN", Level.NON_GOVERNMENT, "BLK-LN {word} {word2}"),
    ("P3MI", Level.NON_GOVERNMENT, "PT {word} {word2} Mandiri"),
    ("LSM", Level.NON_GOVERNMENT, "Yayasan {word} Migran {village}"),
    ("SERIKAT", Level.NON_GOVERNMENT, "Komunitas Purna PMI {village}"),
    ("TOKOH", Level.NON_GOVERNMENT, "Forum Tokoh Masyarakat {village}"),
    ("RELAWAN", Level.VILLAGE, "Relawan Migran {village}"),
    ("DESA", Level.VILLAGE, "Pemerintah Desa {village}"),
    ("KEL", Level.VILLAGE, "Paguyuban Keluarga PMI {village}"),
]
WORDS = [
    "Cahaya",
    "Harapan",
    "Sejahtera",
    "Bahari",
    "Lestari",
    "Melati",
    "Pelita",
    "Rukun",
    "Surya",
    "Wijaya",
]
VILLAGE_STARTS = ["Suka", "Karang", "Sumber", "Tanjung", "Kedung", "Wono", "Banjar", "Marga"]
VILLAGE_ENDS = ["mulya", "sari", "rejo", "jaya", "harjo", "asri", "makmur"]
STREETS = ["Merdeka", "Diponegoro", "Pahlawan", "Veteran", "Kartini", "Pemuda", "Melati"]
FIRST = [
    *("Ahmad", "Aminah", "Anita", "Budi", "Dedi", "Endang", "Fitri", "Hendra", "Imam", "Indah"),
    *("Joko", "Kartika", "Lestari", "Lukman", "Mulyadi", "Nurul", "Petrus", "Rahayu", "Rina", "Rudi"),
    *("Sari", "Sri", "Suparman", "Susi", "Taufik", "Tri", "Umar", "Wati", "Yanto", "Yuliana"),
]
LAST = [
    *("Arifin", "Handayani", "Hidayat", "Kurniawan", "Kusuma", "Mahmud", "Maulana"),
    *("Nahak", "Permata", "Pratama", "Purnomo", "Rahman", "Safitri", "Saputra", "Setiawan"),
    *("Susanti", "Taneo", "Utami", "Wibowo", "Wijayanti", "Yulianto"),
]
POSITIONS = ["Ketua", "Sekretaris", "Kepala seksi", "Petugas layanan", "Staf", "Koordinator lapangan"]
VILLAGE_POSITIONS = ["Kepala desa", "Sekretaris desa", "Kepala dusun", "Kader"]


def person(rng):
    """Two names, or, as is common in Indonesia, one."""
    first = rng.choice(FIRST)
    return first if rng.random() < 0.15 else f"{first} {rng.choice(LAST)}"


def institution(rng, pattern, place, taken):
    """A name not yet in `taken`, to which it is added; a number tells namesakes apart."""
    word, word2 = rng.sample(WORDS, 2)
    village = rng.choice(VILLAGE_STARTS) + rng.choice(VILLAGE_ENDS)
    wanted = name = pattern.format(place=place.name, word=word, word2=word2, village=village)
    number = 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    taken.add(name)
    return name


def address(rng):
    return f"Jalan {rng.choice(STREETS)} No. {rng.randrange(1, 200)}"


def position(rng, institution):
    if institution is None:
        return ""
    return rng.choice(VILLAGE_POSITIONS if institution.level == Level.VILLAGE else POSITIONS)


def email(full_name, region_code, number):
    return f"{slugify(full_name)}.{number + 1}@{region_code.lower()}.example"
