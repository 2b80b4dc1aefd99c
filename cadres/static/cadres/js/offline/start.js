// Loads what works without a line only after the page stands: it is no part of a first visit. At
// once where something waits on this phone, where somebody just signed out, or where a form was just
// not answered.
// On the body: data-offline="<address of the script>".
import { hasLeft, noteLeaving, UNSENT } from "./mirror.js";

const LATER = 2500; // milliseconds after the page
const SIGN_OUT = "/cadres/sign-out/";
const address = document.body.dataset.offline;
let loading = null;

function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return loading;
}

// data-offline-asks: as long as there is a line the server is asked whether it has it (once.js).
function asksFirst({ dataset }) {
  return "offlineAsks" in dataset && navigator.onLine !== false;
}

// A button with an address of its own asks something of the words: that is nothing to be kept.
function isQuestion({ submitter, detail }) {
  const pressed = submitter ?? detail?.requestConfig?.triggeringEvent?.submitter;
  return pressed?.hasAttribute("formaction") ?? false;
}

// Nothing came back: the form's words go into the queue, in place of a fault.
function unanswered(event) {
  const form = event.target;
  if (!form.dataset?.offlineVerb || asksFirst(form) || isQuestion(event)) return;
  event.preventDefault();
  const again = () => form.dispatchEvent(new CustomEvent("offline:keep", { bubbles: true }));
  load().then(again, () => form.dispatchEvent(new CustomEvent("offline:none", { bubbles: true })));
}

// A form that leaves the page would be lost to it: without a line it does not leave.
function held(event) {
  const form = event.target;
  const isSwapped = form.matches?.("[hx-post], [hx-boost]");
  if (navigator.onLine !== false || isSwapped || !form.dataset?.offlineVerb) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unanswered(event);
}

// Whose page this is: the worker and other open pages let go of anybody else's key. A page that
// knows no one says nothing of it, but for the one where people sign in.
function sayWhose() {
  const { viewer } = document.body.dataset;
  if (!viewer && !location.pathname.startsWith("/cadres/sign-in/")) return;
  const person = Number(viewer) || null;
  navigator.serviceWorker?.controller?.postMessage({ kind: "whose", person });
  if (window.BroadcastChannel) {
    new BroadcastChannel("offline").postMessage({ kind: "hands", person });
  }
}

sayWhose();

// Before whoever asks about leaving: where that is called off it is noted away again.
function leaving({ target }) {
  if (target.action?.endsWith?.(SIGN_OUT)) noteLeaving(true);
}

if (address) {
  document.addEventListener("submit", leaving, true);
  document.addEventListener("submit", held, true);
  document.addEventListener("once:unanswered", unanswered);
  const isPlain = document.body.classList.contains("plain");
  if (localStorage.getItem(UNSENT) || hasLeft()) load();
  else if (!isPlain) window.addEventListener("load", () => setTimeout(load, LATER));
}
