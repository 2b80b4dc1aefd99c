// Signing out with actions that wait: it is asked first, and nothing is ever thrown away.
import { asked, say } from "./dom.js";
import { counted } from "./commands.js";
import { handOver } from "./keys.js";
import { noteLeaving } from "./mirror.js";
import { drop } from "./passcode.js";
import { handTo, here, sendNow } from "./sync.js";

const ANSWERS = [
  ["send", "发送后退出", "primary"],
  ["keep", "留在本机（加密，只有您能看）退出"],
  ["", "取消"],
];
const STILL = "还有没发送出去的，没有退出。请等信号好一些再发送，或选择留在本机退出。";

async function go(form) {
  if (here.person) await drop(here.person);
  here.keys = null;
  handTo(null);
  await handOver(null);
  form.submit();
}

async function leave(form) {
  const { mine } = await counted(here.person);
  if (!mine) return go(form);
  const words = `有 ${mine} 条记录还没有发送。`;
  const chosen = await asked("现在退出吗？", words, ANSWERS);
  if (chosen === "keep") return go(form);
  if (chosen !== "send") return noteLeaving(false);
  await sendNow();
  const left = await counted(here.person);
  if (!left.mine) return go(form);
  noteLeaving(false);
  return say(STILL, "error");
}

/** On every form that ends the session. */
export function listen() {
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.action.endsWith("/cadres/sign-out/")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave(event.target).catch(() => event.target.submit());
    },
    true,
  );
}
