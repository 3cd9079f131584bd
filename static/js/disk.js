// The browser's own database: records by store and key, written through to the disk. It knows nothing of their words.

const NAME = "portal-pmi";
const VERSION = 2;
const STORES = {
  drafts: { keyPath: ["user", "key"] },
  queue: { keyPath: "number", autoIncrement: true },
  keys: { keyPath: "user" },
};
let opened;
let isShut = false;

function renew(database) {
  for (const name of database.objectStoreNames) database.deleteObjectStore(name);
  for (const [name, options] of Object.entries(STORES)) database.createObjectStore(name, options);
}

const connect = () => new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => renew(request.result);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    database.onclose = () => { opened = undefined; };
    database.onversionchange = () => { database.close(); opened = undefined; };
    resolve(database);
  };
});

function open(mode) {
  if (isShut && mode === "readwrite") return Promise.reject(new Error("signed out"));
  if (isShut) return new Promise(() => {}); // nobody is left to read to
  opened ??= connect();
  opened.catch(() => { opened = undefined; });
  return opened;
}

// Resolves when it is on the disk: a dead battery must not take it back.
export async function within(store, mode, act) {
  const database = await open(mode);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const all = (store) => within(store, "readonly", (records) => records.getAll());

// From now on nothing is written: an answer that was still on its way must not bring a draft back. Who wants to
// write is told so and keeps the words; who wants to read waits for ever.
export function close() {
  isShut = true;
  opened?.then((database) => database.close(), () => {});
}

export const isClosed = () => isShut;

// Also when it is closed: who signs out leaves nothing of their own behind, and all that is somebody else's.
export async function forget(user) {
  const database = await connect();
  const transaction = database.transaction(["drafts", "queue"], "readwrite");
  for (const store of ["drafts", "queue"]) {
    transaction.objectStore(store).openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (cursor?.value.user === user) cursor.delete();
      cursor?.continue();
    };
  }
  await new Promise((resolve) => { transaction.oncomplete = transaction.onabort = resolve; });
  database.close();
}
