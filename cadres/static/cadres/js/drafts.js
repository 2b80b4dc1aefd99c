// Forms that never lose a letter: <form data-draft="visit-new">. What is typed stays on this device,
// under the person's own number, until the server has it. Passwords and files are never kept.
import {
  fillings,
  isKept,
  isRefused,
  isSame,
  readAgain,
  valuesOf,
  written,
} from "./rules/drafts.js";

const SENT = "drafts-sent";
const viewer = document.body.dataset.viewer || "-";
const address = (form) => `draft:${viewer}:${form.dataset.draft}`;
const forms = () => [...document.querySelectorAll("form[data-draft]")];

function described(field) {
  return {
    name: field.name,
    type: field.type,
    skips: field.dataset.draftSkip !== undefined,
    value: field.value,
    isChecked: field.checked,
    chosen:
      field.selectedOptions && field.multiple
        ? [...field.selectedOptions].map((one) => one.value)
        : null,
  };
}

function kept(form) {
  return [...form.elements].filter((field) => isKept(described(field)));
}

function read(form) {
  return valuesOf(kept(form).map(described));
}

function put(field, filling) {
  if ("isChecked" in filling) field.checked = filling.isChecked;
  if ("value" in filling) field.value = filling.value;
  if ("chosen" in filling) {
    for (const option of field.options) option.selected = filling.chosen.includes(option.value);
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function fill(form, values) {
  const fields = kept(form);
  fillings(fields.map(described), values).forEach((filling, at) => {
    if (filling) put(fields[at], filling);
  });
}

function load(form) {
  try {
    return readAgain(localStorage.getItem(address(form)), Date.now());
  } catch {
    return null; // a store that is switched off
  }
}

function forget(form) {
  localStorage.removeItem(address(form));
}

function about(form) {
  const words = form.dataset.draftWords;
  return words ? { words, address: location.pathname + location.search } : {};
}

function save(form) {
  const values = read(form);
  try {
    if (isSame(values, form.dataset.draftBlank)) forget(form);
    else localStorage.setItem(address(form), written(values, Date.now(), about(form)));
  } catch {
    /* A full or closed store must not stop the person from typing. */
  }
}

function offer(form) {
  const bar = document.createElement("div");
  bar.className = "note is-warning";
  bar.setAttribute("role", "status");
  bar.dataset.draftNote = "";
  bar.innerHTML =
    '<p>已恢复未提交的内容。</p><div class="note-actions"><button type="button" class="btn btn-small">放弃</button></div>';
  bar.querySelector("button").addEventListener("click", () => {
    fill(form, JSON.parse(form.dataset.draftBlank));
    forget(form);
    bar.remove();
  });
  form.prepend(bar);
}

function open(form) {
  if (form.dataset.draftBlank) return;
  // A form that came back, with errors or with what was asked, already holds what was typed last, and none of it is blank.
  const hasErrors = form.querySelector(".has-error, .is-invalid, [data-came-back]");
  form.dataset.draftBlank = hasErrors ? "{}" : JSON.stringify(read(form));
  if (hasErrors) return save(form);
  const values = load(form);
  if (!values || isSame(values, form.dataset.draftBlank)) return;
  fill(form, values);
  offer(form);
}

// After the next page came: only a word of success ends a draft; anything else keeps it.
function settle() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const isConfirmed = document.querySelector("#messages .note.is-success, [data-draft-done]");
  if (isConfirmed) localStorage.removeItem(sent);
}

const isSwapped = (form) => form.hasAttribute("hx-post") || form.hasAttribute("hx-put");

function send(form) {
  if (!form.dataset?.draft || isSwapped(form)) return;
  save(form);
  sessionStorage.setItem(SENT, address(form));
}

function openAll() {
  settle();
  forms().forEach(open);
}

document.addEventListener("input", ({ target: { form } }) => {
  if (form?.dataset.draft) save(form);
});
document.addEventListener("change", ({ target: { form } }) => {
  if (form?.dataset.draft && form.dataset.draftBlank) save(form);
});
document.addEventListener("submit", (event) => event.defaultPrevented || send(event.target));
document.addEventListener("htmx:beforeRequest", (event) => send(event.detail.elt));
document.addEventListener("htmx:sendError", () => sessionStorage.removeItem(SENT));
document.addEventListener("htmx:responseError", () => sessionStorage.removeItem(SENT));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt;
  if (!form.dataset?.draft || !isSwapped(form)) return;
  if (detail.successful && !isRefused(detail.xhr.responseText)) forget(form);
});
// The answer was lost, and the server says that it is done.
document.addEventListener("once:done", ({ target: form }) => {
  if (form.dataset?.draft) forget(form);
});
document.addEventListener("htmx:afterSettle", openAll);
openAll();
