// What the pages with a line and the one without share: whose phone it is now, the key, the banner,
// and sending whenever there is a line.
import { banner, lostWords } from "./rules/offline_words.js";
import { counted } from "./commands.js";
import { kept } from "./copy.js";
import { badge, button, made } from "./dom.js";
import { keepNow } from "./drafts_kept.js";
import { bytesOf, canKeep, canStart, handOver, heldByWorker, imported, keysOf } from "./keys.js";
import { hasLeft, mirror, mirrored, noteLeaving } from "./mirror.js";
import * as passcode from "./passcode.js";
import { keepServerKey } from "./seal.js";
import { ask, reload } from "./server.js";
import { aboutThis, note, ownNumber } from "./store.js";
import { deliver, handTo, here, sendNow } from "./sync.js";

const KEY = "/api/v1/sync/key/";
const AGAIN = 5000; // milliseconds
const SOON = 1500; // a line that says nothing for so long keeps no page shut
// How a page stands whose session is over.
const LEFT = { keys: null, token: "", person: null, door: "sign-in" };
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
  const { sending, door } = here;
  const waiting = mine - held;
  return { isOnline, isLocked: !here.keys, waiting, held, others, at: copy.at, sending, door };
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

function actionsOf({ waiting, held, isLocked, isOnline, door }, said) {
  const send = said?.sends && button("立即发送", pressed, "primary");
  const sees = !isLocked && waiting + held > 0;
  const list = sees && made("a.btn", { href: "/offline/#/unsent" }, "查看");
  const actions = [isOnline && doorOf(door), send, list].filter(Boolean);
  return actions.length ? made("div.note-actions", {}, actions) : null;
}

async function renewed() {
  await keepNow();
  return reload();
}

// The page of a phone that is locked leads to signing in by itself.
function doorOf(door) {
  if (door === "reload") return button("刷新", renewed, "primary");
  if (door === "password") return made("a.btn", { href: "/cadres/me/password/" }, "设置密码");
  const leadsAlready = document.querySelector("[data-offline-locked]");
  if (door !== "sign-in" || leadsAlready) return null;
  const next = encodeURIComponent(location.pathname + location.search + location.hash);
  return made("a.btn", { href: `/cadres/sign-in/?next=${next}` }, "去登录");
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
 * in. Without a person: whoever that is. A phone without a line and without a key stays locked; one
 * whose line says nothing does so until the answer comes. Whoever calls it calls `awake` later.
 */
export async function unlock(person = null, name = "") {
  here.person = person;
  const held = await heldByWorker();
  const fits = held && (!person || held.person === person);
  if (fits) await use(held, name);
  else if (held) await handOver(null); // somebody else's
  if (navigator.onLine !== false && !fits) await fetchedSoon(name);
  return here.keys;
}

async function fetchedSoon(name) {
  const coming = fetched(name);
  const late = new Promise((done) => setTimeout(done, SOON, "late"));
  if ((await Promise.race([coming, late])) === "late") coming.then(awake);
}

async function use({ person, base, name: known, byPasscode = false }, name) {
  [here.person, here.owner] = [person, person];
  await note("person", person);
  here.keys = { ...(await keysOf(person, base)), name: name || known, byPasscode };
}

/** Open a person's store by the passcode of this phone; else {tries} says how often it was wrong. */
export async function openWithPasscode(person, code) {
  const { key, name, tries } = await passcode.tried(person, code);
  if (!key) return { tries };
  await use({ person, base: await imported(key), name, byPasscode: true }, name);
  await handOver(here.keys);
  return {};
}

async function fetched(name) {
  const said = await ask(KEY).catch((error) => error);
  if (!said.key) return notGiven(said);
  await keepServerKey(said);
  await passcode.renewed(said);
  [here.token, here.door] = [said.csrf, ""];
  const keys = { person: said.person, base: await imported(bytesOf(said.key)) };
  handTo(said.person);
  if (isOther(said.person)) return giveWay(keys);
  await use(keys, name || said.name);
  return handOver(here.keys);
}

const isOther = (person) => Boolean(here.owner) && here.owner !== person;

// Somebody else has signed in: nothing of the former person stays on this page, nor in the worker.
async function giveWay(keys) {
  here.keys = null;
  if (keys) await handOver(keys);
  location.reload();
}

/** Another page says whose the phone is now. */
function handedTo(person) {
  if (!isOther(person)) return here.keys ? null : awake();
  if (person) return giveWay(null);
  Object.assign(here, LEFT);
  return look();
}

function notGiven({ status, code }) {
  if (status === 401) return signedOut();
  if (code === "must_change_password") here.door = "password";
  else tryAgain();
  return null;
}

// The line broke just then: the key is asked for until somebody is known to be signed out.
function tryAgain() {
  clearTimeout(again);
  again = setTimeout(awake, AGAIN);
}

// An expired session locks, and wipes nothing. What the passcode of this phone opened stays open as
// long as the passcode holds: the server is asked about that.
async function signedOut() {
  const person = here.person || (await aboutThis("person"));
  const holds = await passcode.stillHolds(person);
  if (holds && here.keys?.byPasscode) {
    Object.assign(here, { token: "", door: "sign-in" });
    return;
  }
  Object.assign(here, LEFT);
  handTo(null);
  await handOver(null);
}

/** What this page holds lets nobody in any more: who is signed in now? Others see nothing of it. */
async function askAnew() {
  here.token = "";
  await fetched("");
}

/** Where the browser emptied the store but not what lies beside it, the person hears until read. */
async function lookForLoss() {
  const before = mirrored();
  const isOther = before && before.store !== (await ownNumber());
  if (isOther && before.mine) await note("lost", before.mine);
  const count = await aboutThis("lost");
  if (count) here.lost = { count, sentence: "" };
}

// Whoever signed out before this script was there: the phone keeps no key of theirs.
async function left() {
  await passcode.drop(await aboutThis("person"));
  await handOver(null);
  noteLeaving(false);
}

/** Begin on this page. Returns whether this browser can keep anything. */
export async function begin() {
  if (!canKeep()) return false;
  await lookForLoss(); // before anything is noted anew
  if (hasLeft()) await left();
  Object.assign(here, { look, askAnew, handedTo });
  window.addEventListener("online", awake);
  window.addEventListener("offline", look);
  document.addEventListener("visibilitychange", () => (document.hidden ? keepNow() : awake()));
  window.addEventListener("pagehide", leftBehind);
  return true;
}

function leftBehind() {
  keepNow();
  if (here.keys) handOver(here.keys);
}

// What began without a line has no word against forgery yet, and may have no key.
export async function awake() {
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
