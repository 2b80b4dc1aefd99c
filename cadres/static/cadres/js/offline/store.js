// What the phone keeps: a database of the browser whose connection may break at any moment (iPhones
// drop it on waking). So each piece of work is one transaction that can be done again as a whole.
import { openDB } from "idb";

const NAME = "offline";
const VERSION = 1;
const TRIES = 4;
// Names under which browsers report that the connection, or its server, is gone.
const GONE = new Set([
  "AbortError",
  "InvalidStateError",
  "UnknownError",
  "TransactionInactiveError",
]);

let opening = null;

function upgrade(db) {
  db.createObjectStore("about"); // what is no secret: this store's own number, the server's key
  db.createObjectStore("copies"); // by person: what they cover, locked
  db.createObjectStore("drafts"); // by person and form: what is being written, and its photos, locked
  db.createObjectStore("sent"); // by person: what was sent last, locked
  db.createObjectStore("commands", { keyPath: "id" }).createIndex("person", "person");
  db.createObjectStore("photos", { keyPath: "id" }).createIndex("command", "command");
}

function forget() {
  opening = null;
}

function opened() {
  opening ??= openDB(NAME, VERSION, {
    upgrade,
    blocking: (_now, _next, event) => event.target.close(),
    terminated: forget,
  }).catch((error) => {
    forget();
    throw error;
  });
  return opening;
}

/** What stopped the transaction; a full phone shows only there. */
function causeOf(error, transaction) {
  return transaction?.error?.name === "QuotaExceededError" ? transaction.error : error;
}

async function once(names, mode, work) {
  const db = await opened();
  const transaction = db.transaction(names, mode);
  transaction.done.catch(() => null); // told below
  try {
    const result = await work((name) => transaction.objectStore(name));
    await transaction.done;
    return result;
  } catch (error) {
    throw causeOf(error, transaction);
  }
}

/** Let go of a connection that no longer answers; the next piece of work opens another. */
async function letGo() {
  const broken = opening;
  forget();
  await broken?.then((db) => db.close()).catch(() => null);
}

/**
 * Do this in one transaction: `work` is given the stores by name and waits for nothing else. Where
 * the connection broke it is opened anew and all of it is done again.
 */
export async function using(names, mode, work) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(names, mode, work);
    } catch (error) {
      if (!GONE.has(error.name) || tries >= TRIES) throw error;
      await letGo();
    }
  }
}

export const reading = (names, work) => using(names, "readonly", work);
export const writing = (names, work) => using(names, "readwrite", work);

export function aboutThis(name) {
  return reading(["about"], (store) => store("about").get(name));
}

export function note(name, value) {
  return writing(["about"], (store) => store("about").put(value, name));
}

/** This store's own number: another one means that the phone had emptied it. */
export function ownNumber() {
  const fresh = newNumber();
  return writing(["about"], async (store) => {
    const known = await store("about").get("store");
    if (!known) await store("about").put(fresh, "store");
    return known ?? fresh;
  });
}

/** Where the photos of a draft lie, beside the draft itself. */
export function photosOfDraft(address) {
  return IDBKeyRange.bound(`${address} photo `, `${address} photo \uffff`);
}

/** A number of its own for each thing; browsers of 2021 have no randomUUID. */
export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
