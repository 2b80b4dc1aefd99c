// The page on which a person sets, changes or removes the passcode of this phone.
import { fault, SHORTEST } from "../rules/passcodes.js";
import { button, icon, made, say } from "../dom.js";
import { drop, passcodeOf, set } from "../passcode.js";
import { ask, Unsent } from "../server.js";
import { aboutThis, note } from "../store.js";
import { here } from "../sync.js";

const KEY = "/api/v1/sync/key/";
const WHY =
  "关掉浏览器以后，没有网络时本机内容是锁住的。设了口令，没有网络也能打开；不设也不影响联网使用。";
const HOW = [
  "只在这台手机有效，不会送到县里，也不能用来登录。",
  "连错 10 次，口令失效；本机内容还在，联网登录后自动打开，再重新设置。",
  "14 天没有联网登录、退出登录、修改密码、离岗，口令都失效。",
  "手机丢了，请在别的设备上修改密码，并尽快告诉系统管理员。",
];
const NO_LINE = "设置口令要联网并登录。现在没有连上，请有网后再设。";
const OUT = "登录已过期，请先登录，再设置口令。";
const OFFERED = "passcode-offered";

/** Offered once, where the site was put on the home screen: a part of the page, or nothing. */
export async function offer(go) {
  const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (!isInstalled || (await aboutThis(OFFERED)) || (await passcodeOf(here.person))) return null;
  const box = made("section.card", {});
  const over = async (to) => {
    await note(OFFERED, true);
    box.remove();
    if (to) go(to);
  };
  box.append(
    made("h2.card-heading", {}, "没有网络时也打开"),
    made("p", {}, WHY),
    made(
      "div.row-actions",
      {},
      button("设置本机口令", () => over("/passcode"), "primary"),
      button("不设", () => over("")),
    ),
  );
  return box;
}

function field(id, label, help, error) {
  const given = { id, type: "password", autocomplete: "off", maxlength: 64 };
  return made(
    error ? "div.field.has-error" : "div.field",
    {},
    made("label.field-label", { for: id }, label),
    made(error ? "input.form-control.is-invalid" : "input.form-control", given),
    error ? made("p.field-error", { role: "alert" }, error) : "",
    help ? made("p.field-help", {}, help) : "",
  );
}

const typed = (form, id) => form.querySelector(`#${id}`).value;

function wordsOf(error) {
  if (!(error instanceof Unsent)) throw error;
  return error.status === 401 || error.status === 403 ? OUT : NO_LINE;
}

async function save(form, go, draw) {
  const code = typed(form, "passcode-new");
  const wrong = fault(code, typed(form, "passcode-again"));
  if (wrong) return draw(wrong);
  const action = form.querySelector("[type=submit]");
  action.disabled = true;
  try {
    await set(code, await ask(KEY), here.keys.name);
  } catch (error) {
    action.disabled = false;
    return say(wordsOf(error), "error");
  }
  await note(OFFERED, true);
  await go("/");
  return say("本机口令已设置。没有网络时打开本站，输入口令就能用。");
}

function setting(go, isThere) {
  const place = made("div");
  const draw = (error = "") => {
    const help = `至少 ${SHORTEST} 位；字母和数字混用、长一些更安全。不要用登录密码。`;
    const form = made(
      "form.form.card",
      { novalidate: true, data: { writing: "1" } },
      field("passcode-new", isThere ? "新的口令" : "本机口令", help, error),
      field("passcode-again", "再输入一次"),
      made(
        "div.form-actions",
        {},
        made("button.btn.btn-primary", { type: "submit" }, isThere ? "更换口令" : "设置口令"),
        made("a.btn", { href: "#/" }, "返回"),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(form, go, draw);
    });
    place.replaceChildren(form);
    if (error) form.querySelector("input").focus();
  };
  draw();
  return place;
}

async function removed(go) {
  await drop(here.person);
  await go("/");
  say("本机口令已去掉。没有网络时，关掉浏览器以后打不开本机内容。");
}

export async function passcode({ go }) {
  const there = await passcodeOf(here.person);
  return made(
    "div.stack",
    {},
    made("a.back", { href: "#/" }, icon("back"), "我的企业"),
    made("h1.page-title", {}, "本机口令"),
    made("p", {}, WHY),
    setting(go, Boolean(there)),
    made(
      "ul",
      {},
      HOW.map((words) => made("li", {}, words)),
    ),
    there
      ? made(
          "div.row-actions",
          {},
          button("去掉口令", () => removed(go), "danger"),
        )
      : "",
  );
}
