// What waits is also sealed to the server: whoever holds this phone may deliver it, and only the
// server can read it. Inside stands whose it is, with a mark that only that person's key can make.
// The envelope, byte by byte: cadres/offline/rules/sealing.py.
import { canonical } from "./rules/queue.js";
import { base64Of, bytesOf, hexOf, SALT } from "./keys.js";
import { aboutThis, note } from "./store.js";

const encoder = new TextEncoder();
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const AES = { name: "AES-GCM", length: 256 };
const VERSION = 1;
const ID = 8; // bytes of the digest of the server's public key

export async function keepServerKey({ server_key: key }) {
  if (key) await note("server", bytesOf(key));
}

async function pair(theirs) {
  const mine = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const way = { name: "ECDH", public: point };
  const bits = await crypto.subtle.deriveBits(way, mine.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const shown = new Uint8Array(await crypto.subtle.exportKey("raw", mine.publicKey));
  const info = new Uint8Array([...encoder.encode("envelope"), ...shown, ...theirs]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: SALT, info };
  return { shown, key: await crypto.subtle.deriveKey(hkdf, base, AES, false, ["encrypt"]) };
}

async function signed(keys, content) {
  const mac = await crypto.subtle.sign("HMAC", keys.mac, encoder.encode(canonical(content)));
  return encoder.encode(canonical({ ...content, mac: hexOf(mac) }));
}

/** The envelope in base64; null where the server's key has never been seen. */
export async function sealed(keys, content) {
  const theirs = await aboutThis("server");
  if (!theirs) return null;
  const inside = await signed(keys, { person: keys.person, ...content });
  const { shown, key } = await pair(theirs);
  const id = new Uint8Array(await crypto.subtle.digest("SHA-256", theirs)).slice(0, ID);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = new Uint8Array([VERSION, ...id, ...shown, ...iv]);
  const way = { name: "AES-GCM", iv, additionalData: head };
  const box = new Uint8Array(await crypto.subtle.encrypt(way, key, inside));
  const whole = new Uint8Array(head.length + box.length);
  whole.set(head);
  whole.set(box, head.length);
  return base64Of(whole);
}
