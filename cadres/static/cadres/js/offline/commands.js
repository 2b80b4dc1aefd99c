// The person's actions that wait: each kept twice, under their own key (to read, change, send) and
// sealed to the server (to be delivered by anybody). In clear stand only whose it is and its number.
import { canonical, STATES, trunkFor } from "../rules/queue.js";
import { localIso } from "../rules/offline_words.js";
import { base64Of, locked, lockedValue, opened, openedValue, sha256 } from "./keys.js";
import { sealed } from "./seal.js";
import { newNumber, reading, writing } from "./store.js";

const BOTH = ["commands", "photos"];
const ALL = ["commands", "photos", "about"];

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
 * Keep an action: `about` says what it is in words and what its subject is (`of`), `photos` are
 * {id, name, blob} with blobs of our own making. Returns the record.
 */
export async function add(keys, { id = newNumber(), photos = [], about, once = "", ...action }) {
  const before = await all(keys);
  const command = await digested({
    id,
    verb: action.verb,
    subject: action.subject ?? null,
    trunk: String(trunkFor(before, about.of, action.subject, action.trunk ?? "") ?? ""),
    made_at: localIso(new Date()),
    values: action.values,
    files: photos.map((photo) => photo.id),
  });
  const record = { id, at: 0, state: STATES.waiting, tried: false, command, about, once };
  return kept(keys, record, photos);
}

// Its place in the order is taken in the same transaction, so that two pages never take the same.
async function kept(keys, record, photos) {
  const at = record.at || (await nextPlace());
  const whole = { ...record, at };
  const ready = await row(keys, whole);
  const pictures = await Promise.all(photos.map((one) => photoRow(keys, record.id, one)));
  await writing(BOTH, async (store) => {
    for (const one of pictures) await store("photos").put(one);
    await store("commands").put(ready);
  });
  return whole;
}

function nextPlace() {
  return writing(["about"], async (store) => {
    const next = ((await store("about").get("place")) ?? 0) + 1;
    await store("about").put(next, "place");
    return next;
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
  await takeOff(said.files.filter((id) => !files.includes(id)));
  return kept(keys, changed, photos);
}

function takeOff(ids) {
  return writing(["photos"], async (store) => {
    for (const id of ids) await store("photos").delete(id);
  });
}

/** What the server said of it, or that it is on its way. */
export async function mark(keys, record, changes) {
  const changed = { ...record, ...changes };
  const box = await lockedValue(keys, changed);
  await writing(["commands"], async (store) => {
    const there = await store("commands").get(record.id);
    const fresh = { ...there, ...plain(changed), delivered: false, box };
    if (there) await store("commands").put(fresh);
  });
  return changed;
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

/** What is done goes, and in the same transaction its line is kept among what was sent last. */
export async function finish(keys, lines) {
  const before = await sentLately(keys);
  const box = await lockedValue(keys, [...lines.reverse(), ...before].slice(0, 50));
  await writing([...BOTH, "sent"], async (store) => {
    await store("sent").put(box, keys.person);
    await removeWith(
      store,
      lines.map((line) => line.id),
    );
  });
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
