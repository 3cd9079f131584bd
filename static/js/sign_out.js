// Signing out leaves nothing in this browser, so what lies only here goes to the server first. Its texts and addresses
// stand at the form of the top bar.

import { isUp, LoginEnded, renewToken, send, user } from "./line.js";
import { tell } from "./notices.js";
import * as store from "./store.js";

const others = new BroadcastChannel("portal-pmi");
const told = document.querySelector("form[data-forgets]")?.dataset;
let isLeaving = false;

// Drafts that changed since the server had them, from this page and from those before it: how many stay unsent.
async function sendDrafts(keepers) {
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

async function mayLeave(form, keepers) {
  if (!(await isUp(document.body.dataset.lineUrl))) {
    tell(form, told.staysIn);
    return false;
  }
  if (store.isClosed()) return true; // signed out in another tab
  const waiting = await store.readQueue(user).catch(() => []);
  return agreed(told.forgets, waiting.length)
    && agreed(told.forgetsDrafts, await sendDrafts(keepers))
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

function leaveNothing(keepers) {
  store.close();
  for (const keeper of keepers.values()) keeper.rest();
}

async function signOut(event, keepers) {
  const form = event.target;
  event.preventDefault();
  if (isLeaving) return;
  isLeaving = true;
  if (await mayLeave(form, keepers)) {
    others.postMessage("forget");
    leaveNothing(keepers);
    const forgotten = store.forget(user).catch(() => {});
    await Promise.race([forgotten, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
    form.submit();
  }
  isLeaving = false;
}

// What stands in the forms of this page is kept no more, but it can still be read and copied.
function leftElsewhere(keepers) {
  if (store.isClosed()) return;
  leaveNothing(keepers);
  const content = document.querySelector("main").firstElementChild;
  tell(content, told.signedOut).classList.add("signed-out");
}

export function watchSignOut(keepers) {
  others.onmessage = () => leftElsewhere(keepers);
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => signOut(event, keepers));
  }
}
