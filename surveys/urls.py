from django.urls import path

from pmi_portal.editing.steps import record_step
from surveys.importing import file_views as files
from surveys.importing import views as imports
from surveys.importing.learned_pages import learned_list
from surveys.importing.learned_steps import LEARNED_STEPS
from surveys.past import views as past
from surveys.questionnaires import views as questionnaires
from surveys.responses import views as responses
from surveys.responses.steps import RESPONSE_STEPS
from surveys.rounds import views as rounds
from surveys.rounds.steps import ROUND_STEPS

urlpatterns = [
    path("survei/", rounds.round_list, name="round_list"),
    path("survei/baru/", rounds.round_create, name="round_create"),
    path("survei/jawaban/", responses.response_list, name="response_list"),
    path("survei/jawaban/sekaligus/", responses.response_mark, name="response_mark"),
    path("survei/jawaban/<int:pk>/", responses.response_detail, name="response_detail"),
    path("survei/jawaban/<int:pk>/ubah/", responses.response_edit, name="response_edit"),
    path(
        "survei/jawaban/<int:pk>/langkah/<slug:step>/",
        record_step,
        {"way": RESPONSE_STEPS},
        name="response_step",
    ),
    path("survei/<slug:code>/", rounds.round_detail, name="round_detail"),
    path("survei/<slug:code>/ubah/", rounds.round_edit, name="round_edit"),
    path("survei/<slug:code>/langkah/<slug:step>/", record_step, {"way": ROUND_STEPS}, name="round_step"),
    path("survei/<slug:code>/templat.xlsx", rounds.round_template, name="round_template"),
    path("kuesioner/", questionnaires.questionnaire_list, name="questionnaire_list"),
    path(
        "kuesioner/<str:code>/<int:number>/", questionnaires.questionnaire_detail, name="questionnaire_detail"
    ),
    path("impor/", imports.import_list, name="import_list"),
    path("impor/baru/", imports.import_create, name="import_create"),
    path("impor/riwayat/", past.past_create, name="past_create"),
    path("impor/riwayat/templat-<slug:subject>.xlsx", past.past_template, name="past_template"),
    path("impor/dipelajari/", learned_list, name="learned_list"),
    path(
        "impor/dipelajari/<int:pk>/langkah/<slug:step>/",
        record_step,
        {"way": LEARNED_STEPS},
        name="learned_step",
    ),
    path("impor/<int:pk>/", imports.import_detail, name="import_detail"),
    path("impor/<int:pk>/masalah.csv", imports.import_problems, name="import_problems"),
    path("impor/<int:pk>/berkas/", files.import_file, name="import_file"),
    path("impor/<int:pk>/ditandai.xlsx", imports.import_marked, name="import_marked"),
    path("impor/<int:pk>/simpan/", imports.import_commit, name="import_commit"),
    path("impor/<int:pk>/batal/", imports.import_cancel, name="import_cancel"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import_columns"),
    path("impor/<int:pk>/perbaiki/", imports.import_fix, name="import_fix"),
    path("impor/<int:pk>/nilai/", imports.import_values, name="import_values"),
    path("impor/<int:pk>/urungkan/", imports.import_undo, name="import_undo"),
    path("impor/<int:pk>/pulihkan/", imports.import_redo, name="import_redo"),
    path("impor/<int:pk>/periksa/", imports.import_recheck, name="import_recheck"),
]
