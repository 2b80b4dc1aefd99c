// My tickets on the phone: the open ones first, and on each the actions that need no line.
import { actionsOn } from "../rules/offline_forms.js";
import { dayWords } from "../rules/offline_words.js";
import { rowsOf } from "../rules/portfolio.js";
import { all } from "../commands.js";
import { badge, icon, made } from "../dom.js";
import { here } from "../sync.js";
import { groups } from "../unsent_list.js";
import { absent } from "./enterprise.js";

const ABSENT = "本机没有这张工单。有网后再打开。";
const NOTHING_TO_DO = "没有网络时，这张工单现在没有您能办的事。";
const ENDED = "closed";

function line(row) {
  return made(
    "li",
    {},
    made("p", {}, made("a.rows-title", { href: `#/tickets/${row.id}` }, row.title)),
    made("p.rows-soft", {}, `${row.who} · ${row.number} `, badge(row.state_name, tone(row))),
    row.state === ENDED ? "" : made("p.rows-soft", {}, `承诺 ${dayWords(row.due_on)} 前办结`),
  );
}

const tone = ({ state }) => (state === ENDED ? "good" : "active");

export function rows(some) {
  if (!some.length) return made("p.soft", {}, "没有在办的工单。登记联系时可以一并登记问题。");
  return made("ul.rows", {}, some.map(line));
}

const byDue = (one, other) => (one.due_on || "9").localeCompare(other.due_on || "9");

export function tickets({ copy }) {
  const known = rowsOf(copy, "tickets");
  const open = known.filter((one) => one.state !== ENDED).sort(byDue);
  const closed = known.filter((one) => one.state === ENDED).sort((one, other) => other.id - one.id);
  const done = made(
    "details.unfold",
    {},
    made("summary", {}, `近 90 天办结（${closed.length}）`),
    rows(closed),
  );
  return made(
    "div.stack",
    {},
    made("h1.page-title", {}, `我的工单（${open.length}）`),
    rows(open),
    closed.length ? done : "",
  );
}

export async function ticket({ copy }, id) {
  const row = copy.rows.tickets?.[id];
  if (!row) return absent(ABSENT);
  const mine = (await all(here.keys)).filter(
    ({ about, command }) => about.of === "ticket" && String(command.subject) === id,
  );
  const actions = actionsOn(row, copy.lists).map(({ label, place }) =>
    made("a.btn", { href: `#${place}` }, label),
  );
  return made(
    "div.stack",
    {},
    made("a.back", { href: "#/tickets" }, icon("back"), "我的工单"),
    made("h1.page-title", {}, row.title),
    made("p.soft", {}, `${row.number} · ${row.who} `, badge(row.state_name, tone(row))),
    made(
      "section.card",
      {},
      made("p", {}, `承诺 ${dayWords(row.due_on)} 前办结${row.unit ? ` · ${row.unit}` : ""}`),
      row.waits ? made("p.soft", {}, `等待：${row.waits}`) : "",
    ),
    mine.length ? made("section", {}, made("h2.section-title", {}, "未发送"), ...groups(mine)) : "",
    actions.length ? made("div.page-actions", {}, actions) : made("p.soft", {}, NOTHING_TO_DO),
  );
}
