// Sending over a line that may be gone, with a login that may have ended; and saying so where it was asked for.

export class LoginEnded extends Error {}

export const user = document.body.dataset.user;
const NO_ANSWER_AFTER = 30_000;
const SLOWEST = 2; // bytes in a millisecond
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

// The header asks the server to say that the login ended instead of leading to the login page.
// A line that swallows the question counts as cut: what was sent carries its number, so it may be sent again.
const post = (address, body, options) => fetch(address, {
  method: "POST",
  body,
  ...options,
  signal: either(options.signal, AbortSignal.timeout(patience(body))),
  headers: { "X-CSRFToken": token(), "HX-Request": "true", ...options.headers },
});

// In milliseconds: a long draft on a poor line is under way for longer than a short one.
const patience = (body) => NO_ANSWER_AFTER + Math.ceil(new Blob([body]).size / SLOWEST);

function either(asked, limit) {
  if (!asked) return limit;
  return AbortSignal.any?.([asked, limit]) ?? asked;
}

// A login in another tab gave out a new token: every form of this page takes it, unless somebody else logged in.
export async function renewToken(headers) {
  const page = await fetch(location.pathname + location.search, { cache: "no-store", headers });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  const renewed = fresh.querySelector(`body[data-user="${user}"] [name=csrfmiddlewaretoken]`);
  if (!renewed) throw new LoginEnded();
  for (const input of document.getElementsByName("csrfmiddlewaretoken")) input.value = renewed.value;
}

// Both outcomes are told to who watches over the sign-in (session.js).
export async function send(address, body, options = {}) {
  try {
    const response = await sent(address, body, options);
    if (!options.headers?.["X-By-Itself"]) dispatchEvent(new Event("portal:seen"));
    return response;
  } catch (error) {
    if (error instanceof LoginEnded) dispatchEvent(new Event("portal:login-ended"));
    throw error;
  }
}

async function sent(address, body, options) {
  let response = await post(address, body, options);
  if (response.status === 403) {
    await renewToken(options.headers);
    response = await post(address, body, options);
  }
  // Nothing of ours answers a redirect here: who is led elsewhere has first to do something there.
  if (response.redirected || response.headers.has("HX-Redirect")) throw new LoginEnded();
  return response;
}

// A slow answer is an answer; only no answer at all means that the line is gone.
export async function isUp(address) {
  if (!navigator.onLine) return false;
  try {
    await fetch(address, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(6000) });
  } catch (error) {
    return error.name === "TimeoutError";
  }
  return true;
}

// What a script has to say: read aloud, in sight, and one notice at each place.

const given = new WeakMap();

export function tell(place, text) {
  takeBack(place);
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  place.before(notice);
  notice.scrollIntoView({ block: "nearest" });
  given.set(place, notice);
  return notice;
}

export function takeBack(place) {
  given.get(place)?.remove();
}
