// The passcode of a phone (本机口令): which ones are too easy, how often it may be wrong, how long it
// holds. A record: {person, shown, salt, rounds, device, box, grant, tries, until}.
export const SHORTEST = 6;
export const MOST_TRIES = 10;
// As OWASP asks of PBKDF2 with SHA-256; about a second on a slow phone, for each try.
export const ROUNDS = 600_000;
const DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
const TOO_SHORT = `口令至少 ${SHORTEST} 位。`;
const TOO_EASY = "这个口令太容易猜到（同一个字、顺序数字或一段重复），请换一个。";
const NOT_SAME = "两次输入的口令不一样，请重新输入。";

/** Why this passcode is not taken, or nothing. */
export function fault(code, again = code) {
  if (code.length < SHORTEST) return TOO_SHORT;
  if (isRun(code) || isRepeated(code)) return TOO_EASY;
  return code === again ? "" : NOT_SAME;
}

// 123456, 987654, abcdef: each letter is as far from the one before, by no more than one.
function isRun(code) {
  const letters = [...code].map((letter) => letter.codePointAt(0));
  const steps = new Set(letters.slice(1).map((letter, at) => letter - letters[at]));
  return steps.size === 1 && Math.abs([...steps][0]) <= 1;
}

// 121212, 123123: a short part again and again.
function isRepeated(code) {
  return [1, 2, 3].some((size) => {
    const part = code.slice(0, size);
    return code.length % size === 0 && part.repeat(code.length / size) === code;
  });
}

/** A person's name as far as it stands in clear on the phone. */
export function shownName(name) {
  const [first = "", ...rest] = [...name];
  return first + "＊".repeat(rest.length);
}

/** Until when it opens without a word from the server. */
export function holdsUntil(now) {
  return now + DAYS * DAY;
}

/** Too often wrong, or the server has not been heard for too long. */
export function isOver({ tries, until }, now) {
  return tries >= MOST_TRIES || now > until;
}

/** What is said to a wrong passcode, by how many tries there were. */
export function wrongWords(tries) {
  const left = MOST_TRIES - tries;
  return left > 0
    ? `口令不对，还可以试 ${left} 次。`
    : "口令连错太多次，已经失效。本机内容都还在，联网登录后自动打开，口令可以重新设置。";
}
