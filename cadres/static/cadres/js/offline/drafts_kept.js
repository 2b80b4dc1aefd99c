// What is being written on the page without a line, kept at each pause, and its photos as they are
// chosen: under the person's own key, until it is in the queue.
import { locked, lockedValue, opened, openedValue } from "./keys.js";
import { photosOfDraft, reading, writing } from "./store.js";
import { here } from "./sync.js";

const PAUSE = 400; // milliseconds after the last letter
// What was typed since the last pause: by draft its timer, and what says what stands there now.
const typed = new Map();

// One after the other: a draft that is just being written must not come after its own removal.
let last = Promise.resolve();

function inTurn(work) {
  last = last.then(work, work);
  return last;
}

export const address = (name) => `${here.keys.person} ${name}`;

/** Keep at the next pause what `values` says then; nothing where the form is gone by then. */
export function keepAtPause(name, values) {
  clearTimeout(typed.get(name)?.timer);
  typed.set(name, { values, timer: setTimeout(paused, PAUSE, name) });
}

function paused(name) {
  const said = typed.get(name).values();
  typed.delete(name);
  if (said) keepDraft(name, said);
}

/** Keep at once, since the page is being left. Done when all lies in the store. */
export function keepNow() {
  for (const [name, { timer }] of typed) {
    clearTimeout(timer);
    paused(name);
  }
  return inTurn(() => null);
}

/** A store that fails must not stop the person from writing; saving will say it. */
export function keepDraft(name, values) {
  return inTurn(async () => {
    const box = await lockedValue(here.keys, values);
    await writing(["drafts"], (store) => store("drafts").put(box, address(name)));
  }).catch(() => null);
}

export async function draftOf(name) {
  const box = await reading(["drafts"], (store) => store("drafts").get(address(name)));
  return box ? openedValue(here.keys, box).catch(() => null) : null;
}

const addressOf = (name, photo) => `${photosOfDraft(address(name)).lower}${photo.id}`;

async function photoRow(name, photo) {
  const about = await lockedValue(here.keys, { name: photo.name, type: photo.blob.type });
  const box = await locked(here.keys, await photo.blob.arrayBuffer());
  return [{ id: photo.id, about, box }, addressOf(name, photo)];
}

/** Keep the photos chosen so far, {id, name, blob}, with the words beside them; others go. */
export function keepPhotos(name, values, photos) {
  const range = photosOfDraft(address(name));
  return inTurn(async () => {
    const before = await reading(["drafts"], (store) => store("drafts").getAllKeys(range));
    const chosen = photos.map((photo) => addressOf(name, photo));
    const fresh = photos.filter((photo) => !before.includes(addressOf(name, photo)));
    const rows = await Promise.all(fresh.map((photo) => photoRow(name, photo)));
    const box = await lockedValue(here.keys, values);
    await writing(["drafts"], async (store) => {
      for (const key of before.filter((one) => !chosen.includes(one))) {
        await store("drafts").delete(key);
      }
      for (const row of rows) await store("drafts").put(...row);
      await store("drafts").put(box, address(name));
    });
  }).catch(() => null);
}

async function openedPhoto({ id, about, box }) {
  const { name, type } = await openedValue(here.keys, about);
  return [id, { id, name, blob: new Blob([await opened(here.keys, box)], { type }) }];
}

/** The photos of a draft, opened, by their number. */
export async function photosOf(name) {
  const range = photosOfDraft(address(name));
  const rows = await reading(["drafts"], (store) => store("drafts").getAll(range));
  return new Map(await Promise.all(rows.map(openedPhoto)).catch(() => []));
}

/** Done after whatever is just being written down: what goes into the queue takes its draft along. */
export const afterDrafts = inTurn;
