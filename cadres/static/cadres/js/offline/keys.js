// A person's key: handed out by the server to whoever is signed in, kept in memory only (a passcode
// of the phone, where its person set one, locks it there too: passcode.js). From page
// to page the worker holds it, as something that can be used but not read.
const encoder = new TextEncoder();
// The same on the server: cadres/offline/rules/sealing.py.
export const SALT = encoder.encode("zhuqi offline");

/** Can this browser keep anything at all? Asked of what it can do, never of what it calls itself. */
export function canKeep() {
  return Boolean(window.isSecureContext && window.crypto?.subtle && window.indexedDB);
}

/** Can it be started without a line? */
export function canStart() {
  return "serviceWorker" in navigator;
}

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function base64Of(bytes) {
  return btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
}

function derived(base, purpose, algorithm, uses) {
  const way = { name: "HKDF", hash: "SHA-256", salt: SALT, info: encoder.encode(purpose) };
  return crypto.subtle.deriveKey(way, base, algorithm, false, uses);
}

/** The keys of one person: `store` locks records, `mac` signs what is sealed; `base` is both. */
export async function keysOf(person, base) {
  const store = await derived(base, "store", { name: "AES-GCM", length: 256 }, [
    "encrypt",
    "decrypt",
  ]);
  const mac = await derived(base, "sealed", { name: "HMAC", hash: "SHA-256", length: 256 }, [
    "sign",
  ]);
  return { person, base, store, mac };
}

/** The base of all keys: from here on its bytes cannot be read by any script. */
export function imported(bytes) {
  return crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
}

export async function locked(keys, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, keys.store, bytes);
  return { iv, data };
}

export function opened(keys, { iv, data }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, keys.store, data);
}

export function lockedValue(keys, value) {
  return locked(keys, encoder.encode(JSON.stringify(value)));
}

export async function openedValue(keys, box) {
  return JSON.parse(new TextDecoder().decode(await opened(keys, box)));
}

export function hexOf(bytes) {
  return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

export async function sha256(text) {
  const sum = await crypto.subtle.digest("SHA-256", encoder.encode(text));
  return hexOf(sum);
}

// The worker as the memory between two pages
async function worker() {
  if (!canStart()) return null;
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration?.active ?? null;
}

export async function handOver(keys) {
  const held = keys && {
    person: keys.person,
    name: keys.name,
    base: keys.base,
    byPasscode: keys.byPasscode,
  };
  (await worker())?.postMessage({ kind: held ? "hold" : "drop", held });
}

/** What the worker holds: {person, name, base}, or nothing. */
export async function heldByWorker() {
  const there = await worker();
  if (!there) return null;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(null), 3000);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(data);
    };
    there.postMessage({ kind: "ask" }, [port2]);
  });
}
