// Files: a sentence when one is too large or of the wrong kind, before it travels, and progress on
// the way. On the input: data-max-mb="50" and accept=".xlsx,.xls"; on the form: data-upload.
import { chosenWords, faultOf, progressWords } from "./rules/files.js";

function fault(input) {
  const limit = Number(input.dataset.maxMb || 0);
  const isMadeHere = Boolean(input.closest("[data-files]"));
  for (const file of input.files) {
    const isMadeSmall = isMadeHere && file.type.startsWith("image/");
    const sentence = faultOf(file, { limit, accept: input.accept, isMadeSmall });
    if (sentence) return sentence;
  }
  return "";
}

function place(input) {
  const there = input.parentElement.querySelector("[data-upload-word]");
  if (there) return there;
  const line = document.createElement("p");
  line.dataset.uploadWord = "";
  line.setAttribute("aria-live", "polite");
  input.after(line);
  return line;
}

function check(input) {
  const sentence = fault(input);
  const line = place(input);
  line.className = sentence ? "field-error" : "field-help";
  // Files that are sent in pieces each have a line of their own (pieces.js).
  const chosen = input.closest("[data-files]") ? [] : [...input.files];
  line.textContent = sentence || chosenWords(chosen);
  input.setCustomValidity(sentence);
  input.classList.toggle("is-invalid", Boolean(sentence));
  return !sentence;
}

function meter(form) {
  const there = form.querySelector(".upload-state");
  if (there) return there;
  const box = document.createElement("div");
  box.className = "upload-state";
  box.innerHTML =
    '<progress max="100" aria-label="上传进度"></progress><p class="field-help" role="status"></p>';
  form.append(box);
  return box;
}

function refuse(event) {
  const form = event.target;
  if (!form.matches?.("form[data-upload]")) return;
  const bad = [...form.querySelectorAll("input[type=file]")].find((input) => !check(input));
  if (!bad) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  bad.focus();
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file]")) check(event.target);
});
document.addEventListener("submit", refuse, true);
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const form = target.closest("form[data-upload]");
  const isWithFile =
    form && [...form.querySelectorAll("input[type=file]")].some(({ files }) => files.length);
  if (!isWithFile || !detail.lengthComputable) return;
  const share = Math.floor((detail.loaded / detail.total) * 100);
  const box = meter(form);
  const bar = box.querySelector("progress");
  if (share < 100) bar.value = share;
  else bar.removeAttribute("value");
  box.querySelector("p").textContent = progressWords(share);
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.target.closest?.("form[data-upload]")?.querySelector(".upload-state")?.remove();
});
