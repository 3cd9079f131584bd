"""One folding for every search: case, accents, apostrophes and dashes make no difference, on any database."""

import unicodedata
from functools import cache

from django.db import models

APOSTROPHES = "'`´‘’‛ʹʻʼʽˈ＇"  # noqa: RUF001
DASHES = "-‐‑‒–—―−﹣－"  # noqa: RUF001


def folded(text):
    """The text as a search compares it: “José  Ma'ruf” as “jose maruf”."""
    return " ".join("".join(map(_sign, text)).split())


def folded_places(text):
    """The folded signs of a text, spaces kept as they are, and for each the place it comes from."""
    signs = [(sign, place) for place, one in enumerate(text) for sign in _sign(one)]
    return "".join(sign for sign, _place in signs), [place for _sign, place in signs]


@cache
def _sign(sign):
    if sign in APOSTROPHES or unicodedata.combining(sign):
        return ""
    if sign in DASHES:
        return " "
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    return bare.casefold()


class FoldedField(models.TextField):
    """What a search reads of a record: its `fields`, folded; made anew with every way of writing the record.

    `names` are relations whose records are looked up first, `joined` those joined; both have folded texts of
    their own.
    """

    def __init__(self, *fields, names=(), joined=(), **kwargs):
        self.fields, self.names, self.joined = fields, names, joined
        super().__init__(**kwargs | {"editable": False, "default": "", "blank": True})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [], kwargs

    def pre_save(self, record, add):
        text = folded(" ".join(str(getattr(record, name) or "") for name in self.fields))
        setattr(record, self.attname, text)
        return text


class FoldedMixin(models.Model):
    """A record that is searched; a save of single fields does not forget what the search reads."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        read = self._meta.get_field("folded").fields
        if update_fields is not None and set(update_fields) & set(read):
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)
