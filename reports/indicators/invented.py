"""Invented records beside real ones: examples move no figure of what happened."""


def real_first(records):
    """(records, whether they are invented): the real ones, or the invented where there is nothing real."""
    real = records.filter(is_sample=False)
    if real.exists():
        return real, False
    return records, records.exists()
