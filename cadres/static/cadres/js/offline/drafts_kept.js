// What is being written on the page without a line, kept at each pause: under the person's own key,
// until it is in the queue.
import { lockedValue, openedValue } from "./keys.js";
import { reading, writing } from "./store.js";
import { here } from "./sync.js";

// One after the other: a draft that is just being written must not come after its own removal.
let last = Promise.resolve();

function inTurn(work) {
  last = last.then(work, work);
  return last;
}

export const address = (name) => `${here.keys.person} ${name}`;

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
