// One form with [data-draft]: what is typed there goes to the browser's own database at once and to the server soon.
// A form of a new record has a number; so each tab keeps a draft of its own, under the name of the form and that number.

import { changes, contents, excerpt, restore, typed } from "./fields.js";
import { isUp, LoginEnded, send, user } from "./line.js";
import * as store from "./store.js";

const DEVICE_AFTER = 1500;
const SERVER_AFTER = 10_000;

const warn = (error) => console.warn("draft", error);
const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isDone = (promise) => promise.then(() => true, () => false);
const lockName = (key) => `draft ${user} ${key}`;

export class Keeper {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.saved = new Map(JSON.parse(box.dataset.saved || "[]")); // of this form on the server: key to moment
    this.untouched = "returned" in box.dataset ? null : typed(contents(this.form));
    for (const event of ["input", "change"]) this.form.addEventListener(event, () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event).catch(warn));
    this.form.addEventListener("portal:queued", (event) => this.queued(event.detail).catch(warn));
  }

  get key() {
    const number = this.form.querySelector("[name=submission], [name$='-submission']")?.value;
    return number ? `${this.box.dataset.draft}#${number}` : this.box.dataset.draft;
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

  // While this tab is open no other one offers its draft; what many tabs share is offered in each.
  hold(key) {
    if (!key.includes("#") || this.held === key) return;
    this.letGo();
    this.held = key;
    navigator.locks?.request(lockName(key), () => new Promise((resolve) => { this.letGo = resolve; })).catch(() => {});
  }

  letGo() {}

  async save() {
    clearTimeout(this.device);
    this.device = undefined;
    if (store.isClosed() || this.form.inert) return;
    const content = contents(this.form);
    if (typed(content) === this.untouched) {
      await this.forget();
      return;
    }
    const { key } = this;
    this.box.querySelector("[name=draft]").value = key;
    this.hold(key);
    const isSent = Boolean(this.kept?.isSent) && isSame(content, this.kept.content);
    this.kept = { user, key, name: this.name, content, at: Date.now(), onServer: this.kept?.onServer, isSent };
    const written = store.writeDraft(this.kept);
    this.isOnDevice = await isDone(written);
    await written;
    this.say("onDevice", this.kept.at);
  }

  // Of the kind of form, not of the record: it can be read by who sits down at this computer.
  get name() {
    return document.querySelector(".menu [aria-current=page]")?.textContent.trim() ?? "";
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
    const body = JSON.stringify({ key: this.key, name: this.name, content });
    if (body.length >= this.tooLong) { // a poor line is not kept busy with what comes back
      this.say(await isDone(saving) ? "tooLong" : "onlyHere");
      return;
    }
    this.sending = new AbortController();
    try {
      // Sent at once: a page that is being closed does not wait for the disk.
      const answer = await send(this.box.dataset.saveUrl, body, { headers, signal: this.sending.signal, ...options });
      await saving.catch(warn);
      if (answer.status >= 500) throw new Error(answer.status);
      if (answer.ok) await this.confirmed(content, await answer.json());
      else if (answer.status === 413) {
        this.tooLong = body.length;
        this.say("tooLong");
      }
    } catch (error) {
      if (store.isClosed()) return;
      this.isChanged = true;
      const isKept = await isDone(saving);
      const why = error instanceof LoginEnded ? "loginEnded" : "offline";
      if (error.name !== "AbortError") this.say(isKept ? why : "onlyHere");
      if (!this.isLeaving) this.server ??= setTimeout(() => this.sendDraft().catch(warn), SERVER_AFTER);
    }
  }

  async confirmed(content, { saved, at }) {
    if (!saved || !this.kept) return;
    this.kept.onServer = at;
    this.kept.isSent = isSame(content, this.kept.content);
    this.saved.set(this.kept.key, at);
    this.say("onServer", at);
    await store.writeDraft(this.kept).catch(warn);
  }

  async forget(key = this.kept?.key ?? this.key) {
    const isOwn = key === (this.kept?.key ?? this.key);
    const mayBeOnServer = (isOwn && this.kept) || this.saved.has(key);
    this.saved.delete(key);
    if (isOwn) {
      this.rest();
      this.kept = undefined;
      this.isChanged = false;
      this.say("");
    }
    await store.dropDraft(user, key);
    if (mayBeOnServer) await send(this.box.dataset.discardUrl, new URLSearchParams({ key })).catch(() => {});
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
    const isKept = await isDone(this.save());
    if (await isUp(this.box.dataset.lineUrl)) {
      this.isPassing = true;
      this.form.requestSubmit(event.submitter);
    } else {
      this.isLeaving = false;
      this.say(isKept ? "offlineSend" : "onlyHere");
      this.box.querySelector("[data-draft-status]").scrollIntoView({ block: "nearest" });
    }
  }

  // A form that came back under a new number was a draft under the old one.
  async start() {
    const { returned } = this.box.dataset;
    if (returned !== undefined) {
      await this.save();
      if (returned.includes("#") && returned !== this.key) await this.forget(returned);
      return;
    }
    for (const draft of await this.waiting()) {
      if (typed(draft.content) === this.untouched) await this.forget(draft.key);
      else this.offer(draft);
    }
  }

  // The newest first, of this browser and of the server, without those that another tab is typing.
  async waiting() {
    const found = new Map((await store.readDrafts(user, this.box.dataset.draft)).map((draft) => [draft.key, draft]));
    for (const [key, at] of this.saved) {
      const local = found.get(key);
      if (local?.onServer === at || local?.at >= Date.parse(at)) continue;
      const draft = await this.fetched(key).catch(() => undefined);
      if (draft) found.set(key, draft);
    }
    const { held = [] } = await navigator.locks?.query() ?? {};
    const elsewhere = new Set(held.map((lock) => lock.name));
    const free = [...found.values()].filter((draft) => !elsewhere.has(lockName(draft.key)));
    return free.sort((one, other) => other.at - one.at);
  }

  async fetched(key) {
    const answer = await fetch(`${this.box.dataset.readUrl}?${new URLSearchParams({ key })}`, { cache: "no-store" });
    const { content, at } = await answer.json();
    return { user, key, content, at: Date.parse(at), onServer: at };
  }

  // The form waits for the choice, so that new typing cannot push out the old. Of several drafts one is taken into
  // the form; the others stay for the next time.
  offer(draft) {
    const offer = this.box.querySelector("[data-draft-offer]").content.firstElementChild.cloneNode(true);
    offer.querySelector("time").textContent = moment(draft.at);
    offer.querySelector("q").textContent = excerpt(draft.content, this.form);
    const count = this.box.dataset.filled.replace("{n}", changes(draft.content, this.form).length);
    offer.querySelector("[data-count]").textContent = excerpt(draft.content, this.form) ? "" : count;
    offer.querySelector("[data-restore]").addEventListener("click", () => {
      for (const other of this.offers()) other.remove();
      this.form.inert = false;
      this.take(draft).catch(warn);
    });
    offer.querySelector("[data-discard]").addEventListener("click", () => {
      offer.remove();
      this.form.inert = this.offers().length > 0;
      this.forget(draft.key).catch(warn);
    });
    this.form.inert = true;
    this.form.before(offer);
  }

  offers() {
    return [...this.form.parentElement.querySelectorAll(":scope > .draft-offer")];
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
