// What waits: by enterprise and time; each can be looked at, changed, taken out as a file, dropped;
// where others changed the same thing, both stand side by side.
import { formsBy } from "../rules/offline_forms.js";
import { mayHaveArrived, stateWords, STATES } from "../rules/queue.js";
import { goesNow, momentWords } from "../rules/offline_words.js";
import { all, change, drop, photosOf, sentLately } from "../commands.js";
import { asked, badge, button, icon, made, say } from "../dom.js";
import { changed, here, sendNow } from "../sync.js";
import { groups } from "../unsent_list.js";
import { actionForm } from "./action.js";
import { absent } from "./enterprise.js";

const NOTHING = "没有未发送的记录。没有网络时登记的联系和问题会列在这里，有网后自动发送。";
const MAYBE = "这一条可能已经送到县里。现在删除，只是不再核对；如果已经送到，联网后在页面上更正。";
const SURE = "删除后不能恢复，这一条不会送到县里。";

export async function unsent() {
  const records = await all(here.keys);
  const sent = await sentLately(here.keys);
  return made(
    "div.stack",
    {},
    made("h1.page-title", {}, `未发送（${records.length}）`),
    records.length ? groups(records) : made("p.soft", {}, NOTHING),
    records.length
      ? made(
          "div.row-actions",
          {},
          goesNow({ door: here.door, isLocked: !here.keys })
            ? button("立即发送", sendNow, "primary")
            : "",
          button("导出成文件", exportAll),
        )
      : "",
    sent.length
      ? made(
          "section",
          {},
          made("h2.section-title", {}, "最近送出"),
          made("ul.rows", {}, sent.map(sentLine)),
        )
      : "",
  );
}

function sentLine({ label, enterprise, place, number, sentence }) {
  const words = [number, sentence].filter(Boolean).join(" · ");
  const title = place ? made("a.rows-title", { href: place }, label) : made("b", {}, label);
  return made(
    "li",
    {},
    made("p", {}, title),
    made("p.rows-soft", {}, `${enterprise ?? ""} ${words}`),
  );
}

/** Everything that waits, in words that people and programs read. */
async function exportAll() {
  exported(await all(here.keys), "未发送记录");
}

async function exported(records, name) {
  const whole = [];
  for (const record of records) {
    const photos = await photosOf(here.keys, record.id);
    const pictures = await Promise.all(
      photos.map(async (one) => ({ name: one.name, content: await dataOf(one.blob) })),
    );
    whole.push({
      企业: record.about.enterprise,
      事项: record.about.label,
      时间: record.command.made_at,
      内容: record.command.values,
      照片: pictures,
    });
  }
  const text = JSON.stringify(whole, null, 2);
  const link = made("a", {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
    download: `${name}.json`,
  });
  link.click();
}

function dataOf(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
}

// One of them
function both(record) {
  if (record.state !== STATES.conflict || !record.both.length) return "";
  return made(
    "section.card",
    {},
    made("h2.card-heading", {}, "您写的和现在的"),
    record.both.map(({ label, mine, theirs }) =>
      made(
        "div.field",
        {},
        made("p.field-label", {}, label),
        made(
          "div.before-after",
          {},
          made("div", {}, made("p.soft", {}, "您写的"), made("p.prose", {}, mine || "—")),
          made("div", {}, made("p.soft", {}, "现在的"), made("p.prose", {}, theirs || "—")),
        ),
      ),
    ),
  );
}

async function removed(record, go) {
  const words = mayHaveArrived(record) ? MAYBE : SURE;
  if (
    (await asked("删除这一条？", words, [
      ["yes", "删除", "danger"],
      ["", "取消"],
    ])) !== "yes"
  )
    return;
  await drop(record.id);
  await changed();
  await go("/unsent");
  say("已删除。");
}

const first = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, [words].flat()[0]]));

/** The version that the person has now seen beside their own. */
function trunkNow({ about, command, state }, copy) {
  const row = copy.rows[about.of === "ticket" ? "tickets" : "enterprises"]?.[command.subject];
  if (state !== STATES.conflict || !row) return command.trunk;
  return about.of === "wish" ? (row.calendar?.wish_at ?? "") : row.version;
}

async function changing(record, spec, { copy, go }) {
  const [photos, place] = [[], made("div")];
  const known = await photosOf(here.keys, record.id);
  const keep = (values) => {
    const fresh = photos.filter((one) => !known.some(({ id }) => id === one.id));
    const kept = photos.filter((one) => !fresh.includes(one)).map(({ id }) => id);
    const keeps = [...kept, ...ahead(record, known)];
    const trunk = trunkNow(record, copy);
    const said = { ...hidden(record, spec), ...values };
    return change(here.keys, record, { values: said, photos: fresh, keeps, trunk });
  };
  const draw = (values, faults, kept) => {
    const given = { values, faults, photos, known: kept ?? photos.splice(0), keep, again: draw };
    const form = actionForm(
      { ...spec, button: "保存，重新发送" },
      { ...given, cancel: "#/unsent", after: () => go("/unsent") },
    );
    delete form.dataset.writing;
    form.addEventListener("input", () => (form.dataset.writing = "1"));
    place.replaceChildren(form);
  };
  draw(record.command.values, first(record.fields ?? {}), known);
  return place;
}

/** Its photos that went ahead from a page, as long as they are there. */
function ahead({ code, command }, known) {
  const isGone = code === "files_missing";
  return isGone ? [] : command.files.filter((id) => !known.some((one) => one.id === id));
}

/** What the form does not show goes along as it was. */
function hidden({ command }, spec) {
  const shown = new Set(spec.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(command.values).filter(([name]) => !shown.has(name)));
}

export async function one({ copy, go }, id) {
  const record = (await all(here.keys)).find((some) => some.id === id);
  if (!record) return absent("这一条已经送出，或已删除。");
  const spec = formsBy(copy.lists)[record.command.verb];
  return made(
    "div.stack",
    {},
    made("a.back", { href: "#/unsent" }, icon("back"), "未发送"),
    made("h1.page-title", {}, record.about.label),
    made(
      "p.soft",
      {},
      `${record.about.enterprise ?? ""} · ${momentWords(record.command.made_at)} `,
      badge(...stateWords(record)),
    ),
    record.sentence
      ? made("div.note.is-error", { role: "alert" }, made("p", {}, record.sentence))
      : "",
    both(record),
    spec ? await changing(record, spec, { copy, go }) : "",
    made(
      "div.row-actions",
      {},
      button("导出成文件", () => exported([record], record.about.label)),
      button("删除", () => removed(record, go), "danger"),
    ),
  );
}
