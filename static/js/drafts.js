// Keeps what is typed into a form with [data-draft]: in the browser within two seconds, on the server when it can.
// After a reload, a dead battery or an ended login it is offered, and never put into the form unasked.

import { Keeper } from "./keeper.js";
import { isUp, LoginEnded, renewToken, send, tell, user } from "./line.js";
import * as store from "./store.js";

const warn = (error) => console.warn("drafts", error);
const keepers = new Map();

function keepAll() {
  for (const box of document.querySelectorAll("[data-draft]")) {
    if (keepers.has(box)) continue;
    const keeper = new Keeper(box);
    keepers.set(box, keeper);
    keeper.start().catch(warn);
  }
  for (const [box, keeper] of keepers) {
    if (box.isConnected) continue;
    keeper.rest();
    keepers.delete(box);
  }
}

// The answer to a form that was taken in names its draft in a cookie.
async function dropSent() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith("draf_terkirim="));
  if (!found) return;
  for (const key of found.slice(found.indexOf("=") + 1).replaceAll('"', "").split("|")) {
    await store.dropDraft(user, decodeURIComponent(key));
  }
  document.cookie = "draf_terkirim=; max-age=0; path=/; samesite=lax";
}

// Words of somebody else at this computer stay where they are; only how many is said.
async function tellOthers() {
  const n = await store.countOthers(user);
  for (const place of document.querySelectorAll("[data-others]")) {
    place.textContent = n ? place.dataset.others.replace("{n}", n) : "";
  }
}

function goAway() {
  for (const keeper of keepers.values()) if (keeper.isChanged) keeper.sendDraft({ keepalive: true }).catch(warn);
}

addEventListener("pagehide", () => {
  goAway();
  keepers.forEach((keeper) => keeper.letGo());
});
addEventListener("online", () => keepers.forEach((keeper) => {
  if (keeper.kept && !keeper.isChanged) keeper.say(keeper.kept.isSent ? "onServer" : "onDevice", keeper.kept.at);
  keeper.sendDraft().catch(warn);
}));
addEventListener("offline", () => keepers.forEach((keeper) => {
  if (keeper.kept) keeper.say(keeper.isOnDevice ? "offline" : "onlyHere");
}));
addEventListener("pageshow", (event) => {
  if (store.isClosed() && event.persisted) location.reload(); // the way back after a logout: this page keeps nothing any more
  for (const keeper of keepers.values()) keeper.isLeaving = keeper.isPassing = false;
});
document.addEventListener("visibilitychange", () => { if (document.hidden) goAway(); });
document.addEventListener("htmx:load", keepAll);
// Without a line the browser would show a page of its own in the place of ours. What stands in for it is fetched after
// the page, which it would hold up.
addEventListener("load", () => navigator.serviceWorker?.register(document.body.dataset.workerUrl).catch(warn));

// Signing out leaves nothing in this browser, so what lies only here goes to the server first. Its texts and addresses
// stand at the form of the top bar.

const others = new BroadcastChannel("portal-pmi");
const told = document.querySelector("form[data-forgets]")?.dataset;
let isLeaving = false;

// Drafts that changed since the server had them, from this page and from those before it: how many stay unsent.
async function sendDrafts() {
  for (const keeper of keepers.values()) if (keeper.isChanged) await keeper.save().catch(() => {});
  let left = 0;
  const unsent = (await store.readDrafts(user).catch(() => [])).filter((draft) => !draft.isSent);
  for (const { key, content, onServer = "" } of unsent) {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ key, content, over: onServer }); // not over a later one of another device
    const answer = await send(told.saveUrl, body, { headers }).catch(() => undefined);
    if (!answer?.ok) left += 1;
  }
  return left;
}

const agreed = (question, n) => !n || window.confirm(question.replace("{n}", n));

async function mayLeave(form) {
  if (!(await isUp(document.body.dataset.lineUrl))) {
    tell(form, told.staysIn);
    return false;
  }
  if (store.isClosed()) return true; // signed out in another tab
  const waiting = await store.readQueue(user).catch(() => []);
  return agreed(told.forgets, waiting.length)
    && agreed(told.forgetsDrafts, await sendDrafts())
    && isTokenGood(form);
}

// A login in another tab gave out a new token: with the old one the server would refuse, with everything erased here.
async function isTokenGood(form) {
  try {
    await renewToken();
  } catch (error) {
    if (error instanceof LoginEnded) return true;
    tell(form, told.staysIn);
    return false;
  }
  return true;
}

function leaveNothing() {
  store.close();
  for (const keeper of keepers.values()) keeper.rest();
}

async function signOut(event) {
  const form = event.target;
  event.preventDefault();
  if (isLeaving) return;
  isLeaving = true;
  if (await mayLeave(form)) {
    others.postMessage("forget");
    leaveNothing();
    const forgotten = store.forget(user).catch(() => {});
    await Promise.race([forgotten, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
    form.submit();
  }
  isLeaving = false;
}

// What stands in the forms of this page is kept no more, but it can still be read and copied.
function leftElsewhere() {
  if (store.isClosed()) return;
  leaveNothing();
  const content = document.querySelector("main").firstElementChild;
  tell(content, told.signedOut).classList.add("signed-out");
}

others.onmessage = leftElsewhere;
for (const form of document.querySelectorAll("form[data-sign-out]")) form.addEventListener("submit", signOut);

// Without the database (a private window of some browsers) the forms work as they do without script.
try {
  store.prepare(user).catch(warn);
  await tellOthers();
  await dropSent();
  keepAll();
} catch (error) {
  warn(error);
}
