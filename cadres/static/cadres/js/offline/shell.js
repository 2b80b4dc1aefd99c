// The page that starts without a line: finds its way by what stands after the # of the address, or,
// where it stands in for a page that did not come, by that page's own address.
import { appearanceIn } from "../rules/choices.js";
import { kept } from "./copy.js";
import { say } from "./dom.js";
import { awake, begin, install, onChange, unlock } from "./frame.js";
import { renew } from "./kept_notes.js";
import { booking, joining, wish } from "./shell/calendar.js";
import { contact } from "./shell/contact.js";
import { action } from "./shell/action.js";
import { atGate, enterprise } from "./shell/enterprise.js";
import { enterprises } from "./shell/find.js";
import { locked, noStore } from "./shell/locked.js";
import { offer, passcode } from "./shell/passcode.js";
import { ticket, tickets } from "./shell/tickets.js";
import { one, unsent } from "./shell/unsent.js";
import { here } from "./sync.js";

const VIEWS = [
  [/^\/?$/, enterprises, "enterprises"],
  [/^\/enterprises\/(\d+)$/, enterprise, "enterprises"],
  [/^\/enterprises\/(\d+)\/contact$/, contact, "enterprises"],
  [/^\/enterprises\/(\d+)\/booking$/, booking, "enterprises"],
  [/^\/enterprises\/(\d+)\/join\/(\d+)$/, joining, "enterprises"],
  [/^\/enterprises\/(\d+)\/wish$/, wish, "enterprises"],
  [/^\/gate\/([0-9A-Za-z]+)$/, atGate, "enterprises"],
  [/^\/tickets$/, tickets, "tickets"],
  [/^\/tickets\/(\d+)$/, ticket, "tickets"],
  [/^\/tickets\/(\d+)\/((?:ticket|measure|share)\.[a-z-]+)(?:\/(\d+))?$/, action, "tickets"],
  [/^\/passcode$/, passcode, "enterprises"],
  [/^\/unsent$/, unsent, "unsent"],
  [/^\/unsent\/([0-9a-f-]+)$/, one, "unsent"],
];
// Pages of the site whose matter may lie on the phone.
const TWINS = [
  [/^\/cases\/tickets\/(\d+)\//, "/tickets/"],
  [/^\/enterprises\/visits\/new\/(\d+)\//, "/enterprises/", "/contact"],
  [/^\/enterprises\/bookings\/new\/(\d+)\//, "/enterprises/", "/booking"],
  [/^\/enterprises\/(\d+)\//, "/enterprises/"],
  [/^\/q\/([0-9A-Za-z]+)\//, "/gate/"],
];
const NOT_HERE = "没有网络，这一页打不开。下面是手机里存着的内容，可以照常办理，有网后自动发送。";
const view = document.querySelector("[data-offline-view]");
const isStandIn = !location.pathname.startsWith("/offline/");

function place() {
  if (location.hash) return location.hash.slice(1);
  for (const [pattern, before, after = ""] of TWINS) {
    const found = pattern.exec(location.pathname);
    if (found) return `${before}${found[1]}${after}`;
  }
  return "/";
}

function found() {
  const here = place();
  for (const [pattern, draw, tab] of VIEWS) {
    const fits = pattern.exec(here);
    if (fits) return { draw, tab, given: fits.slice(1) };
  }
  return { draw: enterprises, tab: "enterprises", given: [] };
}

function mark(tab) {
  for (const link of document.querySelectorAll("[data-offline-tab]")) {
    if (link.dataset.offlineTab === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.querySelector("[data-offline-who]").textContent = here.keys?.name || "离线办理";
}

// Drawing takes its time: what began before another drawing knows less, and is left out. Whether the
// place is a new one is owed by whichever is drawn.
let drawings = 0;
let isOwed = false;

/** Draw the place of the address; `isNew` moves the focus there, as a new page would. */
async function show(isNew = true) {
  drawings += 1;
  const mine = drawings;
  isOwed ||= isNew;
  const { draw, tab, given } = found();
  mark(tab);
  const copy = here.keys && (await kept(here.keys));
  const part = here.keys ? await draw({ copy, go }, ...given) : await locked();
  const offered = here.keys && draw === enterprises && (await offer(go));
  // Somebody may have begun to type meanwhile: only a place that they went to themselves is drawn.
  if (mine === drawings && (isOwed || !isWriting())) put([offered, part].filter(Boolean));
}

function put(parts) {
  view.replaceChildren(...parts);
  view.dataset.at = place();
  const heading = view.querySelector("h1");
  document.title = `${heading?.textContent ?? "离线办理"} · 万人助万企`;
  if (isOwed) window.scrollTo(0, 0);
  if (isOwed && heading) focusOn(heading);
  isOwed = false;
}

function focusOn(heading) {
  heading.tabIndex = -1;
  heading.focus();
}

// What was just done is said on the page that it leads to, and on no other.
let isLed = false;

/** Done when the place stands there: nobody goes on writing in a form that was just kept. */
function go(to) {
  if (location.hash !== `#${to}`) {
    isLed = true;
    location.hash = to;
  }
  return show();
}

function moved() {
  if (!isLed) {
    document.getElementById("messages").replaceChildren();
    show();
  }
  isLed = false;
}

// What is being typed is never drawn over.
function isWriting() {
  return Boolean(view.querySelector("[data-writing]"));
}

async function start() {
  const look = appearanceIn(document.cookie);
  if (look !== "system") document.documentElement.setAttribute("data-bs-theme", look);
  if (!(await begin())) return view.replaceChildren(noStore());
  here.isWriting = isWriting;
  window.addEventListener("hashchange", moved);
  onChange(renew);
  onChange(() => isWriting() || show(false));
  await unlock();
  await show();
  if (isStandIn) say(NOT_HERE, "warning");
  await here.look();
  await install();
  await askToStay();
  return awake();
}

/** Installed: the phone is asked not to clear the store when space is short. */
function askToStay() {
  const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  return isInstalled ? navigator.storage?.persist?.() : null;
}

start();
