"""Scores told: a JSON line for each workbook, and a table by kinds of fault."""

MEASURES = (
    "wrong",
    "named",
    "unread",
    "called",
    "rightly",
    "due",
    "right",
    "silent",
    "good",
    "refused",
    "nobody",
    "passed",
)
HEADINGS = (
    *(
        "kind",
        "wrong",
        "named",
        "recall",
        "unread",
        "called",
        "rightly",
        "precision",
        "due",
        "right",
        "share",
    ),
    *("silent", "good", "refused", "share", "nobody", "passed", "share", "files", "refused"),
)
TITLES = {"": "plain", "row": "whole rows", "all": "all (odd cells)", "read": "in files read"}
PLACES = {kind: place for place, kind in enumerate(TITLES, start=1)}


def share(part, whole):
    """A share of the whole, None where there is none."""
    return round(part / whole, 4) if whole else None


def as_json(workbook, score):
    """What one workbook came to, as a dict that becomes one JSON line."""
    counts = score.of()
    return {
        "seed": workbook.seed,
        "file": workbook.name,
        "kind": workbook.kind or "usual",
        "refusal": score.refusal,
        **{measure: counts[measure] for measure in MEASURES},
        "recall": share(counts["named"], counts["wrong"]),
        "precision": share(counts["rightly"], counts["called"]),
        "odd_right": share(counts["right"], counts["due"]),
        "good_refused": share(counts["refused"], counts["good"]),
        "in_silence": [
            {"cell": workbook.address(row, key), "column": key, "what": what}
            for row, key, what in score.silent
        ],
    }


def table_of(score):
    """The lines of the table: each kind, and all; in the sums only oddly written cells are due."""
    kinds = sorted(score.counts, key=lambda kind: (PLACES.get(kind, 0), kind[:1], _number(kind)))
    rows = [HEADINGS, *(_row(kind, score.of(kind)) for kind in kinds)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    for row in rows:
        cells = [text.rjust(width) for text, width in zip(row, widths, strict=True)]
        yield " ".join([row[0].ljust(widths[0]), *cells[1:]])


def _number(kind):
    digits = kind[1:]
    return int(digits) if digits.isdigit() else 0


def _row(kind, counts):
    pairs = (
        ("wrong", "named"),
        ("called", "rightly"),
        ("due", "right"),
        ("good", "refused"),
        ("nobody", "passed"),
    )
    shares = {whole: _percent(share(counts[part], counts[whole])) for whole, part in pairs}
    return (
        TITLES.get(kind, kind),
        *(str(counts["wrong"]), str(counts["named"]), shares["wrong"], str(counts["unread"])),
        *(str(counts["called"]), str(counts["rightly"]), shares["called"]),
        *(str(counts["due"]), str(counts["right"]), shares["due"], str(counts["silent"])),
        *(str(counts["good"]), str(counts["refused"]), shares["good"]),
        *(str(counts["nobody"]), str(counts["passed"]), shares["nobody"]),
        *(str(counts["files"]), str(counts["refused files"])),
    )


def _percent(value):
    return "" if value is None else f"{value:.3f}"
