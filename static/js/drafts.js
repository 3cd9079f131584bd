// Keeps what is typed into a form with [data-draft]: in the browser within two seconds, on the server when it can.
// After a reload, a dead battery or an ended login it is offered, and never put into the form unasked.

import { Keeper } from "./keeper.js";
import { user } from "./line.js";
import { watchSignOut } from "./sign_out.js";
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
watchSignOut(keepers);
// Without a line the browser would show a page of its own in the place of ours.
navigator.serviceWorker?.register(document.body.dataset.workerUrl).catch(warn);

// Without the database (a private window of some browsers) the forms work as they do without script.
try {
  store.prepare(user).catch(warn);
  await tellOthers();
  await dropSent();
  keepAll();
} catch (error) {
  warn(error);
}
