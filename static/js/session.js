// A sign-in that ends does so over the page: words and place stay. Five minutes before, it says so; afterwards the
// forms of the sign-in, the second factor too, are put into a dialog, and what was held back goes out.

import { LoginEnded, renewToken, send } from "./line.js";

const WARNED_FOR = 300; // seconds
const SEEN = "portal-pmi-seen"; // when this person last did something, in any tab
const box = document.querySelector("dialog[data-session]");
const part = (name) => box.querySelector(`[data-${name}]`);
const warn = (error) => console.warn("session", error);
const { idle, loginUrl, nextUrl } = box.dataset;
let mayAsk = true; // who put the dialog away is asked again only after sending something

function seen() {
  try {
    localStorage.setItem(SEEN, Date.now());
  } catch (error) {
    warn(error);
  }
  box.dataset.seen = Date.now();
}

const lastSeen = () => Math.max(Number(box.dataset.seen), Number(localStorage.getItem(SEEN)) || 0);

function show(name) {
  for (const one of ["ending", "ended"]) part(one).hidden = one !== name;
  if (!box.open) box.showModal();
}

function tick() {
  const left = Math.ceil(Number(idle) - (Date.now() - lastSeen()) / 1000);
  if (left > WARNED_FOR) {
    if (box.open && !part("ending").hidden) box.close();
  } else if (left > 0) {
    part("left").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (mayAsk && part("ended").hidden) show("ending");
  } else if (mayAsk && part("ended").hidden) askToSignIn().catch(warn);
}

async function stay() {
  await send(document.body.dataset.keyUrl, "");
  box.close();
}

// The form that the portal answers with stands in the dialog until none comes any more.
async function take(answer) {
  if (new URL(answer.url).pathname === nextUrl) return true;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.body.dataset.user) return true;
  part("form").dataset.at = answer.url;
  const form = page.querySelector("main form[method=post]:not([data-sign-out])");
  const faults = [...page.querySelectorAll("main .messages, main [role=alert]")].filter((one) => !form?.contains(one));
  part("form").replaceChildren(...[...faults, form].filter(Boolean).map((one) => document.adoptNode(one)));
  part("form").querySelector("input:not([type=hidden])")?.focus();
  return false;
}

async function askToSignIn() {
  if (box.open && !part("ended").hidden) return;
  show("ended");
  const answer = await fetch(`${loginUrl}?${new URLSearchParams({ next: nextUrl })}`, { cache: "no-store" });
  if (!(await take(answer))) return;
  mayAsk = false; // signed in already, in another tab or for something else
  await goOn();
}

async function submitted(event) {
  event.preventDefault();
  event.stopPropagation();
  const form = event.target;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.set("next", nextUrl); // a page of few bytes
  const answer = await fetch(form.getAttribute("action") || part("form").dataset.at, { method: "POST", body });
  if (await take(answer)) await goOn();
}

async function goOn() {
  try {
    await renewToken();
  } catch (error) {
    if (!(error instanceof LoginEnded)) throw error;
    part("form").replaceChildren(part("other").content.cloneNode(true)); // this page belongs to somebody else
    return;
  }
  seen();
  part("form").replaceChildren();
  box.close();
  dispatchEvent(new Event("online")); // drafts and queue send what they held back
}

seen();
part("stay").addEventListener("click", () => stay().catch(warn));
part("form").addEventListener("submit", (event) => submitted(event).catch(warn));
box.addEventListener("cancel", () => { mayAsk = false; });
box.addEventListener("close", () => { part("ended").hidden = true; });
document.addEventListener("submit", ({ target }) => { mayAsk = target.method !== "dialog"; }, { capture: true });
addEventListener("portal:seen", () => seen());
addEventListener("portal:login-ended", () => mayAsk && askToSignIn().catch(warn));
setInterval(tick, 1000);
