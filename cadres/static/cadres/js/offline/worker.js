// The service worker: starts the site without a line. It keeps no page of anybody, answers nothing
// in the server's name, and holds a person's key only as long as it is awake, in its memory.
// self.KEPT = {mark, page, files} is written before it by the server.
const SHELF = `kept-${self.KEPT.mark}`;
const PATIENCE = 12_000; // for a page; a line that says nothing for so long is as good as none
const KEY_WAIT = 1500; // a page that is being left hands its key over a moment later

let held = null;
const asking = new Set();

async function keep() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(self.KEPT.files.map((file) => new Request(file, { cache: "default" })));
  await shelf.add(new Request(self.KEPT.page, { cache: "no-store", credentials: "omit" }));
}

async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)));
}

/** The request itself, untouched, unless the line says nothing for too long. */
function fromNet(request) {
  const silence = new Promise((_, give) => setTimeout(give, PATIENCE, new Error("silent")));
  return Promise.race([fetch(request), silence]);
}

async function page(request) {
  try {
    return await (request.method === "GET" ? fromNet(request) : fetch(request));
  } catch {
    const shelf = await caches.open(SHELF);
    return (await shelf.match(self.KEPT.page)) ?? Response.error();
  }
}

/** The page of an installed start is the same for everybody: no line is waited for. */
async function start(request) {
  const shelf = await caches.open(SHELF);
  return (await shelf.match(self.KEPT.page)) ?? page(request);
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

function answer(event) {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  const isStart = address.pathname === self.KEPT.page;
  if (request.mode === "navigate") event.respondWith(isStart ? start(request) : page(request));
  else if (self.KEPT.files.includes(address.pathname)) event.respondWith(file(request));
}

function give(port) {
  port.postMessage(held);
  asking.delete(port);
}

function asked(port) {
  if (held) return give(port);
  asking.add(port);
  return setTimeout(() => asking.has(port) && give(port), KEY_WAIT);
}

const HEARD = {
  hold(data) {
    held = data.held;
    asking.forEach(give);
  },
  drop() {
    held = null;
  },
  // A page says who is signed in: nobody else's key stays.
  whose({ person }) {
    if (held?.person !== person) held = null;
  },
  ask(_, port) {
    if (port) asked(port);
  },
};

function heard({ data, ports: [port] }) {
  HEARD[data.kind]?.(data, port);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});
self.addEventListener("activate", (event) => {
  event.waitUntil(clear().then(() => self.clients.claim()));
});
self.addEventListener("fetch", answer);
self.addEventListener("message", heard);
