"""What saving an import did, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_number


def what_was_saved(batch):
    if batch.is_past:
        n = batch.report["counts"]["new"]
        done = ngettext(
            "%(n)s catatan disimpan sebagai riwayat.", "%(n)s catatan disimpan sebagai riwayat.", n
        )
        return done % {"n": show_number(n)}
    new, changed = batch.report["counts"]["new"], batch.report["counts"]["changed"] if batch.updates else 0
    told = {"n": show_number(new), "changed": show_number(changed), "round": batch.round}
    if changed and new:
        return _("%(n)s responden disimpan ke %(round)s, dan %(changed)s diperbarui.") % told
    if changed:
        done = ngettext(
            "%(changed)s responden di %(round)s diperbarui.",
            "%(changed)s responden di %(round)s diperbarui.",
            changed,
        )
        return done % told
    done = ngettext("%(n)s responden disimpan ke %(round)s.", "%(n)s responden disimpan ke %(round)s.", new)
    return done % told
