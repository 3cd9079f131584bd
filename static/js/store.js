// What was typed but not sent, in the browser's own database: drafts by person and form, and a queue of statements.

const NAME = "portal-pmi";
let opened;
let isShut = false;

function open(mode) {
  if (isShut && mode === "readwrite") return Promise.reject(new Error("signed out"));
  if (isShut) return new Promise(() => {}); // nobody is left to read to
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: ["user", "key"] });
      request.result.createObjectStore("queue", { keyPath: "number", autoIncrement: true });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = () => { opened = undefined; };
      database.onversionchange = () => { database.close(); opened = undefined; };
      resolve(database);
    };
  });
  opened.catch(() => { opened = undefined; });
  return opened;
}

// Resolves when it is on the disk: a dead battery must not take it back.
async function within(store, mode, act) {
  const database = await open(mode);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const readDraft = (user, key) => within("drafts", "readonly", (drafts) => drafts.get([user, key]));
export const readDrafts = async (user) => {
  const drafts = await within("drafts", "readonly", (all) => all.getAll());
  return drafts.filter((draft) => draft.user === user);
};
export const writeDraft = (draft) => within("drafts", "readwrite", (drafts) => drafts.put(draft));
export const dropDraft = (user, key) => within("drafts", "readwrite", (drafts) => drafts.delete([user, key]));

export const readQueue = async (user) => {
  const items = await within("queue", "readonly", (queue) => queue.getAll());
  return items.filter((item) => item.user === user);
};
export const writeQueued = (item) => within("queue", "readwrite", (queue) => queue.put(item));
export const readQueued = (number) => within("queue", "readonly", (queue) => queue.get(number));
// In one go, and only while it is there: what was dropped or taken back in the meantime must not come back.
export const changeQueued = (number, changes) => within("queue", "readwrite", (queue) => {
  const request = queue.get(number);
  request.onsuccess = () => { if (request.result) queue.put({ ...request.result, ...changes }); };
  return request;
});
export const dropQueued = (number) => within("queue", "readwrite", (queue) => queue.delete(number));

// On a shared computer nobody sees what somebody else left behind.
export async function forgetOthers(user) {
  for (const store of ["drafts", "queue"]) {
    await within(store, "readwrite", (all) => {
      const request = all.openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        if (cursor.value.user !== user) cursor.delete();
        cursor.continue();
      };
      return request;
    });
  }
}

// From now on nothing is written: an answer that was still on its way must not bring a draft back. Who wants to
// write is told so and keeps the words; who wants to read waits for ever.
export function close() {
  isShut = true;
  opened?.then((database) => database.close(), () => {});
}

export const isClosed = () => isShut;

export function forgetEverything() {
  close();
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = () => resolve();
  });
}
