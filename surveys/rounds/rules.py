"""How a round may change once it has responses, each refusal with its reason."""

from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_date, show_number


def why_not_change_round(survey_round, *, version, regions, starts_on, ends_on, in_evaluation):
    """The reason these values contradict responses already collected in the round, or None."""
    responses = survey_round.responses.all()
    if version != survey_round.version and responses.exists():
        return _("Kuesioner tidak dapat diganti: putaran ini sudah berisi responden.")
    lost = responses.exclude(region__in=regions).exclude(region=None).values_list("region__name", flat=True)
    if names := sorted(set(lost)):
        return _("Wilayah yang sudah berisi responden tidak dapat dilepas: %(names)s.") % {
            "names": ", ".join(names)
        }
    outside = responses.filter(responded_on__lt=starts_on) | responses.filter(responded_on__gt=ends_on)
    if day := outside.order_by("responded_on").values_list("responded_on", flat=True).first():
        return _("Ada responden bertanggal %(day)s; periode putaran harus mencakupnya.") % {
            "day": show_date(day)
        }
    if in_evaluation and not survey_round.in_evaluation:
        return _why_not_evaluate(responses)
    return None


def _why_not_evaluate(responses):
    """The evaluation takes no row without date or region: neither from a file, nor with the whole round."""
    undated, regionless = responses.filter(responded_on=None).count(), responses.filter(region=None).count()
    if not undated and not regionless:
        return None
    return _(
        "Putaran ini belum dapat masuk evaluasi: %(undated)s responden tanpa tanggal "
        "wawancara dan %(regionless)s responden tanpa wilayah. Buat putaran baru untuk "
        "evaluasi, lalu unggah berkas yang mengisi tanggal dan wilayah di setiap baris."
    ) % {"undated": show_number(undated), "regionless": show_number(regionless)}
