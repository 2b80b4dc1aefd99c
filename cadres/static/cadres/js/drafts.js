// Forms that never lose a letter: <form data-draft="visit-new">. What is typed stays on this device,
// under the person's own number, until the server has it. Passwords and files are never kept.
(function () {
  "use strict";
  const DAYS = 14;
  const SENT = "drafts-sent";
  const viewer = document.body.dataset.viewer || "-";
  const address = (form) => `draft:${viewer}:${form.dataset.draft}`;
  const forms = () => [...document.querySelectorAll("form[data-draft]")];

  function kept(form) {
    return [...form.elements].filter(
      (field) =>
        field.name &&
        !["password", "file", "hidden", "submit", "button", "reset"].includes(field.type) &&
        field.dataset.draftSkip === undefined,
    );
  }

  function read(form) {
    const values = {};
    for (const field of kept(form)) {
      values[field.name] ??= [];
      if (["checkbox", "radio"].includes(field.type)) {
        if (field.checked) values[field.name].push(field.value);
      } else if (field.multiple) {
        for (const option of field.selectedOptions) values[field.name].push(option.value);
      } else values[field.name].push(field.value);
    }
    return values;
  }

  function fill(form, values) {
    const taken = {};
    for (const field of kept(form)) {
      const given = values[field.name];
      if (!given) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
      else if (field.multiple) {
        for (const option of field.options) option.selected = given.includes(option.value);
      } else {
        const place = (taken[field.name] = (taken[field.name] ?? -1) + 1);
        if (given[place] !== undefined) field.value = given[place];
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function load(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft && Date.now() - draft.at < DAYS * 86400000 ? draft : null;
    } catch {
      return null;
    }
  }

  function save(form) {
    const values = read(form);
    const fresh = JSON.stringify(values) === form.dataset.draftBlank;
    try {
      if (fresh) localStorage.removeItem(address(form));
      else localStorage.setItem(address(form), JSON.stringify({ at: Date.now(), values }));
    } catch {
      /* A full or closed store must not stop the person from typing. */
    }
  }

  function offer(form) {
    const bar = document.createElement("div");
    bar.className = "note is-warning";
    bar.setAttribute("role", "status");
    bar.dataset.draftNote = "";
    bar.innerHTML = '<p>已恢复未提交的内容。</p><div class="note-deeds"><button type="button" class="btn btn-small">放弃</button></div>';
    bar.querySelector("button").addEventListener("click", () => {
      fill(form, JSON.parse(form.dataset.draftBlank));
      localStorage.removeItem(address(form));
      bar.remove();
    });
    form.prepend(bar);
  }

  function open(form) {
    if (form.dataset.draftBlank) return;
    // A form that came back with errors already holds what was typed last, and none of it is blank.
    const isRefused = form.querySelector(".has-error, .is-invalid");
    form.dataset.draftBlank = isRefused ? "{}" : JSON.stringify(read(form));
    if (isRefused) return save(form);
    const draft = load(address(form));
    if (!draft || JSON.stringify(draft.values) === form.dataset.draftBlank) return;
    fill(form, draft.values);
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

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.dataset.draft) save(form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.dataset.draft && form.dataset.draftBlank) save(form);
  });
  const isSwapped = (form) => form.hasAttribute("hx-post") || form.hasAttribute("hx-put");
  function send(form) {
    if (!form.dataset || !form.dataset.draft || isSwapped(form)) return;
    save(form);
    sessionStorage.setItem(SENT, address(form));
  }
  document.addEventListener("submit", (event) => event.defaultPrevented || send(event.target));
  document.addEventListener("htmx:beforeRequest", (event) => send(event.detail.elt));
  document.addEventListener("htmx:sendError", () => sessionStorage.removeItem(SENT));
  document.addEventListener("htmx:responseError", () => sessionStorage.removeItem(SENT));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.dataset || !form.dataset.draft || !isSwapped(form)) return;
    // A refused form comes back with 422, or with its errors marked.
    const isRefused = /has-error|is-invalid/.test(event.detail.xhr.responseText || "");
    if (event.detail.successful && !isRefused) localStorage.removeItem(address(form));
  });
  // The answer was lost, and the server says that it is done.
  document.addEventListener("once:done", (event) => {
    const form = event.target;
    if (form.dataset && form.dataset.draft) localStorage.removeItem(address(form));
  });
  document.addEventListener("htmx:afterSettle", () => {
    settle();
    forms().forEach(open);
  });
  settle();
  forms().forEach(open);
})();
