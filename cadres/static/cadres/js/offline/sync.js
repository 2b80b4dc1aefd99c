// Sends what waits and fetches what is new: of all open pages one does it at a time, in order, and
// waits longer each time that the line breaks. What is done leaves the store only after the answer
// was read and kept.
import { afterFailure, isDue, parcels, sendable, settled } from "./rules/queue.js";
import { localIso, SEND_FAULT } from "./rules/offline_words.js";
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
const LONG_AFTER = 120_000;
const channel = window.BroadcastChannel ? new BroadcastChannel("offline") : null;

/**
 * Who sends, with what, and how it stands; `look` is told whenever that changes. `door` is what the
 * person has to do first: "sign-in", "password" or "reload". `owner` is whose words stand on the
 * page, also when its keys are gone. `askAnew` asks the server who is signed
 * in now, `handedTo` hears it from another page; `isWriting`: would a page loaded anew lose words?
 */
export const here = {
  keys: null,
  owner: null,
  token: "",
  sending: false,
  lost: null,
  told: false,
  fault: "",
  door: "",
  look: () => null,
  askAnew: () => null,
  handedTo: () => null,
  isWriting: () => false,
};
let tries = 0;
// Photos that went ahead from this page; those that the server misses go again.
const gone = new Set();
const NOTHING = { results: [] };
let timer = 0;

/** Tell this page and the others that the store is not what it was. */
export function changed() {
  channel?.postMessage({ kind: "changed" });
  return here.look();
}

/** Tell the other pages whose the phone is now: a person, or nobody (null). */
export function handTo(person) {
  channel?.postMessage({ kind: "hands", person });
}

if (channel) {
  channel.onmessage = ({ data }) =>
    data.kind === "hands" ? here.handedTo(data.person) : here.look();
}

// One page sends at a time, and the next one looks for what is left: what was made while the first
// was at it goes too. Where locks are unknown the server takes each action once anyway.
let last = Promise.resolve();
let waiting = null;

function inLine(work) {
  if (navigator.locks) return navigator.locks.request("offline-send", work);
  last = last.then(work, work);
  return last;
}

function alone(work) {
  waiting ??= inLine(() => {
    waiting = null;
    return work();
  });
  return waiting;
}

/** Send all that waits, now; the word against forgery says that its person is signed in. */
export function sendNow() {
  clearTimeout(timer);
  if (!here.keys || !here.token || navigator.onLine === false) return null;
  return alone(async () => {
    if (!here.keys) return;
    here.sending = true;
    await here.look();
    try {
      await rounds();
      here.fault = "";
    } catch (error) {
      await failed(error);
    } finally {
      here.sending = false;
      await changed();
    }
  });
}

function later(milliseconds = AGAIN) {
  clearTimeout(timer);
  timer = setTimeout(sendNow, milliseconds);
}

function failed(error) {
  if (!here.keys) return null; // the page gave way to somebody else
  if (!(error instanceof Unsent)) {
    here.fault = SEND_FAULT;
    return later();
  }
  const { status, retryAfter } = error;
  const next = afterFailure({ status, retryAfter, tries, chance: Math.random() });
  tries += 1;
  if (next.kind === "wait") return later(next.wait);
  return next.kind === "reload" ? tooOld() : notLetIn();
}

// Whoever has signed in since, on another page or with another password, may go on at once.
async function notLetIn() {
  const isFirst = tries === 1;
  await here.askAnew();
  if (here.keys && here.token) later(isFirst ? 0 : AGAIN);
}

// A page that is still too old after it was loaded anew must not load itself for ever, and none that
// is written on loads itself at all: the banner says what to do.
function tooOld() {
  here.door = "reload";
  const past = Number(sessionStorage.getItem("offline-reloaded"));
  if (here.isWriting() || !isDue(past, Date.now(), CONTACT_MINUTES)) return later(LONG_AFTER);
  sessionStorage.setItem("offline-reloaded", String(Date.now()));
  return reload();
}

async function rounds() {
  const answered = await allRounds();
  if (!answered) await contact();
  await refresh();
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
  const now = [];
  for (const { id } of going) now.push(await commands.goes(here.keys, id));
  const sent = now.filter(Boolean); // what its person has dropped meanwhile does not go
  const { results } = sent.length ? await speak(sent.map(({ command }) => command)) : NOTHING;
  await take(sent, results);
  return [...arrived, ...results].map(({ id }) => id);
}

/** It was first sent by a form whose answer was lost: the server is asked before it goes again. */
async function arrivedByForm(record) {
  if (!record.once) return false;
  const { key, path } = record.once;
  const found = await ask(`/once/${encodeURIComponent(key)}/?path=${encodeURIComponent(path)}`);
  if (found.state === "running") throw new Unsent(503, "3");
  if (found.state !== "done") return false;
  await settle([{ sent: record, line: lineOf(record, found) }]);
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
  const clock = localIso(new Date());
  const { person } = here.keys; // another may have signed in beside this page
  const said = { waiting: mine, newest, clock, lost_read: here.told };
  const head = { app: APP, device, store, person, ...said };
  const answer = await send(SYNC, { ...head, commands: list }, here.token);
  [here.told, here.door] = [false, ""];
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
    const lying = new Set(await commands.photoNumbers(record.id));
    const hasAll = record.command.files.every((id) => lying.has(id));
    const { isOver, changes } = settled(result, hasAll);
    if (isOver) over.push({ sent: record, line: lineOf(record, result) });
    else await stays(record, changes);
  }
  if (over.length) await settle(over);
}

const stale = () => `stale ${here.keys.person}`;

/** It is done; what this phone has taken along is of before it. */
async function settle(over) {
  await note(stale(), true);
  await commands.finish(here.keys, over);
}

/** Tell the server from time to time how much waits, so that it notices what gets lost. */
async function contact() {
  const last = await aboutThis(`contact ${here.keys.person}`);
  if (here.told || isDue(last, Date.now(), CONTACT_MINUTES)) await speak([]);
}

/** Fetch what is new, if that was long ago or something was done: by a page before, too, that was
 * left before it could read. */
async function refresh() {
  const { keys } = here;
  const [{ at }, isWanted] = [await copy.kept(keys), await aboutThis(stale())];
  if (!isWanted && !isDue(at, Date.now(), CONTACT_MINUTES)) return;
  await copy.renew(keys);
  if (isWanted) await note(stale(), false);
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
