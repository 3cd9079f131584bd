"""Answers to closed questions: “3 (Sesuai)”, “c.”, “tiga”, “sgt sesuai”, and marks for no answer."""

from datetime import date

from tests.spreadsheets.messy.hands import Painter, in_words, with_lookalike
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Odd

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
SHORTER = (("sangat", "sgt"), ("kurang", "krg"), ("tidak", "tdk"))
MOST_SHORTENED = 2  # words of a label that people write as two letters

OF_A_SCALE = (
    *listed("""
{score} ({label}) | ({score}) | '{score} | skor {score} | {score}_{label} | {word} | {letter} | {LETTER}
{letter}. {label} | {LETTER}. {label} | {letter}) {label} | {letter}) | {LETTER}. | {score}. | {score})
nilai {score} | Nilai: {score} | {score}={label} | {score} : {label} | [{score}] | [{score}] {label}
({score}) {label} | {score},0 | {score}.00 | {roman} | {label} = {score} | Skor: {score} ({label}) | {short}
{brief} | {LABEL} | {lower}. | {score} {lower} | {Word} ({score}) | {score} ({word}) | `{score} | {wide}
poin {score} | {score} – {label} | {score}/{label} | {label}/{score} | “{label}” | {label};
"""),
    "\u00a0{score}\u00a0",
)
COMMON_OF_A_SCALE = listed("""
{score} - {label} | {LABEL} | {lower} | {score}. {label} | {label} ({score}) | ␣{label}␣
{score} = {label} | ␣{score}␣ | {score}.0
""")
COMMON_OF_A_LIST = ("{LABEL}", "{lower}", " {label} ", "{label}")
OF_A_LIST = listed("""
{LABEL} | {lower} | {label}. | ␣{label}␣ | {order}. {label} | {order}) {label} | {letter}. {label}
({letter}) {label} | “{label}” | {label}; | - {label} | {label}, | {lower}␣ | * {label}
""")
OF_A_SLASH = listed("""
{spaced} | {dashed} | {lower} | {blank} | {half}
""")

BEYOND = (
    7,
    0,
    5,
    -1,
    3.5,
    "2 atau 3",
    "2/3",
    "3 dan 4",
    "1-2",
    "e",
    "lima",
    "skor 8",
    "nilai 10",
    "33",
    "(6)",
)
BEYOND = (*BEYOND, "2;3", "1 & 2", "Kupang", "E. Luar biasa", "0,5", "3-4", "1,5", "24", "1 s/d 4", "VII")
BEYOND_ANY = (-1, 3.5, "2 atau 3", "Kupang", "skor 80")
USUAL_SCORES = 4
UNSURE = listed("""
3? | 2 3 | 3 (?) | 2 > 3 | 3/4 | antara 2 dan 3
""")
OTHER_WORDS = listed("""
Lainnya, sebutkan | xyz | Kupang | 7 | tidak cocok | 12,5 | lihat catatan
""")


