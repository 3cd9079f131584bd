"""Demo surveys: one seeded round a year in every region, and a real file through the real importer."""

from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission
from pmi_portal.loading.demo import DemoNotAllowed
from stakeholders.models import Region
from surveys.demo import people as demo_people
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.models import ImportBatch, QuestionnaireVersion, SurveyRound
from surveys.responses.storing import numbered_response, store_responses

Sampling = SurveyRound.Sampling
REAL_FILE = Path(__file__).parents[1] / "data" / "skm_sekadau_first49.csv"
REAL_SOURCE = (
    "https://sekadaukab.go.id/index.php/artikel/baca/923/"
    "NILAI-HASIL-SURVEY-KEPUASAN-MASYARAKAT-SEMESTER-I-2019.html"
)
REAL_NOTE = (
    "49 responden pertama dari survei nyata kantor lain (Kabupaten Sekadau, semester I 2019), sebagai contoh "
    "masukan yang sebenarnya. Bukan PMI, dan di luar evaluasi layanan."
)
SEEDED_NOTE = "Dibuat oleh pembangkit data contoh; bukan hasil survei."
YEARS = {
    2017: Sampling.CONVENIENCE,
    2018: Sampling.CONVENIENCE,
    2019: Sampling.CONVENIENCE,
    2020: Sampling.CONVENIENCE,
    2021: Sampling.QUOTA,
    2022: Sampling.QUOTA,
    2023: Sampling.PROBABILITY,
    2024: Sampling.QUOTA,
    2025: Sampling.CONVENIENCE,
    2026: Sampling.PROBABILITY,
}
FEWEST, MOST = 45, 90
# Too few for a grade, to show what the portal does then.
WITHHELD = {("KUPANG", 2017): 22}


def load(demo):
    """Add the rounds; DemoNotAllowed when the reference data or an administrator are missing."""
    version = QuestionnaireVersion.objects.filter(questionnaire__code="SKM-2017", number=1).first()
    regions = list(Region.objects.active())
    if version is None or not regions:
        raise DemoNotAllowed("Load the reference data first: manage.py load_reference.")
    demo.made["survey rounds"] = demo.made["responses"] = 0
    for year, sampling in YEARS.items():
        starts_on, ends_on = fieldwork(year)
        if starts_on <= timezone.localdate():
            survey_round = _seeded_round(version, year, sampling, regions)
            _count(demo, _fill(demo, survey_round, regions, min(ends_on, timezone.localdate())))
    _count(demo, _import_real_file(version))


def fieldwork(year):
    """First and last day of interviews: the last quarter of the first year, the second of every other."""
    return (date(2017, 10, 1), date(2017, 12, 31)) if year == 2017 else (date(year, 4, 1), date(year, 6, 30))


def _count(demo, responses):
    demo.made["survey rounds"] += 1
    demo.made["responses"] += responses


def _seeded_round(version, year, sampling, regions):
    starts_on, ends_on = fieldwork(year)
    survey_round = SurveyRound.objects.create(
        code=f"skm-{year}",
        title=f"SKM layanan PMI {year}",
        version=version,
        starts_on=starts_on,
        ends_on=ends_on,
        sampling_method=sampling,
        note=SEEDED_NOTE,
        is_sample=True,
    )
    survey_round.regions.set(regions)
    return survey_round


def _fill(demo, survey_round, regions, last_day):
    """Respondents of every region; returns how many."""
    responses = []
    for region in regions:
        year = survey_round.starts_on.year
        people = WITHHELD.get((region.code, year)) or demo.times(demo.rng.randint(FEWEST, MOST))
        for number in range(1, people + 1):
            days = (last_day - survey_round.starts_on).days
            profile, answers = demo_people.respondent(demo.rng, region.code, year)
            profile["responded_on"] = survey_round.starts_on + timedelta(days=demo.rng.randint(0, days))
            responses.append(
                numbered_response(
                    survey_round, region=region, number=str(number), values=profile, answers=answers
                )
            )
    return store_responses(survey_round, responses)


def _import_real_file(version):
    """The file of another office, from upload to commit as an administrator would import it."""
    users = User.objects.filter(is_active=True, is_sample=True).order_by("pk")
    by = next((user for user in users if user.regions_for(Permission.IMPORTS_RUN) is None), None)
    if by is None:
        raise DemoNotAllowed("There is no demo account that may import for the whole country.")
    survey_round = SurveyRound.objects.create(
        code="contoh-sekadau-2019",
        title="Contoh: SKM kantor lain, semester I 2019",
        version=version,
        starts_on=date(2019, 1, 1),
        ends_on=date(2019, 6, 30),
        sampling_method=Sampling.CONVENIENCE,
        in_evaluation=False,
        source=REAL_SOURCE,
        note=REAL_NOTE,
        is_sample=True,
    )
    file = ContentFile(REAL_FILE.read_bytes(), name=REAL_FILE.name)
    facts = {"region": None, "basis": ImportBatch.Basis.PUBLIC_TASK}
    batch = upload_file(survey_round=survey_round, file=file, **facts, by=by)
    batch = commit_batch(batch=check_batch(batch=batch, by=by), by=by)
    return batch.report["counts"]["new"]
