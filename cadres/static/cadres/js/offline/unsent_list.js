// What waits on this phone, as a list: on 今日 and 走访 where the page has a place for it, and in
// the page without a line. The place: data-offline-unsent; it stays hidden where nothing waits.
import { byEnterprise, stateWords } from "./rules/queue.js";
import { momentWords } from "./rules/offline_words.js";
import { all } from "./commands.js";
import { badge, made } from "./dom.js";
import { here } from "./sync.js";

export function line(record) {
  const { id, about, command, sentence } = record;
  const photos = command.files.length ? ` · ${command.files.length} 张照片` : "";
  return made(
    "li",
    {},
    made("p", {}, made("a.rows-title", { href: `/offline/#/unsent/${id}` }, about.label)),
    made(
      "p.rows-soft",
      {},
      `${momentWords(command.made_at)}${photos} `,
      badge(...stateWords(record)),
    ),
    sentence && made("p.rows-soft", {}, sentence),
  );
}

export function groups(records) {
  return byEnterprise(records).map(({ name, records: some }) =>
    made("section", {}, made("h3.card-heading", {}, name), made("ul.rows", {}, some.map(line))),
  );
}

/** Fill the page's own place. */
export async function fill() {
  const place = document.querySelector("[data-offline-unsent]");
  if (!place || !here.keys) return;
  const records = await all(here.keys);
  place.hidden = !records.length;
  place.replaceChildren(
    made("h2.section-title", {}, `未发送（${records.length}）`),
    ...groups(records),
  );
}
