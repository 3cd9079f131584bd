"""What may happen to a response, each refusal with its reason; form, action, button and message ask here."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_date, show_period
from pmi_portal.words.nik import why_not_text
from pmi_portal.words.programme import PROGRAMME_START
from surveys.models import PastResponse, Response, SurveyRound

State, Change = Response.State, PastResponse.Change
EASTERNMOST = ZoneInfo("Asia/Jayapura")  # where the day begins first

# From which state which step leads where; what is withdrawn never comes back.
NEXT = {
    State.COUNTED: {Change.SET_ASIDE: State.SET_ASIDE, Change.WITHDRAWN: State.WITHDRAWN},
    State.SET_ASIDE: {Change.TAKEN_BACK: State.COUNTED, Change.WITHDRAWN: State.WITHDRAWN},
    State.WITHDRAWN: {},
    State.GONE: {},
}


def why_not_touch(survey_round):
    """The reason no response of the round may be changed in any way, or None; closed rounds may."""
    if survey_round.state == SurveyRound.State.LOCKED:
        return _("Putaran ini dikunci; jawabannya tidak dapat diubah lagi.")
    return None


def why_not_step(response, change):
    """The reason this step may not be taken with a response, or None."""
    if reason := why_not_touch(response.round):
        return reason
    if change in NEXT[response.state]:
        return None
    return {
        State.COUNTED: _("Jawaban ini sudah dihitung."),
        State.SET_ASIDE: _("Jawaban ini sudah disisihkan."),
        State.WITHDRAWN: _("Responden ini sudah ditarik dan isinya dihapus; ia tidak dapat dikembalikan."),
        State.GONE: _("Jawaban ini tidak ada lagi."),
    }[response.state]


def why_not_correct(response):
    """The reason what a response says may not be corrected, or None; one set aside may."""
    if response.state not in (State.COUNTED, State.SET_ASIDE):
        return why_not_step(response, Change.SET_ASIDE)
    return why_not_touch(response.round)


def why_not_silent(reason):
    """The reason these words do not explain a change, or None."""
    return why_not_text(reason) if reason.strip() else _("Tulis alasannya.")


def today_anywhere():
    """The day that it is by now where the day begins first."""
    return timezone.localdate(timezone=EASTERNMOST)


def why_not_day(survey_round, day):
    """The reason an interview cannot have been on that day, or None; as an import judges it."""
    if day is None:
        return _("Putaran ini masuk evaluasi; isi tanggalnya.") if survey_round.in_evaluation else None
    if day > today_anywhere():
        return _("Tanggal ini belum tiba.")
    if survey_round.in_evaluation and day < PROGRAMME_START:
        return _("Evaluasi layanan dimulai 1 Agustus 2017.")
    if not survey_round.starts_on <= day <= survey_round.ends_on:
        period = show_period(survey_round.starts_on, survey_round.ends_on)
        return _("%(day)s di luar periode putaran, %(period)s.") % {"day": show_date(day), "period": period}
    return None


def why_not_district(region, district, day):
    """The reason an interview on that day in this region cannot have been in the district, or None."""
    if district is None or (region and district.region_on(day or timezone.localdate()) == region):
        return None
    return _("%(district)s tidak termasuk wilayah jawaban ini pada tanggal itu.") % {"district": district}


def why_not_answer(question, answer, missing):
    """The reason a response may not say this to a question, or None; None and "" are nothing said."""
    if answer is None and not missing:
        return _("Pertanyaan ini wajib dijawab.") if question.required else None
    if answer is not None and missing:
        return _("Pilih jawabannya atau alasan tidak dijawab, tidak keduanya.")
    return why_not_text(answer) if isinstance(answer, str) else None


def why_not_become(was, becomes, questions):
    """The reason a stored response cannot say this instead, or None; what stays as it was is not judged."""
    is_moved = becomes.responded_on != was.responded_on
    if is_moved and (reason := why_not_day(was.round, becomes.responded_on)):
        return reason
    if is_moved or becomes.district_id != was.district_id:
        reason = why_not_district(was.region, becomes.district, becomes.responded_on)
        if reason:
            return reason
    for question in questions:
        said, before = (_said(each, question.code) for each in (becomes, was))
        if said != before and (reason := why_not_answer(question, *said)):
            return f"{question.label}: {reason}"
    if not becomes.answers and not becomes.missing:
        return _("Jawaban tanpa satu pun isi tidak dihitung. Sisihkan bila memang tidak berlaku.")
    return None


def _said(response, code):
    return response.answers.get(code), response.missing.get(code, "")
