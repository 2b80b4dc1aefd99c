// The person's actions that wait: each kept twice, under their own key (to read, change, send) and
// sealed to the server (to be delivered by anybody). In clear stand only whose it is and its number.
import { canonical, STATES, trunkFor } from "./rules/queue.js";
import { localIso } from "./rules/offline_words.js";
import { base64Of, hexOf, locked, lockedValue, opened, openedValue, sha256 } from "./keys.js";
import { sealed } from "./seal.js";
import { newNumber, photosOfDraft, reading, writing } from "./store.js";

const BOTH = ["commands", "photos"];
const ALL = ["commands", "photos", "about"];
const MOST_SENT = 50;

async function digested(command) {
  return { ...command, digest: await sha256(canonical(command)) };
}

async function row(keys, record) {
  const { id, at, state, tried } = record;
  const box = await lockedValue(keys, record);
  const envelope = await sealed(keys, { commands: [record.command] });
  return { id, at, person: keys.person, state, tried: Boolean(tried), box, envelope };
}

async function photoRow(keys, command, { id, name, blob }) {
  const bytes = await blob.arrayBuffer();
  const content = { file: { id, name, data: base64Of(bytes) } };
  const about = await lockedValue(keys, { name, type: blob.type });
  const box = await locked(keys, bytes);
  return { id, command, person: keys.person, about, box, envelope: await sealed(keys, content) };
}

/**
 * Keep actions that belong together, in one transaction: all of them or none, so that whoever has to
 * press again never has one of them twice. Of each `about` says what it is in words and what its
 * subject is (`of`), `photos` are {id, name, blob} with blobs of our own making, `arrived` the
 * numbers of photos that the server has. `draft` is the address of what was written for them, which
 * goes with it. Returns the records.
 */
export async function addAll(keys, actions, draft = "") {
  const before = await all(keys);
  const first = await nextPlaces(actions.length);
  const entries = [];
  for (const [number, { photos = [], ...action }] of actions.entries()) {
    const record = await recordOf(before, { ...action, photos }, first + number);
    before.push(record);
    entries.push({ record, photos });
  }
  await put(keys, entries, { draft });
  return entries.map(({ record }) => record);
}

export async function add(keys, action, draft = "") {
  const [record] = await addAll(keys, [action], draft);
  return record;
}

async function recordOf(before, { id = newNumber(), about, once = "", photos, ...action }, at) {
  const command = await digested({
    id,
    verb: action.verb,
    subject: action.subject ?? null,
    trunk: String(trunkFor(before, about.of, action.subject, action.trunk ?? "") ?? ""),
    made_at: localIso(new Date()),
    values: action.values,
    files: [...photos.map((photo) => photo.id), ...(action.arrived ?? [])],
  });
  return { id, at, state: STATES.waiting, tried: false, command, about, once };
}

// Everything is locked and sealed before: a transaction waits for nothing but the store.
async function put(keys, entries, { draft = "", takenOff = [] } = {}) {
  const rows = await Promise.all(entries.map(({ record }) => row(keys, record)));
  const pictures = entries.flatMap(({ record, photos }) =>
    photos.map((one) => photoRow(keys, record.id, one)),
  );
  const ready = await Promise.all(pictures);
  await writing([...BOTH, "drafts"], async (store) => {
    for (const id of takenOff) await store("photos").delete(id);
    for (const one of ready) await store("photos").put(one);
    for (const one of rows) await store("commands").put(one);
    if (draft) await dropDraft(store, draft);
  });
}

async function dropDraft(store, draft) {
  await store("drafts").delete(draft);
  await store("drafts").delete(photosOfDraft(draft));
}

/** The first of so many places in the order; two pages never take the same. */
function nextPlaces(count) {
  return writing(["about"], async (store) => {
    const last = (await store("about").get("place")) ?? 0;
    await store("about").put(last + count, "place");
    return last + 1;
  });
}

/** All that this person has waiting, opened. */
export async function all(keys) {
  const rows = await reading(["commands"], (store) =>
    store("commands").index("person").getAll(keys.person),
  );
  return Promise.all(rows.map((one) => openedValue(keys, one.box)));
}

/** Other words of one that waits: it keeps its number, its place and its photos but those taken off. */
export async function change(keys, record, { values, photos = [], keeps, trunk }) {
  const { digest, ...said } = record.command;
  const files = [...(keeps ?? said.files), ...photos.map((photo) => photo.id)];
  const command = await digested({ ...said, values, files, trunk: trunk ?? said.trunk });
  const fresh = { state: STATES.waiting, sentence: "", fields: {}, both: [], code: "" };
  const changed = { ...record, ...fresh, command };
  const takenOff = said.files.filter((id) => !files.includes(id));
  await put(keys, [{ record: changed, photos }], { takenOff });
  return changed;
}

// A box is locked anew with each writing, so its number says whether it is still the one we read.
const isSame = (box, other) => hexOf(box.iv) === hexOf(other.iv);

/**
 * Change what is kept of one as it stands now: its person may have changed it meanwhile, on this
 * page or another. `amend` is given the record, and returns it changed, or nothing to leave it.
 * Returns what is kept; null where it is gone.
 */
