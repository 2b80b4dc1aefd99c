// My enterprises, and one box to find any of them.
import { found, rowsOf } from "../rules/portfolio.js";
import { dayWords } from "../rules/offline_words.js";
import { badge, made } from "../dom.js";

const NONE = "手机里还没有企业资料。连上网络后打开这一页，资料会自动存到本机。";
const NOT_FOUND = "本机没有找到。请换几个字，或有网时到“企业”里查找。";

function soft(row) {
  const last = row.last_contact_on && `最近联系 ${dayWords(row.last_contact_on)}`;
  return [row.township, last].filter(Boolean).join(" · ");
}

function line(row) {
  return made(
    "li",
    {},
    made("p", {}, made("a.rows-title", { href: `#/enterprises/${row.id}` }, row.name)),
    made("p.rows-soft", {}, soft(row), row.is_mine ? "" : badge("走访过", "plain")),
  );
}

export function enterprises({ copy }) {
  const rows = rowsOf(copy, "enterprises");
  const list = made("ul.rows");
  const none = made("p.note", { role: "status" }, rows.length ? NOT_FOUND : NONE);
  const box = made("input.form-control", {
    type: "search",
    id: "offline-find",
    autocomplete: "off",
    maxlength: 60,
    oninput: draw,
  });
  function draw() {
    const some = found(rows, box.value, box.value ? 30 : 500);
    list.replaceChildren(...some.map(line));
    none.hidden = some.length > 0;
  }
  draw();
  return made(
    "div.stack",
    {},
    made("h1.page-title", {}, "我的企业"),
    made(
      "div.field",
      {},
      made("label.field-label", { for: "offline-find" }, "查找企业"),
      box,
      made("p.field-help", {}, "名称里的几个字、拼音首字母、信用代码或乡镇。"),
    ),
    none,
    list,
    made("p", {}, made("a.btn", { href: "#/passcode" }, "本机口令")),
  );
}
