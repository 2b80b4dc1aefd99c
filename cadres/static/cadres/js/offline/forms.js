// A form of a page whose answer did not come: what it says becomes actions in the queue. On the form:
// data-offline-verb, -of (what it is about), -subject, -trunk, -name (in words), -label (the action),
// and -visit where it is filed after one.
import { actionsOf } from "../rules/form_actions.js";
import { storeFault } from "./rules/offline_words.js";
import { smaller } from "../photos.js";
import { addAll } from "./commands.js";
import { kept as copied } from "./copy.js";
import { say } from "./dom.js";
import { noteFor } from "./kept_notes.js";
import { newNumber } from "./store.js";
import { changed, here, sendNow } from "./sync.js";

const NOT_SAID = /^(csrfmiddlewaretoken|once|next)$|_(kept|shown)$/;
const LOCKED =
  "没有网络，登录也已过期，这一条存不到手机里。内容还在页面上，请不要关闭，有网后再提交。";
// The actions of a form that is pressed again because not all could be kept are the same actions.
const numbers = new WeakMap();

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
  const pairs = names.map((name) => [name, saidOf(form, said, name)]);
  return Object.fromEntries(pairs.filter(([, value]) => value?.length));
}

const fieldOf = (item) => item.closest("[data-files]")?.querySelector("input[type=file]")?.name;

const isTicked = (item) => item.querySelector("input[type=checkbox]")?.checked !== false;

/**
 * The photos that the form holds: {field, photo} of those chosen on this page, whether they had
 * arrived or not; {field, arrived} of those that were there when it was opened, by their number.
 */
function photosOf(form) {
  const all = [...form.querySelectorAll(".files-one")].filter(isTicked);
  return all
    .filter((item) => item.photo || item.dataset.file)
    .map((item) => ({ field: fieldOf(item), photo: item.photo, arrived: item.dataset.file }));
}

/** Redrawn, never the file itself: that put into the store makes iPhones lose the store. */
async function redrawn(file) {
  const small = await smaller(file);
  const blob = new Blob([await small.arrayBuffer()], { type: small.type || "image/jpeg" });
  return { id: newNumber(), name: file.name, blob };
}

async function actionsIn(form) {
  const photos = photosOf(form);
  const { offlineVerb: verb, offlineLabel: label, offlineVisit: visit } = form.dataset;
  const said = { ...valuesOf(form), ...(visit ? { visit: Number(visit) } : {}) };
  const { lists } = await copied(here.keys);
  const fields = photos.map(({ field }) => field);
  const actions = actionsOf({ verb, label }, said, {
    photos: fields,
    companions: lists?.companions,
  });
  return actions.map((action) => {
    const own = photos.filter(({ field }) => field === action.uploads);
    const files = own.map(({ photo }) => photo).filter(Boolean);
    const arrived = own.filter(({ photo }) => !photo).map((one) => one.arrived);
    return { ...action, files, arrived };
  });
}

function numbersOf(form, actions) {
  const known = numbers.get(form) ?? [];
  const all = actions.map((_, at) => known[at] ?? newNumber());
  numbers.set(form, all);
  return all;
}

// Each carries the key of the form: had that arrived, all of it is done.
function onceOf(form) {
  const key = form.elements.once?.value;
  return key ? { key, path: new URL(form.action || location.href).pathname } : "";
}

/** Returns the records of what was kept. */
async function keep(form) {
  const { offlineOf: of, offlineSubject, offlineTrunk: trunk, offlineName } = form.dataset;
  const subject = offlineSubject ? Number(offlineSubject) : null;
  const actions = await actionsIn(form);
  const ids = numbersOf(form, actions);
  const kept = [];
  for (const [at, { verb, label, values, files, arrived, follows }] of actions.entries()) {
    kept.push({
      id: ids[at],
      verb,
      subject,
      trunk,
      values: follows ? { ...values, visit: { command: ids[0] } } : values,
      photos: await Promise.all(files.map(redrawn)),
      arrived,
      about: { of, enterprise: offlineName, label },
      once: onceOf(form),
    });
  }
  return addAll(here.keys, kept);
}

const nowhere = (form) => form.dispatchEvent(new CustomEvent("offline:none", { bubbles: true }));

async function kept(form, ready) {
  if (!(await ready.catch(() => false))) return nowhere(form);
  if (!here.keys) return say(LOCKED, "error");
  let records = [];
  try {
    records = await keep(form);
  } catch (error) {
    return say(storeFault(error.name), "error");
  }
  form.dispatchEvent(new CustomEvent("once:done", { bubbles: true })); // the draft is over
  form.replaceWith(noteFor(records));
  await changed();
  return sendNow();
}

/** `ready` is done when this page knows whether it has a key, and is false where it keeps nothing. */
export function listen(ready) {
  document.addEventListener("offline:keep", ({ target }) => kept(target, ready));
}
