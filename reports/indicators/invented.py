"""Invented records beside real ones: examples move no figure of what happened."""


def real_first(records, of=""):
    """(records, whether they are invented): the real ones, or the invented where there is nothing real.

    `of` is the path to what says so, where it is not the record itself: "complaint__".
    """
    real = records.filter(**{f"{of}is_sample": False})
    if real.exists():
        return real, False
    return records, records.exists()
