// Files: a sentence when one is too large or of the wrong kind, before it travels, and progress on
// the way. On the input: data-max-mb="50" and accept=".xlsx,.xls"; on the form: data-upload.
(function () {
  "use strict";
  const MB = 1048576;
  const size = (bytes) => (bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`);

  function fault(input) {
    const limit = Number(input.dataset.maxMb || 0);
    const kinds = (input.accept || "").split(",").map((kind) => kind.trim().toLowerCase());
    const endings = kinds.filter((kind) => kind.startsWith("."));
    const isMadeSmall = (file) => input.closest("[data-files]") && file.type.startsWith("image/");
    for (const file of input.files) {
      if (limit && file.size > limit * MB && !isMadeSmall(file)) {
        return `《${file.name}》有 ${size(file.size)}，超过 ${limit} MB 的上限。请压缩或拆开后再选。`;
      }
      const fits = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
      if (endings.length && endings.length === kinds.length && !fits) {
        return `《${file.name}》不是能接收的文件，请选择 ${endings.join("、")} 文件。`;
      }
    }
    return "";
  }

  function place(input) {
    let line = input.parentElement.querySelector("[data-upload-word]");
    if (!line) {
      line = document.createElement("p");
      line.dataset.uploadWord = "";
      line.setAttribute("aria-live", "polite");
      input.after(line);
    }
    return line;
  }

  function check(input) {
    const sentence = fault(input);
    const line = place(input);
    line.className = sentence ? "field-error" : "field-help";
    const total = [...input.files].reduce((sum, file) => sum + file.size, 0);
    // Files that are sent in pieces each have a line of their own (pieces.js).
    const chosen = input.closest("[data-files]") ? 0 : input.files.length;
    line.textContent = sentence || (chosen ? `已选 ${input.files.length} 个文件，共 ${size(total)}。` : "");
    input.setCustomValidity(sentence);
    input.classList.toggle("is-invalid", Boolean(sentence));
    return !sentence;
  }

  function meter(form) {
    let box = form.querySelector(".upload-state");
    if (!box) {
      box = document.createElement("div");
      box.className = "upload-state";
      box.innerHTML = '<progress max="100" aria-label="上传进度"></progress><p class="field-help" role="status"></p>';
      form.append(box);
    }
    return box;
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]")) check(event.target);
  });
  function refuse(event) {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-upload]")) return;
    const bad = [...form.querySelectorAll("input[type=file]")].find((input) => !check(input));
    if (!bad) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    bad.focus();
  }
  document.addEventListener("submit", refuse, true);
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form || !event.detail.lengthComputable) return;
    const share = Math.floor((event.detail.loaded / event.detail.total) * 100);
    const box = meter(form);
    const bar = box.querySelector("progress");
    if (share < 100) bar.value = share;
    else bar.removeAttribute("value");
    box.querySelector("p").textContent = share < 100 ? `正在上传 ${share}%` : "已上传，正在读取…";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    event.target.closest?.("form[data-upload]")?.querySelector(".upload-state")?.remove();
  });
})();
