// Sends what waits and fetches what is new: one page of all that are open does it, in order, and
// waits longer each time that the line breaks. What is done leaves the store only after the answer
// was read and kept.
import { afterFailure, isDue, parcels, sendable, settled } from "../rules/queue.js";
import { storeFault } from "../rules/offline_words.js";
import * as commands from "./commands.js";
import * as copy from "./copy.js";
import { bytesOf, hexOf } from "./keys.js";
import { ask, reload, send, Unsent } from "./server.js";
import { aboutThis, note, ownNumber } from "./store.js";
import { uploaded } from "./uploads.js";

export const APP = "1";
const SYNC = "/api/v1/sync/";
const CONTACT_MINUTES = 10;
const AGAIN = 20_000;
const channel = window.BroadcastChannel ? new BroadcastChannel("offline") : null;

/** Who sends, with what, and how it stands; `look` is told whenever that changes. */
export const here = {
  keys: null,
  token: "",
  sending: false,
  lost: null,
  told: false,
  fault: "",
  look: () => null,
};
let tries = 0;
// Photos that went ahead from this page; those that the server misses go again.
const gone = new Set();
let timer = 0;

/** Tell this page and the others that the store is not what it was. */
export function changed() {
  channel?.postMessage("changed");
  return here.look();
}
if (channel) channel.onmessage = () => here.look();

// One page sends; where locks are unknown the server takes each action once anyway.
function alone(work) {
  const held = (lock) => (lock ? work() : null);
  return navigator.locks?.request("offline-send", { ifAvailable: true }, held) ?? work();
}

/** Send all that waits, now. */
export function sendNow() {
  clearTimeout(timer);
  if (!here.keys || navigator.onLine === false) return null;
  return alone(async () => {
    here.sending = true;
    await here.look();
    try {
      await rounds();
    } catch (error) {
      failed(error);
    } finally {
      here.sending = false;
      await changed();
    }
  });
}

function later() {
  timer = setTimeout(sendNow, AGAIN);
}

function failed(error) {
  if (!(error instanceof Unsent)) {
    here.fault = storeFault(error.name);
    return;
  }
  const { status, retryAfter } = error;
  const next = afterFailure({ status, retryAfter, tries, chance: Math.random() });
  tries += 1;
  if (next.kind === "reload") reloadOnce();
  if (next.kind === "wait") timer = setTimeout(sendNow, next.wait);
}

// A page that is still too old after it was loaded anew must not load itself for ever.
function reloadOnce() {
  const last = Number(sessionStorage.getItem("offline-reloaded"));
  if (!isDue(last, Date.now(), CONTACT_MINUTES)) return;
  sessionStorage.setItem("offline-reloaded", String(Date.now()));
  reload();
}

async function rounds() {
  const answered = await allRounds();
  if (!answered) await contact();
  await refresh(answered > 0);
  const { mine, held } = await commands.counted(here.keys.person);
  if (mine > held) later(); // what the server could not decide yet
}

/** Return how many were answered; it ends where nothing is left or nothing is decided. */
async function allRounds() {
  const answered = new Set();
  for (;;) {
    const batch = sendable(await commands.all(here.keys), tries, answered);
    const now = batch.length ? await round(batch) : [];
    if (!now.length) return answered.size;
    for (const id of now) answered.add(id);
    tries = 0;
    await changed();
  }
}

/** Send some; return the numbers of those that were answered. */
async function round(batch) {
  const arrived = [];
  const going = [];
  for (const record of batch) ((await arrivedByForm(record)) ? arrived : going).push(record);
  await photosAhead(going);
  const marked = [];
  for (const record of going) {
    marked.push(await commands.mark(here.keys, record, { tried: true, once: "" }));
  }
  const { results } = going.length
    ? await speak(marked.map(({ command }) => command))
    : { results: [] };
  await take(marked, results);
  return [...arrived, ...results].map(({ id }) => id);
}

/** It was first sent by a form whose answer was lost: the server is asked before it goes again. */
async function arrivedByForm(record) {
  if (!record.once) return false;
  const { key, path } = record.once;
  const found = await ask(`/once/${encodeURIComponent(key)}/?path=${encodeURIComponent(path)}`);
  if (found.state === "running") throw new Unsent(503, "3");
  if (found.state !== "done") return false;
  await commands.finish(here.keys, [lineOf(record, { place: found.place })]);
  return true;
}

async function photosAhead(records) {
  const withPhotos = records.filter((record) => record.command.files.length);
  // Photos take their time: the server hears first how much waits here.
  if (withPhotos.some(({ command }) => !command.files.every((id) => gone.has(id)))) await speak([]);
  for (const { id } of withPhotos) {
    for (const photo of await commands.photosOf(here.keys, id)) await goAhead(photo);
  }
}

async function goAhead(photo) {
  if (gone.has(photo.id)) return;
  await uploaded(photo, here.token);
  gone.add(photo.id);
}

async function speak(list) {
  const { mine, newest } = await commands.counted(here.keys.person);
  const [store, device] = [await ownNumber(), (await aboutThis("device")) ?? ""];
  const head = { app: APP, device, store, waiting: mine, newest, lost_read: here.told };
  const answer = await send(SYNC, { ...head, commands: list }, here.token);
  here.told = false;
  if (answer.lost) here.lost = answer.lost;
  await note("device", answer.device);
  await note(`contact ${here.keys.person}`, Date.now());
  return answer;
}

function lineOf(record, { place = "", number = "", sentence = "" }) {
  const { id, about } = record;
  return { id, label: about.label, enterprise: about.enterprise, place, number, sentence };
}

/** It stays here; photos that the server misses go once more. */
function stays(record, changes) {
  for (const id of record.command.files) gone.delete(id);
  return commands.mark(here.keys, record, changes);
}

async function take(records, results) {
  const byId = new Map(results.map((result) => [result.id, result]));
  const over = [];
  for (const record of records) {
    const result = byId.get(record.id);
    if (!result) continue;
    const { isOver, changes } = settled(result);
    if (isOver) over.push(lineOf(record, result));
    else await stays(record, changes);
  }
  if (over.length) await commands.finish(here.keys, over);
}

/** Tell the server from time to time how much waits, so that it notices what gets lost. */
async function contact() {
  const last = await aboutThis(`contact ${here.keys.person}`);
  if (here.told || isDue(last, Date.now(), CONTACT_MINUTES)) await speak([]);
}

/** Fetch what is new, if that was long ago or something was just done. */
export async function refresh(isWanted) {
  const { at } = await copy.kept(here.keys);
  if (isWanted || isDue(at, Date.now(), CONTACT_MINUTES)) await copy.renew(here.keys);
}

/** Deliver what others left on this phone; nobody here can read it. Needs no sign-in. */
export async function deliver(person) {
  try {
    for (const some of parcels(await commands.envelopes(person))) await brought(some);
  } catch (error) {
    if (!(error instanceof Unsent)) throw error; // it stays, and goes with the next press
  }
  await changed();
}

// What the server did not take stays: it was sealed for another site, or too much waits there.
async function brought(some) {
  const { taken } = await send(`${SYNC}sealed/`, { envelopes: some.map((one) => one.envelope) });
  const kept = new Set(taken);
  const gone = [];
  for (const { id, state, envelope } of some) {
    if (state && kept.has(await digestOf(envelope))) gone.push(id);
  }
  await commands.noteDelivered(gone);
}

const digestOf = async (envelope) =>
  hexOf(await crypto.subtle.digest("SHA-256", bytesOf(envelope)));
