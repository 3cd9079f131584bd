// What waits in this browser can be read by nobody who sits down at it: it is written with the person's public key. The
// key that opens it comes from the portal to who is signed in, and stays in the memory of this page.

import { send } from "./line.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const CIPHER = { name: "AES-GCM", length: 256 };
let asked;

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// {publicKey, privateKey} of who is signed in; a failure is asked again next time.
export function keyPair() {
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
export async function sealed(value, publicKey) {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveKey"]);
  const key = await agreed(once.privateKey, await point(publicKey), "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
  return { once: new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey)), iv, data: new Uint8Array(data) };
}

export async function opened({ once, iv, data }) {
  const { privateKey } = await keyPair();
  const key = await agreed(privateKey, await point(once), "decrypt");
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
}
