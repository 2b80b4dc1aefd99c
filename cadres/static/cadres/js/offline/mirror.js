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
