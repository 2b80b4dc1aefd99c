// How much waits, noted a second time beside the store: where only one of the two was emptied, the
// other still tells.
export const UNSENT = "offline-unsent";

export function mirrored() {
  try {
    return JSON.parse(localStorage.getItem(UNSENT)) ?? null;
  } catch {
    return null;
  }
}

export function mirror(said) {
  try {
    if (said.count) localStorage.setItem(UNSENT, JSON.stringify(said));
    else localStorage.removeItem(UNSENT);
  } catch {
    // A closed store is no reason to stop: the server notes it too.
  }
}

const LEFT = "offline-left";

/** Somebody signs out: noted at once, also where all else is not loaded yet. */
export function noteLeaving(isLeaving) {
  try {
    if (isLeaving) localStorage.setItem(LEFT, "1");
    else localStorage.removeItem(LEFT);
  } catch {
    // as above
  }
}

export function hasLeft() {
  try {
    return localStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}
