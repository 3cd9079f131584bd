"""What a person of the KPKP desk does in the browser, one gesture per function."""

from playwright.sync_api import expect

WAITING = ".waiting > ul > li"


def main(page):
    return page.get_by_role("main")


def follow(page, entry):
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name=entry, exact=True).click()


def press(page, verb):
    main(page).get_by_role("button", name=verb, exact=True).click()


def choose(form, label, option):
    form.get_by_label(label).select_option(label=option)


def plan_event(page, *, title, region, day, session):
    """An event with its first session; the browser stands on the page of that session."""
    follow(page, "Sesi FGD")
    main(page).get_by_role("link", name="Catat FGD").first.click()
    page.get_by_label("Judul").first.fill(title)
    page.locator("select[name$=region]").select_option(label=str(region))
    fill_session(page, session, day)
    press(page, "Simpan FGD")
    expect(main(page)).to_contain_text("Balai Desa Adipala")


def add_session(page, title, day):
    main(page).get_by_role("link", name="Tambah sesi").click()
    fill_session(page, title, day)
    press(page, "Simpan sesi")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def fill_session(page, title, day):
    page.locator("input[name$=title]").last.fill(title)
    page.locator("input[name$=held_on]").fill(day.isoformat())
    page.locator("input[name$=starts_at]").fill("00:05")
    page.locator("input[name$=venue]").fill("Balai Desa Adipala")


def mark_present(page, group, people):
    main(page).get_by_role("link", name="Isi kehadiran").first.click()
    page.get_by_label(group, exact=True).check()
    page.get_by_label(f"{group}: jumlah orang").fill(str(people))
    press(page, "Simpan kehadiran")


def take_notes(page, *, group, theme, before, without_line):
    """Notes from the keyboard; the second lot while the line is cut, and sent when it is back.

    Starts and ends on the page of the session.
    """
    main(page).get_by_role("link", name="Catat pernyataan").first.click()
    form = page.locator("#tambah")
    form.get_by_role("radio", name=group).check()
    form.get_by_role("radio", name=theme).check()
    choose(form, "Jenis", "keluhan")
    for words in before:
        say(page, words)
    listed = page.locator("#daftar-pernyataan li")
    expect(listed).to_have_count(len(before))
    page.context.set_offline(True)
    for words in without_line:
        say(page, words)
    expect(page.locator(WAITING)).to_have_count(len(without_line))
    page.context.set_offline(False)
    expect(page.locator(WAITING)).to_have_count(0)
    expect(listed).to_have_count(len(before) + len(without_line))
    main(page).get_by_role("link", name="Selesai mencatat").click()


def say(page, words):
    text = page.get_by_label("Isi pernyataan")
    text.fill(words)
    page.keyboard.press("Control+Enter")
    expect(text).to_have_value("")


def code(page, words, *, theme, sentiment, agreement):
    """Theme, tone and agreement of one statement; starts and ends on the page of its session."""
    row(page, words).get_by_role("link", name="Ubah pernyataan").click()
    choose(page, "Tema", theme)
    choose(page, "Nada", sentiment)
    choose(page, "Tingkat kesepakatan", agreement)
    press(page, "Simpan perubahan")
    expect(row(page, words)).to_contain_text(f"nada {sentiment}")


def row(page, words):
    return page.locator("#daftar-pernyataan li").filter(has_text=words)


def code_blind(page, session_title, *, theme, times):
    """The second coder chooses a theme, and sees no other chosen."""
    page.goto("/fgd/kode-kedua/")
    main(page).get_by_role("row").filter(has_text=session_title).get_by_role("link").last.click()
    for _ in range(times):
        expect(main(page).get_by_role("radio", checked=True)).to_have_count(0)
        page.get_by_label(theme).check()
        press(page, "Simpan tema")
        expect(main(page)).to_contain_text("Penilaian tema disimpan.")
    expect(main(page)).to_contain_text("Tidak ada lagi pernyataan sesi ini yang menunggu penilaian Anda.")


def raise_complaint(page, *, category, limit):
    """From the chain of a statement."""
    main(page).get_by_role("link", name="Catat pengaduan").click()
    choose(page, "Kategori", category)
    page.get_by_label("Golongan pengaduan").select_option(index=limit)
    page.locator("[name=reporter]").select_option(label="keluarga PMI")
    press(page, "Catat pengaduan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("P-")


def raise_follow_up(page, *, recommendation, institution, due):
    """From the chain of a statement, or from the page of a complaint."""
    main(page).get_by_role("link", name="Catat tindak lanjut").click()
    page.get_by_label("Rekomendasi").fill(recommendation)
    page.locator("select[name=institution]").select_option(label=institution)
    page.get_by_label("Batas waktu").fill(due.isoformat())
    press(page, "Simpan tindak lanjut")
    expect(page.get_by_role("heading", level=1)).to_contain_text("TL-")


def step(page, verb, answer, *, chosen=None, **texts):
    """One step of a complaint or follow-up, from its page and back to it; `chosen` is {label: option}."""
    main(page).get_by_role("link", name=verb, exact=True).click()
    for label, option in (chosen or {}).items():
        choose(main(page), label, option)
    for label, text in texts.items():
        main(page).locator(f"[name={label}]").fill(text)
    press(page, verb)
    expect(main(page)).to_contain_text(answer)


def refer(page, institution, question):
    main(page).get_by_role("link", name="Catat penerusan ke instansi").click()
    page.get_by_label("Instansi", exact=False).first.select_option(label=institution)
    page.get_by_label("Yang diminta dari instansi").fill(question)
    press(page, "Catat penerusan ke instansi")
    expect(main(page)).to_contain_text("Penerusan dicatat.")


def upload(page, file):
    page.locator("#lampiran summary").click()
    page.locator("#lampiran input[type=file]").set_input_files(file)
    press(page, "Unggah berkas")
    expect(page.locator("#lampiran")).to_contain_text(file.name)


def download(page, link):
    """The bytes of what a link gives."""
    with page.expect_download() as given:
        link.click()
    return given.value.path().read_bytes()
