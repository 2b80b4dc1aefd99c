// Counts down: the letters that a field still takes, and the seconds in which a deed can be undone.
// Fields: maxlength. Undo: <form data-undo="10"> with [data-undo-words]; without this script the
// button stays, and the server says when it is too late.
(function () {
  "use strict";
  const ALWAYS = 500; // a field this short says from the start how much it takes
  const NEAR = 300; // a long one says it when it is nearly full

  function place(field) {
    let line = field.parentElement.querySelector("[data-letters-left]");
    if (!line) {
      line = document.createElement("p");
      line.className = "field-help";
      line.dataset.lettersLeft = "";
      line.setAttribute("aria-live", "polite");
      field.after(line);
    }
    return line;
  }

  function count(field) {
    const most = field.maxLength;
    if (field.tagName !== "TEXTAREA" || most <= 0) return;
    const left = most - field.value.length;
    if (most > ALWAYS && left > NEAR) {
      field.parentElement.querySelector("[data-letters-left]")?.remove();
      return;
    }
    place(field).textContent = left > 0 ? `还可以写 ${left} 字` : `已满 ${most} 字，再写的不会保存`;
  }

  // What the browser would cut off a pasted text is said, and nothing of it is lost unnoticed.
  function pasted(event) {
    const field = event.target;
    if (!field.matches || !field.matches("textarea[maxlength]")) return;
    const text = (event.clipboardData || window.clipboardData)?.getData("text") || "";
    const chosen = field.selectionEnd - field.selectionStart;
    const over = field.value.length - chosen + text.length - field.maxLength;
    if (over > 0) setTimeout(() => (place(field).textContent = `贴进来的文字多出 ${over} 字，最后的没有放进来`), 0);
  }

  function undo(form) {
    if (form.dataset.undoAt) return;
    form.dataset.undoAt = String(Date.now() + 1000 * Number(form.dataset.undo));
    const words = form.querySelector("[data-undo-words]");
    const tick = () => {
      const left = Math.ceil((Number(form.dataset.undoAt) - Date.now()) / 1000);
      if (left <= 0) return form.remove();
      words.textContent = `${left} 秒内可以撤回`;
      setTimeout(tick, 250);
    };
    tick();
  }

  function start() {
    document.querySelectorAll("textarea[maxlength]").forEach(count);
    document.querySelectorAll("form[data-undo]").forEach(undo);
  }
  document.addEventListener("input", (event) => event.target.maxLength && count(event.target));
  document.addEventListener("paste", pasted);
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("htmx:oobAfterSwap", start);
  window.addEventListener("pageshow", start);
  start();
})();
