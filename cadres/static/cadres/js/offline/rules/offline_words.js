// What is said of the phone's own store: how old it is, what waits, what may be lost.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in words; a clock that was set back says nothing of the future. */
export function ageWords(then, now) {
  const age = now - then;
  if (!then) return "还没有取过数据";
  if (age < 2 * MINUTE) return "刚刚更新";
  if (age < HOUR) return `${Math.floor(age / MINUTE)} 分钟前更新`;
  if (age < DAY) return `${Math.floor(age / HOUR)} 小时前更新`;
  return `${Math.floor(age / DAY)} 天前更新`;
}

/** The banner: {words, tone, sends} or nothing where there is nothing to say. */
export function banner(state) {
  const { isOnline, waiting, held, others, door } = state;
  const said = [
    ...(isOnline ? doorWords(door) : lineWords(state)),
    waitingWords(state),
    held ? `${held} 条没有办成，请查看` : "",
    others ? othersWords(others) : "",
    waiting && !state.canStart ? NO_START : "",
  ].filter(Boolean);
  if (!said.length) return null;
  return { words: said.join(" · "), tone: held ? "late" : "soon", sends: sendsByPress(state) };
}

const KEPT = "未发送的记录都还在本机";
/** What the person has to do before anything goes, by `door`. */
const DOORS = {
  "sign-in": `登录已过期，请重新登录；${KEPT}`,
  password: `请先设置自己的密码，再发送；${KEPT}`,
  reload: `手机上的页面版本太旧，请刷新后再发送；${KEPT}`,
};
// Whoever is signed out can still have it delivered sealed.
const BEFORE_SENDING = new Set(["password", "reload"]);

/** What was opened by a passcode waits for its person to sign in; what is locked goes sealed. */
export const goesNow = ({ door, isLocked }) => door !== "sign-in" || Boolean(isLocked);

function sendsByPress(state) {
  const { isOnline, waiting, others, sending, door } = state;
  const own = goesNow(state) ? waiting : 0;
  return isOnline && !sending && !BEFORE_SENDING.has(door) && own + others > 0;
}

const doorWords = (door) => (door ? [DOORS[door]] : []);

function lineWords({ isLocked, at, now }) {
  return ["没有网络", isLocked ? "" : `本机资料${ageWords(at, now)}`];
}

function waitingWords({ sending, waiting, isLocked }) {
  if (!waiting) return "";
  if (sending) return `正在发送，还有 ${waiting} 条`;
  return `${waiting} 条未发送${isLocked ? "（已加密）" : ""}`;
}

export const NO_START =
  "此浏览器没有信号时打不开本站，请趁有网发送；要离线使用，请在 Safari 打开并添加到主屏幕";

export function othersWords(count) {
  return `有 ${count} 条他人未发送的记录，可代为送出（内容不可见）`;
}

export function lostWords(count) {
  return `本机 ${count} 条未发送记录可能已被手机清除。请回想最近办过的事，没有登记的请重新登记。`;
}

/** What is said where the phone kept nothing: full, or switched off. */
export function storeFault(name) {
  if (name === "QuotaExceededError") {
    return "手机存储空间已满，这一条没有存下。内容还在页面上，请先腾出空间或连网发送，再按一次。";
  }
  return "手机没有存下这一条。内容还在页面上，请再按一次；还是不行，请连网后提交。";
}

export const SEND_FAULT =
  "发送时读写手机存储出了问题，过一会儿自动再试；没有发送的记录都还在本机。";

/** A moment of the phone's clock as people say it: 11月20日 14:05. */
export function momentWords(iso) {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(iso || "") ?? [];
  return month ? `${Number(month)}月${Number(day)}日 ${time}` : "";
}

export function dayWords(iso) {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)/.exec(iso || "") ?? [];
  return month ? `${Number(month)}月${Number(day)}日` : "";
}

/** The phone's own time with its distance from Greenwich: both clocks are kept. */
export function localIso(moment) {
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const away = -moment.getTimezoneOffset();
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":");
  return `${day}T${time}${away < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
}
