// Statements on a poor line: each goes into a queue on the disk and from there to the server, in order and once
// (its number tells a second copy). The note-taker goes on typing; what the server refuses comes back with its reason.

import { contents, restore } from "./fields.js";
import { isUp, LoginEnded, send, tell, user } from "./line.js";
import * as store from "./store.js";

const AGAIN_AFTER = 5000;
const AGAIN_AT_MOST_AFTER = 60_000;
const BY_ITSELF = { "X-By-Itself": "1" }; // no sign of a person: it does not keep a sign-in alive
const NOT_SENT = new Set(["csrfmiddlewaretoken", "draft"]);
let isSending = false;
let onItsWay; // the number of the item that may be on the server already
let told = "";

const warn = (error) => console.warn("queue", error);
const formOf = (address) => document.querySelector(`form[data-queue][action="${CSS.escape(address)}"]`);
const own = (form) => form.getAttribute("action");
const textOf = (item) => item.entries
  ? item.entries.find(([name]) => name.endsWith("text"))?.[1] ?? ""
  : new Date(item.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
const nameOfForm = () => document.querySelector(".menu [aria-current=page]")?.textContent.trim() ?? "";

// Random UUID, version 4; crypto.randomUUID is missing where the page came without TLS.
function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Ready for the next statement: group, theme and kind stay as they are.
function clear(form) {
  const keeps = new Set(form.dataset.keeps.split(" "));
  for (const control of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (keeps.has(control.name)) continue;
    if (["checkbox", "radio"].includes(control.type)) control.checked = false;
    else if (control.type === "select-one") control.selectedIndex = 0;
    else control.value = "";
  }
  form.elements.submission.value = newNumber();
  form.querySelector("textarea").focus();
  forget();
}

// What was said of the statement before is not said of this one.
function forget() {
  document.getElementById("baru-dicatat")?.replaceChildren();
  for (const fault of document.querySelectorAll("form[data-queue] > .notice-error")) fault.remove();
}

// The form is free at once: who types on while the disk is busy loses no letter. A full disk gives the words back.
async function enqueue(form) {
  const content = contents(form);
  const entries = [...new FormData(form)].filter(([name, value]) => !NOT_SENT.has(name) && typeof value === "string");
  const written = store.writeQueued({ user, url: own(form), name: nameOfForm(), entries, state: "waiting", reasons: [] });
  clear(form);
  form.dispatchEvent(new CustomEvent("portal:queued", { detail: written }));
  try {
    await written;
  } catch (error) {
    const box = form.querySelector("textarea");
    const since = box.value;
    restore(form, content);
    if (since) box.value += `\n${since}`;
    throw error;
  }
}

// As without any script: whatever the server answers, the words are on the page that comes. Over a cut line they stay.
async function goWithoutQueue(form) {
  const { lineUrl, lineGone } = document.body.dataset;
  if (await isUp(lineUrl)) form.submit();
  else tell(form.querySelector("[type=submit]"), lineGone);
}

function take(event) {
  const form = event.target;
  if (!form.matches("form[data-queue]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.reportValidity()) enqueue(form).then(sendAfterTyping, () => goWithoutQueue(form)).catch(warn);
}

// Who just sent something sees what became of it, also at the foot of a small screen.
async function sendAfterTyping() {
  await sendAll();
  document.querySelector("[data-told]:not([hidden])")?.scrollIntoView({ block: "nearest" });
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

function reasonsIn(html) {
  return [...parsed(html).querySelectorAll("[data-focus] li")].map((reason) => reason.textContent.trim());
}

// What a new statement changes on the page, as htmx would do it; the form itself stays, somebody may be typing in it.
function showParts(html) {
  for (const part of parsed(html).querySelectorAll("[hx-swap-oob]")) {
    const [way, place] = part.getAttribute("hx-swap-oob").split(":");
    const target = place ? document.querySelector(place) : document.getElementById(part.id);
    if (!target) continue;
    part.removeAttribute("hx-swap-oob");
    const renewed = document.adoptNode(place ? part.firstElementChild : part);
    if (way === "afterbegin") target.prepend(renewed);
    else target.replaceWith(renewed);
    window.htmx.process(renewed);
  }
}

async function deliver(item, headers) {
  const answer = await send(item.url, new URLSearchParams(item.entries), { headers });
  if (answer.ok) {
    const html = await answer.text();
    await store.dropQueued(item.number);
    if (formOf(item.url)) showParts(html);
  } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    await takeRefusal(item, await answer.text());
  } else if (answer.status === 429) throw new Error("429");
  else await store.changeQueued(item.number, postponed(item));
}

// The words go back into the field with the reason above them, unless somebody is typing the next ones there.
async function takeRefusal(item, html) {
  const refused = { ...item, state: "refused", reasons: reasonsIn(html) };
  await store.changeQueued(item.number, { state: "refused", reasons: refused.reasons });
  const form = formOf(item.url);
  if (!form || form.querySelector("textarea").value.trim() || !(await store.readQueued(item.number))) return;
  forget();
  putBack(refused, form);
  const faults = parsed(html).querySelector("[data-focus]");
  if (faults) form.prepend(document.adoptNode(faults));
  await store.dropQueued(item.number);
}

// The server failed on this one: it is tried again, later each time, and does not hold up those behind it.
function postponed(item) {
  const tries = (item.tries ?? 0) + 1;
  return { tries, state: "failed", notBefore: Date.now() + Math.min(AGAIN_AFTER * tries, AGAIN_AT_MOST_AFTER) };
}

// What is on its way cannot be dropped or mended any more; what was taken back before that does not go out.
async function sendOne(item, headers) {
  if (!item.entries) throw item.locked; // who is signed in no more has not the key either
  onItsWay = item.number;
  await show();
  if (await store.readQueued(item.number)) await deliver(item, headers);
  onItsWay = undefined;
  await show();
}

async function sendAll(headers = {}) {
  await show();
  if (isSending) return;
  isSending = true;
  try {
    for (let item = await next(); item; item = await next(item.number)) await sendOne(item, headers);
    told = "";
  } catch (error) {
    told = error instanceof LoginEnded ? "loginEnded" : "offline";
  } finally {
    isSending = false;
    onItsWay = undefined;
    await show();
  }
}

const isDue = (item) => item.state === "waiting" || (item.state === "failed" && item.notBefore <= Date.now());

// The first that is due behind that number; one that comes back into the queue waits for the next round.
async function next(after = 0) {
  return (await store.readQueue(user)).find((item) => item.number > after && isDue(item));
}

function row(item, form, template) {
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-text]").textContent = textOf(item);
  const state = item.number === onItsWay ? "sending" : item.state;
  line.dataset.state = state;
  for (const part of line.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  line.querySelector("[data-reasons]").replaceChildren(...item.reasons.map((reason) => {
    const point = document.createElement("li");
    point.textContent = reason;
    return point;
  }));
  line.querySelector("[data-mend]").addEventListener("click", () => mend(item, form).catch(warn));
  line.querySelector("[data-drop]").addEventListener("click", () => drop(item).catch(warn));
  return line;
}

async function drop(item) {
  if (item.number !== onItsWay) await store.dropQueued(item.number);
  await show();
}

// Back into the form; what was typed there meanwhile goes into the queue first. The server may have taken in what it
// failed to answer, so that keeps its number; what it refused goes out under the number of the form.
async function mend(item, form) {
  if (!item.entries) return;
  if (!(await store.readQueued(item.number))) return;
  if (form.querySelector("textarea").value.trim()) {
    if (!form.reportValidity()) return;
    await enqueue(form);
  }
  if (item.number === onItsWay) return;
  putBack(item, form);
  await store.dropQueued(item.number);
  await sendAll();
}

function putBack(item, form) {
  const content = Object.fromEntries(Object.keys(contents(form)).map((name) => [name, []]));
  for (const [name, value] of item.entries) (content[name] ??= []).push(value);
  if (item.state === "refused") delete content.submission;
  restore(form, content);
  form.querySelector("textarea").focus();
}

// The rows of this session that are not on the server yet.
async function show() {
  for (const box of document.querySelectorAll("[data-queue-of]")) {
    const form = formOf(box.dataset.queueOf);
    const items = (await store.readQueue(user)).filter((item) => item.url === box.dataset.queueOf);
    const template = box.querySelector("template");
    template.parentElement.replaceChildren(template, ...items.map((item) => row(item, form, template)));
    for (const hint of box.querySelectorAll("[data-told]")) hint.hidden = hint.dataset.told !== told;
    box.querySelector(".waiting").hidden = !items.length;
  }
}

function sendByKey(event) {
  const form = event.target.closest?.("form[data-queue]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
}

// After the sign-in ended htmx would leave the page and the words with it: the server shows them to who comes plainly.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = event.target.closest?.("form[data-queue]");
  if (!form || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  event.preventDefault();
  goWithoutQueue(form);
});

document.addEventListener("keydown", sendByKey);

// Without the database, and until it is open, the form goes out by htmx, as a plain request.
try {
  await sendAll();
  document.addEventListener("submit", take, { capture: true });
  document.addEventListener("htmx:load", () => show().catch(warn));
  addEventListener("online", () => sendAll(BY_ITSELF).catch(warn));
  setInterval(() => next().then((item) => item && sendAll(BY_ITSELF)).catch(warn), AGAIN_AFTER);
} catch (error) {
  warn(error);
}
