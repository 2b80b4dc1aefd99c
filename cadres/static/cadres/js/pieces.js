// Photos and files that reach the server over bad lines: made smaller here, sent in pieces, and each
// piece again until it has arrived. The form then carries their numbers only. Without this script
// the chooser sends the files with the form. On the field: data-files="<address>", data-place.
(function () {
  "use strict";
  const ENOUGH = 400 * 1024; // what a photo is made small to
  const EDGES = [2048, 1600, 1280];
  const QUALITIES = [0.85, 0.7, 0.55];
  const PATIENCE = 90000; // for one piece; the file as a whole has all the time it needs
  const WAITS = [1, 2, 4, 8, 15];
  const SIGN_IN = /\/sign-in\//;
  const can = window.fetch && window.AbortController && Blob.prototype.arrayBuffer;
  if (!can) return;

  const table = Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  function crc32(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }
  const crcOf = async (blob) => crc32(new Uint8Array(await blob.arrayBuffer()));
  const pause = (seconds) =>
    new Promise((go) => {
      const timer = setTimeout(go, seconds * 1000);
      window.addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
    });
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  // Smaller, on the phone
  function drawn(picture, edge, quality) {
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  }

  async function smaller(file) {
    const isPicture = /^image\//.test(file.type) || /\.(jpe?g|png|webp|heic)$/i.test(file.name);
    if (!isPicture || file.size <= ENOUGH || !window.createImageBitmap) return file;
    let picture;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return file; // a kind that this browser cannot draw goes as it is
    }
    try {
      let best = file;
      for (const edge of EDGES) {
        for (const quality of QUALITIES) {
          const blob = await drawn(picture, edge, quality);
          if (blob && blob.size < best.size) best = blob;
          if (best.size <= ENOUGH) return best;
        }
      }
      return best;
    } finally {
      picture.close();
    }
  }
  const LONGEST_NAME = 200;
  const nameOf = (file, blob) =>
    (blob === file ? file.name : file.name.replace(/\.[^.]*$/, "") + ".jpg").slice(-LONGEST_NAME);

  // Talking to the server
  class Refused extends Error {}
  class SignedOut extends Error {}
  const tokenOf = (form) => form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  async function ask(form, address, body, headers = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": tokenOf(form), ...headers },
        credentials: "same-origin",
        signal: stop.signal,
      });
      if (answer.status === 401 || answer.status === 403) throw new SignedOut();
      // What was cut off on the way, or came to a server that is just starting, is sent once more.
      const again = address.includes("/pieces/") ? [400, 408, 409, 429] : [400, 408, 429];
      if (answer.status >= 500 || again.includes(answer.status)) throw new Error("later");
      const said = answer.status === 204 ? {} : await answer.json();
      if (!answer.ok) throw new Refused(said.message || "这个文件没有收下，请重新选择。");
      return said;
    } finally {
      clearTimeout(timer);
    }
  }

  // Somebody signed in again in another window: this page's forms get the new session's word.
  async function renewed(form) {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (SIGN_IN.test(answer.url)) return answer.url;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (fresh) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
    const headers = page.body.getAttribute("hx-headers");
    if (headers) document.body.setAttribute("hx-headers", headers);
    return "";
  }

  // One line for each file
  function line(field, file) {
    const item = document.createElement("li");
    item.className = "files-one";
    const words = document.createElement("span");
    words.textContent = file.name;
    const state = document.createElement("span");
    state.className = "files-state";
    state.setAttribute("role", "status");
    const off = document.createElement("button");
    off.type = "button";
    off.className = "btn btn-small files-off";
    off.textContent = "移除";
    off.setAttribute("aria-label", `移除 ${file.name}`);
    item.append(words, state, off);
    field.querySelector("[data-files-list]").append(item);
    return { item, off, say: (text, link) => state.replaceChildren(text, ...(link ? [" ", link] : [])) };
  }

  function signInLink(address) {
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "重新登录";
    return link;
  }

  // Do one step until it is done: the line may come back, the person may sign in again.
  async function patiently(job, step) {
    for (let tries = 0; ; tries += 1) {
      if (job.isOff) throw new Refused("");
      try {
        return await step();
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (error instanceof SignedOut) {
          const address = await renewed(job.form).catch(() => "");
          if (address) job.say("登录已过期，传好的部分都在。登录后会自动接着传：", signInLink(address));
        } else job.say("信号不好，传好的部分都在，正在重试…");
        await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
      }
    }
  }

  async function sent(job, blob, name) {
    const { form, field } = job;
    const address = field.dataset.files;
    const about = { name, size: blob.size, check: await crcOf(blob), place: field.dataset.place };
    const json = { "Content-Type": "application/json" };
    const begun = await patiently(job, () => ask(form, address, JSON.stringify(about), json));
    job.address = `${address}${begun.id}/`;
    const received = new Set(begun.received);
    const pieces = begun.is_finished ? 0 : Math.ceil(blob.size / begun.piece);
    for (let index = 0; index < pieces; index += 1) {
      job.say(`正在上传 ${Math.floor((index / pieces) * 100)}%（共 ${size(blob.size)}）`);
      if (received.has(index)) continue;
      const piece = blob.slice(index * begun.piece, (index + 1) * begun.piece);
      const headers = { "Content-Type": "application/octet-stream", "X-Check": String(await crcOf(piece)) };
      await patiently(job, () => ask(form, `${job.address}pieces/${index}/`, piece, headers));
    }
    job.say("已上传，正在检查…");
    return patiently(job, () => ask(form, `${job.address}finish/`, null));
  }

  function hidden(name, value) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    return input;
  }

  function arrived(job, done) {
    const { field, item } = job;
    const name = field.dataset.name;
    for (const twin of field.querySelectorAll(`[data-file="${done.id}"]`)) twin.remove();
    item.dataset.file = done.id;
    const words = item.firstChild;
    words.textContent = `${done.name} ${size(done.size)}`;
    if (done.has_picture) {
      const picture = document.createElement("img");
      Object.assign(picture, { className: "files-small", width: 64, height: 64, alt: "" });
      picture.src = field.dataset.small.replace("00000000-0000-0000-0000-000000000000", done.id);
      item.prepend(picture);
    }
    item.append(hidden(`${name}_kept`, done.id), hidden(`${name}_shown`, done.id));
    job.say("已传好");
  }

  // One file after another: a phone's line is not made wider by sending three at once.
  let queue = Promise.resolve();
  const jobs = new Set();
  const running = (form) => [...jobs].filter((job) => job.form === form);

  async function run(job) {
    try {
      if (job.isOff) return;
      job.say("正在压缩…");
      const blob = await smaller(job.file);
      const done = await sent(job, blob, nameOf(job.file, blob));
      if (!job.isOff) arrived(job, done);
    } catch (error) {
      if (job.isOff) return;
      job.item.classList.add("has-error");
      job.say(error.message || "没有传成，请移除后重新选择。");
      delete job.form.dataset.filesWaiting;
      job.form.querySelector("[data-files-wait]")?.remove();
    } finally {
      jobs.delete(job);
      goOn(job.form);
    }
  }

  function takeOff(job) {
    job.isOff = true;
    job.item.remove();
    if (job.address) ask(job.form, `${job.address}remove/`, null).catch(() => {});
    jobs.delete(job);
    goOn(job.form);
  }

  function begin(field, file) {
    const job = { form: field.closest("form"), field, file, isOff: false, ...line(field, file) };
    job.off.addEventListener("click", () => takeOff(job));
    job.say("等待上传…");
    jobs.add(job);
    queue = queue.then(() => run(job));
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    const field = input.matches?.("input[type=file]") ? input.closest("[data-files]") : null;
    if (!field || !input.validity.valid) return;
    for (const file of [...input.files]) begin(field, file);
    input.value = "";
  });

  // The form waits for what is still on its way, and goes by itself afterwards.
  function hold(event) {
    const form = event.target;
    const left = form.querySelectorAll ? running(form).length : 0;
    if (!left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.filesWaiting = "1";
    const note = form.querySelector("[data-files-wait]") || document.createElement("p");
    note.dataset.filesWait = "";
    note.className = "field-help";
    note.setAttribute("role", "status");
    note.textContent = `还有 ${left} 个文件没有传完，传完会自动提交，请不要关闭页面。`;
    (form.querySelector(".form-deeds") || form).before(note);
    if (!note.parentElement) form.append(note);
  }
  document.addEventListener("submit", hold, true);

  function goOn(form) {
    if (running(form).length || !form.dataset.filesWaiting || !form.isConnected) return;
    delete form.dataset.filesWaiting;
    form.querySelector("[data-files-wait]")?.remove();
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }
  window.addEventListener("beforeunload", (event) => {
    if (jobs.size) event.preventDefault();
  });
})();
