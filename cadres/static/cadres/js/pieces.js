// Photos and files that reach the server over bad lines: made smaller here, sent in pieces, and each
// piece again until it has arrived. The form then carries their numbers only. Without this script
// the chooser sends the files with the form. On the field: data-files="<address>", data-place.
import { smaller } from "./photos.js";
import {
  comesLater,
  crc32,
  holdWords,
  isSignedOut,
  missing,
  nameToSend,
  sizeWords,
  waitAfter,
} from "./rules/files.js";

const PATIENCE = 90_000; // for one piece; the file as a whole has all the time it needs
const SIGN_IN = /\/sign-in\//;
const JSON_BODY = { "Content-Type": "application/json" };
const PIECE_BODY = { "Content-Type": "application/octet-stream" };
const TOKEN = "[name=csrfmiddlewaretoken]";
const crcOf = async (blob) => crc32(new Uint8Array(await blob.arrayBuffer()));

/** Until the time is over, or the line is back. */
function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener("online", goOn, { once: true });
  });
}

// Talking to the server
class Refused extends Error {}
class SignedOut extends Error {}

async function post(form, address, body, headers, signal) {
  const token = form.querySelector(TOKEN)?.value || "";
  const answer = await fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, ...headers },
    credentials: "same-origin",
    signal,
  });
  if (isSignedOut(answer.status)) throw new SignedOut();
  if (comesLater(answer.status, address)) throw new Error("later");
  const said = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw new Refused(said.message || "这个文件没有收下，请重新选择。");
  return said;
}

async function ask(form, address, body = null, headers = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await post(form, address, body, headers, stop.signal);
  } finally {
    clearTimeout(timer);
  }
}

// Somebody signed in again in another window: this page's forms get the new session's word.
async function renewed() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (SIGN_IN.test(answer.url)) return answer.url;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(TOKEN)?.value;
  if (fresh) for (const field of document.querySelectorAll(TOKEN)) field.value = fresh;
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
  const say = (text, link) => state.replaceChildren(text, ...(link ? [" ", link] : []));
  return { item, off, say };
}

function signInLink(address) {
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "重新登录";
  return link;
}

async function explain(job, error) {
  if (!(error instanceof SignedOut)) return job.say("信号不好，传好的部分都在，正在重试…");
  const address = await renewed().catch(() => "");
  if (address) {
    job.say("登录已过期，传好的部分都在。登录后会自动接着传：", signInLink(address));
  }
}

// Do one step until it is done: the line may come back, the person may sign in again.
async function patiently(job, step) {
  for (let tries = 0; ; tries += 1) {
    if (job.isOff) throw new Refused("");
    try {
      return await step();
    } catch (error) {
      if (error instanceof Refused) throw error;
      await explain(job, error);
      await pause(waitAfter(tries));
    }
  }
}

async function sendPiece(job, blob, { index, from, to, share }) {
  job.say(`正在上传 ${share}%（共 ${sizeWords(blob.size)}）`);
  const piece = blob.slice(from, to);
  const headers = { ...PIECE_BODY, "X-Check": String(await crcOf(piece)) };
  const address = `${job.address}pieces/${index}/`;
  await patiently(job, () => ask(job.form, address, piece, headers));
}

async function sent(job, blob, name) {
  const { files: address, place } = job.field.dataset;
  const about = JSON.stringify({ name, size: blob.size, check: await crcOf(blob), place });
  const begun = await patiently(job, () => ask(job.form, address, about, JSON_BODY));
  job.address = `${address}${begun.id}/`;
  const pieces = begun.is_finished ? [] : missing(blob.size, begun.piece, begun.received);
  for (const piece of pieces) await sendPiece(job, blob, piece);
  job.say("已上传，正在检查…");
  return patiently(job, () => ask(job.form, `${job.address}finish/`));
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
  words.textContent = `${done.name} ${sizeWords(done.size)}`;
  if (done.has_picture) {
    const picture = document.createElement("img");
    Object.assign(picture, { className: "files-small", width: 64, height: 64, alt: "" });
    picture.src = field.dataset.small.replace("00000000-0000-0000-0000-000000000000", done.id);
    item.prepend(picture);
  }
  item.append(hidden(`${name}_kept`, done.id), hidden(`${name}_shown`, done.id));
  job.say("已传好");
  standsInAddress(job.form);
}

// Where nobody is signed in, files are found by the number of the page: a reload finds them again.
function standsInAddress(form) {
  const address = form.querySelector("[data-files-of]")?.dataset.filesOf;
  if (address) history.replaceState(history.state, "", address);
}

// One file after another: a phone's line is not made wider by sending three at once.
let queue = Promise.resolve();
const jobs = new Set();
const running = (form) => [...jobs].filter((job) => job.form === form);
const noteOf = (form) => form.querySelector("[data-files-wait]");

function failed(job, error) {
  if (job.isOff) return;
  job.item.classList.add("has-error");
  job.say(error.message || "没有传成，请移除后重新选择。");
  delete job.form.dataset.filesWaiting;
  noteOf(job.form)?.remove();
}

async function run(job) {
  if (job.isOff) return;
  try {
    job.say("正在压缩…");
    const blob = await smaller(job.file);
    job.item.photo = new File([blob], nameToSend(job.file.name, blob !== job.file), {
      type: blob.type,
    });
    const done = await sent(job, blob, nameToSend(job.file.name, blob !== job.file));
    if (!job.isOff) arrived(job, done);
  } catch (error) {
    failed(job, error);
  } finally {
    jobs.delete(job);
    goOn(job.form);
  }
}

function takeOff(job) {
  job.isOff = true;
  job.item.remove();
  // What does not reach the server now is cleared away there by itself.
  if (job.address) ask(job.form, `${job.address}remove/`).catch(() => null);
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

function chosen(event) {
  const input = event.target;
  const field = input.matches?.("input[type=file]") ? input.closest("[data-files]") : null;
  if (!field || !input.validity.valid) return;
  for (const file of [...input.files]) begin(field, file);
  input.value = "";
}

// The form waits for what is still on its way, and goes by itself afterwards.
function hold(event) {
  const form = event.target;
  const left = form.querySelectorAll ? running(form).length : 0;
  if (!left) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.filesWaiting = "1";
  const note = noteOf(form) || document.createElement("p");
  note.dataset.filesWait = "";
  note.className = "field-help";
  note.setAttribute("role", "status");
  note.textContent = holdWords(left);
  (form.querySelector(".form-actions") || form).before(note);
  if (!note.parentElement) form.append(note);
}

function goOn(form) {
  if (running(form).length || !form.dataset.filesWaiting || !form.isConnected) return;
  delete form.dataset.filesWaiting;
  noteOf(form)?.remove();
  if (form.requestSubmit) form.requestSubmit();
  else form.submit();
}

if (window.fetch && window.AbortController && Blob.prototype.arrayBuffer) {
  document.addEventListener("change", chosen);
  document.addEventListener("submit", hold, true);
  window.addEventListener("beforeunload", (event) => {
    if (jobs.size) event.preventDefault();
  });
}
