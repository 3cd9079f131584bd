"""Invented records beside real ones: examples move no figure of what happened."""


def real_first(records, of=""):
    """(records, whether they are invented): the real ones, or the invented where there is nothing real.

    `of` is the path to what says so, where it is not the record itself: "complaint__".
    """
    (found,), invented = real_first_of_all((records, of))
    return found, invented


def real_first_of_all(*kinds):
    """([records of each kind], whether they are invented) of one figure: (records, of) as in `real_first`.

    Invented ones of one kind do not stand beside real ones of another.
    """
    real = [records.filter(**{f"{of}is_sample": False}) for records, of in kinds]
    if any(records.exists() for records in real):
        return real, False
    found = [records for records, _of in kinds]
    return found, any(records.exists() for records in found)
