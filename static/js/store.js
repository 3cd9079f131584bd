// What was typed but not sent: drafts by person and form, and a queue of statements. On the disk lie whose it is, when
// it was typed and into which form; the words are sealed, and what this tab typed it knows itself.

import { all, within } from "./disk.js";
import { send } from "./line.js";

export { close, forget, isClosed } from "./disk.js";

const words = new Map(); // of the queue, by number: what this tab typed or has opened

const ofForm = (key, form) => key === form || key.startsWith(`${form}#`);

// Those of one form, or of all.
export const readDrafts = async (user, form) => {
  const own = (await all("drafts")).filter((draft) => draft.user === user && (!form || ofForm(draft.key, form)));
  const found = await Promise.all(own.map((draft) => unsealed(draft).catch(() => undefined)));
  return found.filter(Boolean);
};
export const writeDraft = async ({ content, ...draft }) => {
  const seal = await closedUp(draft.user, content);
  return within("drafts", "readwrite", (drafts) => drafts.put({ ...draft, seal }));
};
export const dropDraft = (user, key) => within("drafts", "readwrite", (drafts) => drafts.delete([user, key]));

// The words of an item are missing while the key is out of reach; `locked` says why.
async function withWords(item) {
  try {
    if (!words.has(item.number)) words.set(item.number, await opened(item.seal));
    return { ...item, ...words.get(item.number) };
  } catch (locked) {
    return { ...item, locked, reasons: [] };
  }
}

export const readQueue = async (user) => {
  const items = (await all("queue")).filter((item) => item.user === user);
  return Promise.all(items.map(withWords));
};
export const writeQueued = async ({ entries, reasons, ...item }) => {
  const seal = await closedUp(item.user, { entries, reasons });
  const number = await within("queue", "readwrite", (queue) => queue.put({ ...item, seal, at: Date.now() }));
  words.set(number, { entries, reasons });
};
export const readQueued = (number) => within("queue", "readonly", (queue) => queue.get(number));
// In one go, and only while it is there: what was dropped or taken back in the meantime must not come back.
export const changeQueued = async (number, { reasons, ...changes }) => {
  if (reasons) {
    words.set(number, { ...words.get(number), reasons });
    changes.seal = await sealed(words.get(number));
  }
  return within("queue", "readwrite", (queue) => {
    const request = queue.get(number);
    request.onsuccess = () => { if (request.result) queue.put({ ...request.result, ...changes }); };
    return request;
  });
};
export const dropQueued = (number) => {
  words.delete(number);
  return within("queue", "readwrite", (queue) => queue.delete(number));
};

// How much waits here that is somebody else's: on a shared computer it is neither shown nor thrown away.
export const countOthers = async (user) => {
  const records = [...await all("drafts"), ...await all("queue")];
  return records.filter((record) => record.user !== user).length;
};

// The seal: what waits in this browser can be read by nobody who sits down at it. It is written with the person's public
// key; the key that opens it comes from the portal to who is signed in, and stays in the memory of this page.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const CIPHER = { name: "AES-GCM", length: 256 };
let asked;
let publicKey;

// Known before the line is cut: without it nothing can be kept here.
export async function prepare(user) {
  publicKey ??= (await within("keys", "readonly", (keys) => keys.get(user)))?.publicKey;
  if (publicKey) return;
  publicKey = (await keyPair()).publicKey;
  await within("keys", "readwrite", (keys) => keys.put({ user, publicKey }));
}

async function closedUp(user, value) {
  await prepare(user);
  return sealed(value);
}

async function unsealed({ seal, ...draft }) {
  return { ...draft, content: await opened(seal) };
}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// {publicKey, privateKey} of who is signed in; a failure is asked again next time.
function keyPair() {
  asked ??= fetchPair();
  asked.catch(() => { asked = undefined; });
  return asked;
}

async function fetchPair() {
  const answer = await send(document.body.dataset.keyUrl, "", { headers: { "X-By-Itself": "1" } });
  if (!answer.ok) throw new Error(answer.status);
  const pair = await answer.json();
  const privateKey = await crypto.subtle.importKey("pkcs8", bytes(pair.private), CURVE, false, ["deriveKey"]);
  return { publicKey: bytes(pair.public), privateKey };
}

const agreed = (own, other, use) => crypto.subtle.deriveKey({ name: "ECDH", public: other }, own, CIPHER, false, [use]);
const point = (raw) => crypto.subtle.importKey("raw", raw, CURVE, true, []);

// Each time with a key of its own, so that the writer cannot read it again either.
async function sealed(value) {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveKey"]);
  const key = await agreed(once.privateKey, await point(publicKey), "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
  return { once: new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey)), iv, data: new Uint8Array(data) };
}

async function opened({ once, iv, data }) {
  const { privateKey } = await keyPair();
  const key = await agreed(privateKey, await point(once), "decrypt");
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
}
