// A form of the page without a line: drawn, kept while it is written, checked, and put in the queue.
import { storeFault } from "../rules/offline_words.js";
import { made, say } from "../dom.js";
import { address, afterDrafts, keepAtPause, keepPhotos } from "../drafts_kept.js";
import { sayKept } from "../kept_notes.js";
import { changed, here, sendNow } from "../sync.js";

const LOCKED =
  "登录已过期，这一条存不到手机里。内容还在页面上，请不要关闭；在另一页登录后回到这里，再按一次。";

/**
 * The form: `parts` are its fields, `read` says what stands in them ({values, faults}), `keep` puts
 * it into the queue, takes the draft at its address along, and returns the records. `photos` are its lists of photos: the
 * draft holds them too. Where something is missing, `again(values, faults)` draws it anew.
 */
export function writingForm({ parts, submit, cancel, draft, photos, read, keep, again, after }) {
  const actions = made(
    "div.form-actions",
    {},
    made("button.btn.btn-primary", { type: "submit" }, submit),
    made("a.btn", { href: cancel }, "返回"),
  );
  const form = made("form.form.card", { novalidate: true, data: { writing: "1" } }, parts, actions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save({ form, draft, read, keep, again, after });
  });
  if (draft) watch(form, { draft, read, photos });
  return form;
}

function watch(form, { draft, read, photos = [] }) {
  const numbers = () => photos.map((some) => some.map(({ id }) => id));
  const said = () => ({ ...read(form).values, photos: numbers() });
  form.addEventListener("input", () => keepAtPause(draft, () => isBeingWritten(form) && said()));
  form.addEventListener("photos:changed", () => {
    if (isBeingWritten(form)) keepPhotos(draft, said(), photos.flat());
  });
}

const isBeingWritten = (form) => form.isConnected && !form.dataset.saving;

async function save({ form, draft, read, keep, again, after }) {
  if (form.dataset.saving) return;
  const { values, faults } = read(form);
  if (Object.keys(faults).length) return again(values, faults);
  form.dataset.saving = "1";
  let kept = [];
  try {
    kept = await afterDrafts(() => keep(values, draft ? address(draft) : ""));
  } catch (error) {
    delete form.dataset.saving;
    return say(here.keys ? storeFault(error.name) : LOCKED, "error");
  }
  delete form.dataset.writing;
  await after();
  sayKept([kept].flat());
  await changed();
  return sendNow();
}
