// What the pages with a line and the one without share: whose phone it is now, the key, the banner,
// and sending whenever there is a line.
import { banner, lostWords } from "../rules/offline_words.js";
import { counted } from "./commands.js";
import { kept } from "./copy.js";
import { badge, button, made } from "./dom.js";
import { bytesOf, canKeep, canStart, handOver, heldByWorker, imported, keysOf } from "./keys.js";
import { mirror, mirrored } from "./mirror.js";
import { keepServerKey } from "./seal.js";
import { ask } from "./server.js";
import { aboutThis, note, ownNumber } from "./store.js";
import { deliver, here, sendNow } from "./sync.js";

const KEY = "/api/v1/sync/key/";
const AGAIN = 5000; // milliseconds
const drawn = new Set();
let again = 0;

/** Told whenever the store, the line or the sending changed. */
export function onChange(draw) {
  drawn.add(draw);
}

async function look() {
  const state = await standing();
  showBanner(state);
  for (const draw of drawn) await draw(state);
}

/** How it stands now: counts need no key. */
export async function standing() {
  const { mine, held, others, newest } = await counted(here.person || (await aboutThis("person")));
  mirror({ count: mine + others, mine, newest, store: await ownNumber() });
  const copy = here.keys ? await kept(here.keys) : { at: 0 };
  const isOnline = navigator.onLine !== false;
  const { sending } = here;
  const waiting = mine - held;
  return { isOnline, isLocked: !here.keys, waiting, held, others, at: copy.at, sending };
}

function showBanner(state) {
  const place = document.querySelector("[data-offline-bar]") ?? barOnPage();
  const said = banner({ ...state, now: Date.now(), canStart: canStart() });
  const parts = [
    here.lost && lostNote(),
    here.fault && made("p", {}, here.fault),
    said && made("p", {}, said.words),
    actionsOf(state, said),
  ];
  place.replaceChildren(...parts.filter(Boolean));
  place.hidden = !place.firstChild;
  place.dataset.tone = said?.tone ?? "late";
}

function actionsOf({ waiting, held, isLocked }, said) {
  const send = said?.sends && button("立即发送", pressed, "primary");
  const sees = !isLocked && waiting + held > 0;
  const list = sees && made("a.btn", { href: "/offline/#/unsent" }, "查看");
  const actions = [send, list].filter(Boolean);
  return actions.length ? made("div.note-actions", {}, actions) : null;
}

function barOnPage() {
  const bar = made("div.offline-bar", { role: "status", "aria-live": "polite", hidden: true });
  bar.dataset.offlineBar = "";
  document.querySelector("main").before(bar);
  return bar;
}

function lostNote() {
  const words = here.lost.sentence || lostWords(here.lost.count);
  const read = async () => {
    here.lost = null;
    here.told = true;
    await note("lost", 0);
    look();
    sendNow();
  };
  return made("div", {}, badge("请留意", "late"), made("p", {}, words), button("知道了", read));
}

async function pressed() {
  here.fault = "";
  await sendNow();
  if ((await counted(here.person)).others) await deliver(here.person);
}

/**
 * The key of this person, from the worker's memory; else the server gives it to whoever is signed
 * in. Without a person: whoever that is. A phone without a line and without a key stays locked.
 */
export async function unlock(person = null, name = "") {
  here.person = person;
  const held = await heldByWorker();
  const fits = held && (!person || held.person === person);
  if (fits) await use(held, name);
  if (navigator.onLine !== false && (!fits || !here.token)) await fetched(name);
  return here.keys;
}

async function use({ person, base, name: known }, name) {
  here.person = person;
  await note("person", person);
  here.keys = { ...(await keysOf(person, base)), name: name || known };
}

async function fetched(name) {
  const said = await ask(KEY).catch(({ status }) => ({ status }));
  if (said.status === 401) await signedOut();
  else if (!said.key) tryAgain();
  if (!said.key) return;
  await keepServerKey(said);
  here.token = said.csrf;
  await use(
    { person: said.person, base: await imported(bytesOf(said.key)) },
    name || here.keys?.name,
  );
  await handOver(here.keys);
}

// The line broke just then: the key is asked for until somebody is known to be signed out.
function tryAgain() {
  clearTimeout(again);
  again = setTimeout(awake, AGAIN);
}

// An expired session locks, and wipes nothing.
async function signedOut() {
  here.keys = null;
  await handOver(null);
}

/** Where the browser emptied the store but not what lies beside it, the person hears until read. */
async function lookForLoss() {
  const before = mirrored();
  const isOther = before && before.store !== (await ownNumber());
  if (isOther && before.mine) await note("lost", before.mine);
  const count = await aboutThis("lost");
  if (count) here.lost = { count, sentence: "" };
}

/** Begin on this page. Returns whether this browser can keep anything. */
export async function begin() {
  if (!canKeep()) return false;
  here.look = look;
  await lookForLoss();
  window.addEventListener("online", awake);
  window.addEventListener("offline", look);
  document.addEventListener("visibilitychange", () => document.hidden || awake());
  window.addEventListener("pagehide", () => here.keys && handOver(here.keys));
  return true;
}

// What began without a line has no word against forgery yet, and may have no key.
async function awake() {
  if (!here.token && navigator.onLine !== false) await fetched("");
  await look();
  await sendNow();
}

/** The worker that starts the site without a line, and the wish that the phone keeps the store. */
export async function install() {
  if (!canStart()) return;
  const given = { scope: "/", updateViaCache: "none" };
  // A line that breaks just then is no fault: the next page tries again.
  const there = await navigator.serviceWorker.register("/sw.js", given).catch(() => null);
  if (!there) return;
  await navigator.serviceWorker.ready;
  if (here.keys) await handOver(here.keys);
}

window.addEventListener("appinstalled", () => navigator.storage?.persist?.());
