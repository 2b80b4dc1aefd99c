// Speaking with the server: what came, or why nothing came.
const PATIENCE = 45_000;
// Before it is left for later: a line that broke once often holds the next time.
const TRIES = 3;
const PAUSE = 300;

/**
 * No answer, or one that says "keep it and try again": status (0: no line), Retry-After, and the
 * server's own word for the reason.
 */
export class Unsent extends Error {
  constructor(status, retryAfter = "", code = "") {
    super(`unsent ${status}`);
    Object.assign(this, { status, retryAfter, code });
  }
}

async function reached(address, more) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const headers = { Accept: "application/json", ...more.headers };
  try {
    const given = { credentials: "same-origin", cache: "no-store", ...more, headers };
    const answer = await fetch(address, { ...given, signal: stop.signal });
    return { answer, said: await wordsOf(answer) };
  } catch {
    throw new Unsent(0); // no line, or half an answer
  } finally {
    clearTimeout(timer);
  }
}

function wordsOf(answer) {
  if (answer.status === 204) return {};
  const isWhole = answer.ok && !answer.redirected;
  return isWhole ? answer.json() : answer.json().catch(() => ({}));
}

/** Whatever is asked here may be asked again: each thing is known by its own number. */
async function patiently(address, more) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await reached(address, more);
    } catch (error) {
      if (tries >= TRIES || navigator.onLine === false) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * tries));
    }
  }
}

export async function ask(address, more = {}) {
  const { answer, said } = await patiently(address, more);
  if (answer.redirected && answer.url.includes("/sign-in/")) throw new Unsent(401);
  if (!answer.ok) {
    throw new Unsent(answer.status, answer.headers.get("Retry-After") ?? "", said.code);
  }
  return said;
}

export function send(address, body, token = "") {
  return ask(address, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  });
}

export function sendBytes(address, body, token, headers) {
  return ask(address, { method: "POST", body, headers: { "X-CSRFToken": token, ...headers } });
}

const LONGEST_INSTALL = 15_000;

/** Done when the worker that is just being installed keeps the new pages, or after a while. */
function installed(worker) {
  return new Promise((done) => {
    setTimeout(done, LONGEST_INSTALL);
    const look = () => ["activated", "redundant"].includes(worker.state) && done();
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Takes the new version of the site; what waits lies in the store and goes on afterwards. */
export async function reload() {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  await registration?.update().catch(() => null);
  const coming = registration?.installing ?? registration?.waiting;
  if (coming) await installed(coming);
  window.location.reload();
}
