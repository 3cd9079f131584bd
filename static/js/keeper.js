// One form with [data-draft]: what is typed there goes to the browser's own database at once and to the server soon.

import { changes, contents, excerpt, restore, typed } from "./fields.js";
import { isUp, LoginEnded, send, user } from "./line.js";
import * as store from "./store.js";

const DEVICE_AFTER = 1500;
const SERVER_AFTER = 10_000;

const warn = (error) => console.warn("draft", error);
const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Keeper {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.key = box.dataset.draft;
    this.untouched = "returned" in box.dataset ? null : typed(contents(this.form));
    for (const event of ["input", "change"]) this.form.addEventListener(event, () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event).catch(warn));
    this.form.addEventListener("portal:queued", (event) => this.queued(event.detail).catch(warn));
  }

  // Said only when it is news, so that a screen reader is not kept busy.
  say(word, at) {
    const status = this.box.querySelector("[data-draft-status]");
    const text = word ? this.box.dataset[word].replace("{time}", at ? clock(at) : "") : "";
    if (status.textContent !== text) status.textContent = text;
  }

  changed() {
    this.isChanged = true;
    this.device ??= setTimeout(() => this.save().catch(warn), DEVICE_AFTER);
    this.server ??= setTimeout(() => this.sendDraft().catch(warn), SERVER_AFTER);
  }

  rest() {
    clearTimeout(this.device);
    clearTimeout(this.server);
    this.device = this.server = undefined;
  }

  // What has no place in the form is only in the draft: it stays there until somebody types on.
  leaveAsItIs() {
    this.rest();
    this.isChanged = false;
  }

  async save() {
    clearTimeout(this.device);
    this.device = undefined;
    if (store.isClosed() || this.form.inert) return;
    const content = contents(this.form);
    if (typed(content) === this.untouched) {
      await this.forget();
      return;
    }
    const isSent = Boolean(this.kept?.isSent) && isSame(content, this.kept.content);
    this.kept = { user, key: this.key, content, at: Date.now(), onServer: this.kept?.onServer, isSent };
    await store.writeDraft(this.kept);
    this.say("onDevice", this.kept.at);
  }

  async sendDraft(options = {}) {
    clearTimeout(this.server);
    this.server = undefined;
    if (store.isClosed() || this.isLeaving || !this.isChanged) return;
    const content = contents(this.form);
    const saving = this.save();
    saving.catch(() => {}); // what became of it is asked below
    if (typed(content) === this.untouched) {
      await saving;
      return;
    }
    this.isChanged = false;
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ key: this.key, content });
    if (body.length >= this.tooLong) { // a poor line is not kept busy with what comes back
      await saving;
      this.say("tooLong");
      return;
    }
    this.sending = new AbortController();
    try {
      // Sent at once: a page that is being closed does not wait for the disk.
      const answer = await send(this.box.dataset.saveUrl, body, { headers, signal: this.sending.signal, ...options });
      await saving;
      if (answer.status >= 500) throw new Error(answer.status);
      if (answer.ok) await this.confirmed(content, await answer.json());
      else if (answer.status === 413) {
        this.tooLong = body.length;
        this.say("tooLong");
      }
    } catch (error) {
      if (store.isClosed()) return;
      this.isChanged = true;
      await saving.catch(() => {});
      if (error.name !== "AbortError") this.say(error instanceof LoginEnded ? "loginEnded" : "offline");
      if (!this.isLeaving) this.server ??= setTimeout(() => this.sendDraft().catch(warn), SERVER_AFTER);
    }
  }

  async confirmed(content, { saved, at }) {
    if (!saved || !this.kept) return;
    this.kept.onServer = at;
    this.kept.isSent = isSame(content, this.kept.content);
    await store.writeDraft(this.kept);
    this.say("onServer", at);
  }

  async forget() {
    this.rest();
    const mayBeOnServer = this.kept || this.box.dataset.saved;
    this.kept = undefined;
    this.isChanged = false;
    this.box.dataset.saved = "";
    this.say("");
    await store.dropDraft(user, this.key);
    if (mayBeOnServer) await send(this.box.dataset.discardUrl, new URLSearchParams({ key: this.key })).catch(() => {});
  }

  // The statement is in the queue: its draft may go, but not what was typed in the meantime.
  async queued(written) {
    const before = this.untouched;
    this.untouched = typed(contents(this.form));
    if (await written.then(() => false, () => true)) {
      this.untouched = before;
      return;
    }
    await this.forget();
    if (typed(contents(this.form)) !== this.untouched) this.changed();
  }

  // The form goes out only after its draft is on the disk, and only over a line that answers.
  async submitted(event) {
    if (this.isPassing || event.defaultPrevented) return;
    if (this.form.hasAttribute("hx-post")) {
      await this.save();
      return;
    }
    event.preventDefault();
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.rest();
    this.sending?.abort();
    await this.save().catch(() => {});
    if (await isUp(this.box.dataset.lineUrl)) {
      this.isPassing = true;
      this.form.requestSubmit(event.submitter);
    } else {
      this.isLeaving = false;
      this.say("offlineSend");
      this.box.querySelector("[data-draft-status]").scrollIntoView({ block: "nearest" });
    }
  }

  async start() {
    if ("returned" in this.box.dataset) {
      await this.save();
      return;
    }
    const draft = await this.newest();
    if (!draft) return;
    if (typed(draft.content) === this.untouched) await this.forget();
    else this.offer(draft);
  }

  // The server's draft is fetched only when it is not the one this browser sent there.
  async newest() {
    const local = await store.readDraft(user, this.key);
    const saved = this.box.dataset.saved;
    if (!saved || local?.onServer === saved || local?.at >= Date.parse(saved)) return local;
    const address = `${this.box.dataset.readUrl}?${new URLSearchParams({ key: this.key })}`;
    try {
      const answer = await fetch(address, { cache: "no-store" });
      const { content, at } = await answer.json();
      return { user, key: this.key, content, at: Date.parse(at), onServer: at };
    } catch {
      return local;
    }
  }

  // The form waits for the choice, so that new typing cannot push out the old.
  offer(draft) {
    const offer = this.box.querySelector("[data-draft-offer]").content.firstElementChild.cloneNode(true);
    offer.querySelector("time").textContent = moment(draft.at);
    offer.querySelector("q").textContent = excerpt(draft.content, this.form);
    const count = this.box.dataset.filled.replace("{n}", changes(draft.content, this.form).length);
    offer.querySelector("[data-count]").textContent = excerpt(draft.content, this.form) ? "" : count;
    const settle = (act) => async () => {
      offer.remove();
      this.form.inert = false;
      await act().catch(warn);
    };
    offer.querySelector("[data-restore]").addEventListener("click", settle(() => this.take(draft)));
    offer.querySelector("[data-discard]").addEventListener("click", settle(() => this.forget()));
    this.form.inert = true;
    this.form.before(offer);
  }

  async take(draft) {
    this.kept = draft;
    const homeless = restore(this.form, draft.content);
    const rest = this.box.querySelector("[data-draft-rest]");
    rest.hidden = !homeless.length;
    rest.querySelector("pre").textContent = homeless.join("\n\n");
    if (homeless.length) this.leaveAsItIs();
    else await this.save();
  }
}
