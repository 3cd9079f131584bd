// What was typed but not sent: drafts by person and form, and a queue of statements. On the disk lie whose it is, when
// it was typed and into which form; the words are sealed (seal.js), and what this tab typed it knows itself.

import { all, within } from "./disk.js";
import { keyPair, opened, sealed } from "./seal.js";

export { close, forget, isClosed } from "./disk.js";

const words = new Map(); // of the queue, by number: what this tab typed or has opened
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
  return sealed(value, publicKey);
}

async function unsealed({ seal, ...draft }) {
  return { ...draft, content: await opened(seal) };
}

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
    changes.seal = await sealed(words.get(number), publicKey);
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
