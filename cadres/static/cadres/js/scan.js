// The button that scans a code in the page: there only where the browser has cameras at all, and all
// it needs is loaded when it is pressed. The phone's own scanner stays the way.
import { SAID } from "./rules/scanned.js";

const button = () => document.querySelector("[data-scan]");
let loading = null;

function load(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return loading;
}

function say(asked) {
  const note = document.createElement("p");
  Object.assign(note, { className: "note is-warning", textContent: SAID.unread });
  note.setAttribute("role", "alert");
  asked.closest(".find").querySelector("#found").replaceChildren(note);
}

async function pressed(event) {
  const asked = event.target.closest?.("[data-scan]");
  if (!asked) return;
  event.preventDefault();
  try {
    await load(asked.dataset.scan);
    asked.dispatchEvent(new CustomEvent("scan:open", { bubbles: true }));
  } catch {
    loading = null;
    say(asked);
  }
}

if (window.isSecureContext && navigator.mediaDevices?.getUserMedia && button()) {
  button().hidden = false;
  document.addEventListener("click", pressed);
}
