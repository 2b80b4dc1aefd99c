// What is being written on the page without a line, kept at each pause: under the person's own key,
// until it is in the queue.
import { lockedValue, openedValue } from "./keys.js";
import { reading, writing } from "./store.js";
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

/** Done after whatever is just being written down: what goes into the queue takes its draft along. */
export const afterDrafts = inTurn;
