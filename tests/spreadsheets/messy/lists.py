"""Long lists of short texts, written as one reads them."""


def listed(text):
    """The texts between bars and line ends; ␣ stands for a blank at their ends."""
    parts = text.strip("\n").replace("\n", " | ").split(" | ")
    return tuple(part.strip().replace("␣", " ") for part in parts)