class Scale(Painter):
    forms = tuple(("I11", form) for form in OF_A_SCALE)
    common = tuple(("I11", form) for form in COMMON_OF_A_SCALE)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.options = {option.code: option for option in self.column.options if option.code}
        self.number_typed = self.tidy or self.rng.random() < 0.75
        said = {option.label.casefold() for option in self.options.values()}
        if self.mark and (self.mark.casefold() in said or "PENGADUAN" in self.column.key):
            self.mark = "-"  # “tidak ada” may be an answer there

    def plain(self, value, person):
        option = self.options[value]
        return option.score if self.number_typed else option.label

    def fields(self, value, person):
        option = self.options[value]
        score, label = option.score, option.label
        return {
            "score": str(score),
            "wide": chr(0xFF10 + score),
            "label": label,
            "LABEL": label.upper(),
            "lower": label.lower(),
            "letter": chr(96 + score),
            "LETTER": chr(64 + score),
            "word": in_words(score),
            "Word": in_words(score).capitalize(),
            "roman": ROMAN[score],
            "short": self._short(option),
            "brief": _brief(label),
        }

    def _short(self, option):
        """“SS” for Sangat sesuai, where no other answer begins so and it is not the letter of another."""
        shorts = {each.code: _initials(each.label) for each in self.options.values()}
        mine = shorts.pop(option.code)
        letters = {chr(64 + each.score) for each in self.options.values() if each is not option}
        return mine if mine and mine not in shorts.values() and mine not in letters else None

    def accident(self, person):
        chance = self.rng.random()
        some, other = self.rng.sample(list(self.options.values()), 2)
        if chance < 0.15:
            return self.ambiguous(self.rng.choice(UNSURE), "I11")
        if chance < 0.3:
            text = self.rng.choice((f"{some.score} - {other.label}", f"{other.label} ({some.score})"))
            return self.wrong(text, "I11")
        if chance < 0.5:
            return self.wrong(self._unhelpful(some), "I20")
        beyond = BEYOND if len(self.options) == USUAL_SCORES else BEYOND_ANY
        return self.wrong(self.rng.choice(beyond), "I11")

    def _unhelpful(self, option):
        """What a person does not see in the cell: a twin letter, a percent, a formula, a day."""
        lookalike = with_lookalike(option.label)
        texts = ["O", "#REF!", "#N/A", f"{option.score}%"]
        texts += [lookalike, f"{option.score} ({lookalike})"] if lookalike else []
        if self.container == "xlsx":
            score = option.score
            dressed = [
                Odd("percent", score / 100),
                Odd("formula", ""),
                Odd("error", "#DIV/0!"),
                date(2026, score, 4),
            ]
            texts += [*dressed, Odd("percent", 0.75)]
        return self.rng.choice(texts)


def _initials(label):
    words = label.split()
    return "".join(word[0] for word in words).upper() if len(words) <= MOST_SHORTENED else None


def _brief(label):
    for word, short in SHORTER:
        if label.lower().startswith(word):
            return short + label[len(word) :].lower()
    return None


class OneOf(Painter):
    """One answer of a list without scores, of which “SMA/SMK” may be a single one."""

    common = tuple(("I11", form) for form in COMMON_OF_A_LIST)
    forms = (*(("I11", form) for form in OF_A_LIST), *(("I16", form) for form in OF_A_SLASH * 3))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.options = {option.code: option for option in self.column.options if option.code}
        said = {option.label.casefold() for option in self.options.values()}
        if self.mark and any(self.mark.casefold().startswith(label) for label in said):
            self.mark = "-"

    def plain(self, value, person):
        return self.options[value].label

    def fields(self, value, person):
        label, order = self.options[value].label, list(self.options).index(value) + 1
        parts = label.split("/") if "/" in label else None
        return {
            "label": label,
            "LABEL": label.upper(),
            "lower": label.lower(),
            "order": str(order),
            "letter": chr(96 + order),
            "spaced": parts and " / ".join(parts),
            "dashed": parts and "-".join(parts),
            "blank": parts and " ".join(parts),
            "half": parts and "/ ".join(parts),
        }

    def filled(self, value, person):
        """What only lists with a slash are written as, lower case among it, is told apart by its kind."""
        cell = super().filled(value, person)
        return (
            cell._replace(kind="I11") if cell.kind == "I16" and "/" not in self.options[value].label else cell
        )

    def accident(self, person):
        labels = [option.label for option in self.options.values()]
        some, other = self.rng.sample(labels, 2)
        chance = self.rng.random()
        if chance < 0.4:
            return self.wrong(f"{some}{self.rng.choice(('; ', ' dan ', ' & ', ' + ', ', '))}{other}", "I16")
        if chance < 0.6 and (twin := with_lookalike(some)):
            return self.wrong(twin, "I20")
        return self.wrong(self.rng.choice(OTHER_WORDS), "I11")
