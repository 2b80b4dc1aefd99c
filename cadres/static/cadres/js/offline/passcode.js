// A passcode of this phone opens a person's store where there is no line (docs/decisions/0047). The
// person's key lies here twice locked: inside by the passcode, outside by a key of this browser
// that no script can read. Neither of the two opens it without the other.
import { fault, holdsUntil, isOver, MOST_TRIES, ROUNDS, shownName } from "./rules/passcodes.js";
import { bytesOf } from "./keys.js";
import { send } from "./server.js";
import { reading, writing } from "./store.js";

const CHECK = "/api/v1/sync/passcode/";
const PLACE = "passcode ";
const AES = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];
const IV = 12; // bytes
const encoder = new TextEncoder();

async function keyOf(code, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", encoder.encode(code), "PBKDF2", false, [
    "deriveKey",
  ]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, base, AES, false, USES);
}

async function shut(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const box = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes));
  const whole = new Uint8Array(IV + box.length);
  whole.set(iv);
  whole.set(box, IV);
  return whole;
}

const opened = (key, whole) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: whole.slice(0, IV) }, key, whole.slice(IV));

const put = (record) =>
  writing(["about"], (store) => store("about").put(record, PLACE + record.person));

/** The passcodes set on this phone that still hold; those that do not are dropped on the way. */
export async function passcodes(now = Date.now()) {
  const range = IDBKeyRange.bound(PLACE, `${PLACE}\uffff`);
  const all = await reading(["about"], (store) => store("about").getAll(range));
  for (const one of all.filter((some) => isOver(some, now))) await drop(one.person);
  return all.filter((one) => !isOver(one, now));
}

export async function passcodeOf(person) {
  return (await passcodes()).find((one) => one.person === person) ?? null;
}

/** Gone from this phone; the store stays, and the next sign-in gives its key back. */
export function drop(person) {
  return writing(["about"], (store) => store("about").delete(PLACE + person));
}

/** Set it: `said` is what the server just gave in a living session, key and grant. */
export async function set(code, { person, key, grant }, name) {
  if (fault(code)) throw new Error(fault(code));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const device = await crypto.subtle.generateKey(AES, false, USES);
  const inside = encoder.encode(JSON.stringify({ key, name }));
  const box = await shut(device, await shut(await keyOf(code, salt, ROUNDS), inside));
  const about = { person, shown: shownName(name), grant, tries: 0, until: holdsUntil(Date.now()) };
  await put({ ...about, salt, rounds: ROUNDS, device, box });
}

/** Count a try before it is made: whoever ends the browser in between has used it up. */
function counted(person) {
  return writing(["about"], async (store) => {
    const record = await store("about").get(PLACE + person);
    const tries = (record?.tries ?? MOST_TRIES) + 1;
    if (!record || tries > MOST_TRIES) return null;
    await store("about").put({ ...record, tries }, PLACE + person);
    return { ...record, tries };
  });
}

/**
 * Try it: {key (bytes), name} where it is right, else {tries}. After the last wrong one the key is
 * gone from this phone.
 */
export async function tried(person, code) {
  const record = await counted(person);
  if (!record) return { tries: MOST_TRIES };
  const { salt, rounds, device, box, tries } = record;
  try {
    const inside = await opened(
      await keyOf(code, salt, rounds),
      await opened(device, box).then(bytes),
    );
    const { key, name } = JSON.parse(new TextDecoder().decode(inside));
    await put({ ...record, tries: 0 });
    return { key: bytesOf(key), name };
  } catch (error) {
    if (error.name !== "OperationError") throw error;
    if (tries >= MOST_TRIES) await drop(person);
    return { tries };
  }
}

const bytes = (buffer) => new Uint8Array(buffer);

/** The server gave the key again: it holds from now on; after a change of password it is dropped. */
export async function renewed({ person, grant }) {
  const record = await passcodeOf(person);
  if (!record) return;
  if (record.grant !== grant) await drop(person);
  else await put({ ...record, until: holdsUntil(Date.now()) });
}

/**
 * Nobody is signed in: may this person's passcode still open? The server says no where the password
 * was changed or the person has left. Without an answer it holds as long as it would anyway.
 */
export async function stillHolds(person) {
  const record = await passcodeOf(person);
  if (!record) return false;
  const said = await send(CHECK, { grant: record.grant }).catch(() => ({ holds: true }));
  if (!said.holds) await drop(person);
  return said.holds;
}
