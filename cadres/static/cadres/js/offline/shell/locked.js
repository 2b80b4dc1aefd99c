// Nobody's key is here: what lies on the phone stays locked, and can still be delivered.
import { othersWords } from "../../rules/offline_words.js";
import { made } from "../dom.js";
import { standing } from "../frame.js";

const LOCKED = "本机资料已加密。联网登录后自动打开，未发送的记录都还在。";
const NO_STORE =
  "此浏览器不能在本机加密保存，没有信号时不能办理。请换用手机自带的浏览器，并用 https 地址打开本站。";

export async function locked() {
  const { isOnline, others } = await standing();
  return made(
    "div.card",
    { data: { offlineLocked: "" } },
    made("h1.page-title", {}, "本机资料已锁定"),
    made("p", {}, LOCKED),
    others ? made("p", {}, othersWords(others)) : "",
    made(
      "a.btn.btn-primary",
      { href: "/cadres/sign-in/?next=/offline/" },
      isOnline ? "登录" : "有网了，去登录",
    ),
  );
}

export function noStore() {
  return made(
    "div.card",
    {},
    made("h1.page-title", {}, "此浏览器不能离线办理"),
    made("p", {}, NO_STORE),
    made("a.btn.btn-primary", { href: "/" }, "打开联网页面"),
  );
}