async function amended(keys, id, amend) {
  for (;;) {
    const there = await reading(["commands"], (store) => store("commands").get(id));
    if (!there) return null;
    const record = await openedValue(keys, there.box);
    const changed = amend(record);
    if (!changed) return record;
    const box = await lockedValue(keys, changed);
    const fresh = { ...plain(changed), delivered: false, box };
    if (await replaced(id, there.box, fresh)) return changed;
  }
}

function replaced(id, box, fresh) {
  return writing(["commands"], async (store) => {
    const now = await store("commands").get(id);
    if (!now || !isSame(now.box, box)) return false;
    await store("commands").put({ ...now, ...fresh });
    return true;
  });
}

/** It is about to go: returned as it stands now; null where its person has dropped it. */
export function goes(keys, id) {
  return amended(keys, id, (record) => ({ ...record, tried: true, once: "" }));
}

const saysTheSame = (record, other) => record.command.digest === other.command.digest;

/** What the server said of it; of one that says something else meanwhile it said nothing. */
export function mark(keys, sent, changes) {
  return amended(keys, sent.id, (now) => saysTheSame(now, sent) && { ...now, ...changes });
}

const plain = ({ state, tried }) => ({ state, tried: Boolean(tried) });

async function removeWith(store, ids) {
  for (const id of ids) {
    await store("commands").delete(id);
    for (const key of await store("photos").index("command").getAllKeys(id)) {
      await store("photos").delete(key);
    }
  }
}

/** Gone from this phone: dropped by the person. */
export function drop(id) {
  return writing(BOTH, (store) => removeWith(store, [id]));
}

/**
 * What is done goes, and in the same transaction its line is kept among what was sent last. One that
 * its person has changed while it was on its way stays, and hears that the server knows it.
 */
export async function finish(keys, done) {
  const before = await sentLately(keys);
  const lines = done.map(({ line }) => line).reverse();
  const box = await lockedValue(keys, [...lines, ...before].slice(0, MOST_SENT));
  const boxes = await unchanged(keys, done);
  await writing([...BOTH, "sent"], async (store) => {
    await store("sent").put(box, keys.person);
    for (const [id, known] of boxes) {
      const now = await store("commands").get(id);
      if (now && isSame(now.box, known)) await removeWith(store, [id]);
    }
  });
}

/** Those that still say what was sent: [id, box]. */
async function unchanged(keys, done) {
  const rows = await reading(["commands"], (store) =>
    Promise.all(done.map(({ sent }) => store("commands").get(sent.id))),
  );
  const found = [];
  for (const [at, there] of rows.entries()) {
    if (!there) continue;
    const now = await openedValue(keys, there.box);
    if (saysTheSame(now, done[at].sent)) found.push([there.id, there.box]);
  }
  return found;
}

/**
 * How these stand, as far as it is known without any key: {id, state, tried, delivered}, `delivered`
 * where somebody sent it sealed; those that are gone are left out.
 */
export async function inClear(ids) {
  const rows = await reading(["commands"], (store) =>
    Promise.all(ids.map((id) => store("commands").get(id))),
  );
  const there = rows.filter(Boolean);
  return there.map(({ id, state, tried, delivered }) => ({ id, state, tried, delivered }));
}

export async function sentLately(keys) {
  const box = await reading(["sent"], (store) => store("sent").get(keys.person));
  return box ? openedValue(keys, box) : [];
}

/** The photos of an action, opened: {id, name, blob}. */
export async function photosOf(keys, id) {
  const rows = await reading(["photos"], (store) => store("photos").index("command").getAll(id));
  return Promise.all(rows.map((one) => openedPhoto(keys, one)));
}

async function openedPhoto(keys, { id, about, box }) {
  const { name, type } = await openedValue(keys, about);
  return { id, name, blob: new Blob([await opened(keys, box)], { type }) };
}

/** The numbers of its photos that lie here; what went ahead from a page before lies at the server. */
export function photoNumbers(id) {
  return reading(["photos"], (store) => store("photos").index("command").getAllKeys(id));
}

/** How many wait, known without any key: {mine, held, others, newest}; not what was delivered. */
export async function counted(person) {
  const there = await reading(["commands"], (store) => store("commands").getAll());
  const rows = there.filter((one) => !one.delivered);
  const mine = rows.filter((one) => one.person === person);
  const newest = mine.reduce((best, one) => (best && best.at > one.at ? best : one), null);
  return {
    mine: mine.length,
    held: mine.filter((one) => one.state !== STATES.waiting).length,
    others: rows.filter((one) => one.person !== person).length,
    newest: newest?.id ?? "",
  };
}

/** Envelopes of everybody but this person that were not delivered yet, photos first. */
export function envelopes(person) {
  return reading(ALL, async (store) => {
    const commands = (await store("commands").getAll()).filter((one) => isToDeliver(one, person));
    const ids = new Set(commands.map((one) => one.id));
    const photos = (await store("photos").getAll()).filter(
      (one) => one.envelope && ids.has(one.command),
    );
    return [...photos, ...commands.sort((one, other) => one.at - other.at)];
  });
}

const isToDeliver = (one, person) => one.person !== person && one.envelope && !one.delivered;

/** Delivered sealed: they stay until their person reads here what became of them. */
export function noteDelivered(ids) {
  return writing(["commands"], async (store) => {
    for (const id of ids) {
      const one = await store("commands").get(id);
      if (one) await store("commands").put({ ...one, delivered: true });
    }
  });
}
