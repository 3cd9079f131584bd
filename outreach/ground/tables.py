"""What the lists of every subject share."""


def joined(*parts):
    return ", ".join(str(part) for part in parts if part)
