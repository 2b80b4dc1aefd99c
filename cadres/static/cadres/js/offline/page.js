// On the pages of the site: the banner, the queue of forms that were not answered, the list of what
// waits, the question before leaving, and the worker for the next start without a line.
import * as forms from "./forms.js";
import { begin, install, onChange, standing, unlock } from "./frame.js";
import * as notes from "./kept_notes.js";
import * as leaving from "./leaving.js";
import { here, sendNow } from "./sync.js";
import * as list from "./unsent_list.js";

const { viewer, offlineName: name } = document.body.dataset;

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
}

// A page on which something was written is not loaded anew without its person.
function noteWriting() {
  let isTouched = false;
  document.addEventListener("input", () => (isTouched = true), { capture: true, once: true });
  here.isWriting = () => isTouched;
}

async function signedIn() {
  here.token = token();
  noteWriting();
  leaving.listen();
  onChange(list.fill);
  onChange(notes.renew);
  await unlock(Number(viewer), name);
}

async function goOn() {
  await install();
  await here.look();
  await sendNow();
}

// Nobody is signed in: what anybody left here, the last one too, can be delivered sealed.
async function signedOut() {
  const { waiting, held, others } = await standing();
  if (waiting + held + others) await here.look();
}

/** Done when the key is here, or known to be nowhere; false where nothing can be kept. */
async function start() {
  if (!(await begin())) return false;
  if (viewer) await signedIn();
  (viewer ? goOn : signedOut)();
  return true;
}

// A form may be pressed before this page has its key, and is not lost for that.
forms.listen(start());
