// A form of a page whose answer did not come: what it says becomes a deed in the queue. On the form:
// data-offline-verb, -of (what it is about), -subject, -trunk, -name (in words), -label (the deed).
import { storeFault } from "../rules/offline_words.js";
import { smaller } from "../photos.js";
import { add } from "./commands.js";
import { made, say } from "./dom.js";
import { newNumber } from "./store.js";
import { changed, here, sendNow } from "./sync.js";

const NOT_SAID = /^(csrfmiddlewaretoken|once|next)$|_(kept|shown)$/;
// What the page and the server's door call by two names.
const API_NAMES = { cadre_ids: "cadres" };
const LOCKED =
  "没有网络，登录也已过期，这一条存不到手机里。内容还在页面上，请不要关闭，有网后再提交。";
const KEPT = "没有网络，已加密存在本机，有网后自动发送。";

// A single tick says "on"; one of several that may be chosen says which, also where it is alone.
function isSeveral(form, name) {
  const fields = [...form.elements].filter((field) => field.name === name);
  return fields.some(({ multiple, type, value }) => {
    return multiple || (type === "checkbox" && value !== "on");
  });
}

function saidOf(form, said, name) {
  const given = said.getAll(name).filter((one) => typeof one === "string" && one);
  return isSeveral(form, name) ? given : given[0];
}

/** What the form says, by field: text, or a list where several may be chosen; not what is empty. */
export function valuesOf(form) {
  const said = new FormData(form);
  const names = [...new Set(said.keys())].filter((name) => !NOT_SAID.test(name));
  const pairs = names.map((name) => [API_NAMES[name] ?? name, saidOf(form, said, name)]);
  return Object.fromEntries(pairs.filter(([, value]) => value?.length));
}

/** The photos that the form holds, whether they had arrived or not: redrawn, never the file itself. */
function photosOf(form) {
  const chosen = [...form.querySelectorAll(".files-one")].map((item) => item.photo).filter(Boolean);
  return Promise.all(
    chosen.map(async (file) => ({ id: newNumber(), name: file.name, blob: await copied(file) })),
  );
}

// A file of the camera put into the store as it is makes iPhones lose the store.
async function copied(file) {
  const small = await smaller(file);
  return new Blob([await small.arrayBuffer()], { type: small.type || "image/jpeg" });
}

function subjectOf({ offlineSubject: number }) {
  return number ? Number(number) : null;
}

async function keep(form) {
  const { offlineVerb: verb, offlineOf: of, offlineTrunk: trunk, offlineName: name } = form.dataset;
  const key = form.elements.once?.value;
  const path = new URL(form.action || location.href).pathname;
  await add(here.keys, {
    verb,
    subject: subjectOf(form.dataset),
    trunk,
    values: valuesOf(form),
    photos: await photosOf(form),
    about: { of, enterprise: name, label: form.dataset.offlineLabel },
    once: key ? { key, path } : "",
  });
}

function told(form) {
  const link = made("a", { href: "/offline/#/unsent" }, "看未发送");
  form.replaceWith(made("div.note.is-success", { role: "status" }, made("p", {}, KEPT, " ", link)));
}

async function kept({ target: form }) {
  if (!here.keys) return say(LOCKED, "error");
  try {
    await keep(form);
  } catch (error) {
    return say(storeFault(error.name), "error");
  }
  form.dispatchEvent(new CustomEvent("once:done", { bubbles: true })); // the draft is over
  told(form);
  await changed();
  return sendNow();
}

export function listen() {
  document.addEventListener("offline:keep", kept);
}
