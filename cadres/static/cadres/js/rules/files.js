// What can be said of a file before it travels, and how it travels over a bad line.
const KB = 1024;
const MB = KB * KB;
const LONGEST_NAME = 200;
const WAITS = [1, 2, 4, 8, 15]; // seconds
const LATER = [400, 408, 429];
export const ENOUGH = 400 * KB; // what a photo is made small to

export function sizeWords(bytes) {
  return bytes < MB ? `${Math.ceil(bytes / KB)} KB` : `${(bytes / MB).toFixed(1)} MB`;
}

/** Why this file cannot be sent, as a sentence; empty where it can. `limit` is in megabytes. */
export function faultOf(file, { limit, accept, isMadeSmall }) {
  if (limit && file.size > limit * MB && !isMadeSmall) {
    return `《${file.name}》有 ${sizeWords(file.size)}，超过 ${limit} MB 的上限。请压缩或拆开后再选。`;
  }
  const endings = endingsOnly(accept);
  const fits = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  if (!endings.length || fits) return "";
  return `《${file.name}》不是能接收的文件，请选择 ${endings.join("、")} 文件。`;
}

/** The endings that are taken; none where kinds are asked for in other words, such as image/*. */
function endingsOnly(accept) {
  const kinds = (accept || "").split(",").map((kind) => kind.trim().toLowerCase());
  return kinds.every((kind) => kind.startsWith(".")) ? kinds : [];
}

export function chosenWords(files) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return files.length ? `已选 ${files.length} 个文件，共 ${sizeWords(total)}。` : "";
}

export function progressWords(share) {
  return share < 100 ? `正在上传 ${share}%` : "已上传，正在读取…";
}

const TABLE = Array.from({ length: 256 }, (_, start) => {
  let sum = start;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum >>> 0;
});

/** The check sum of zip and PNG, as the server reckons it over each piece. */
export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

export function isPicture({ name, type }) {
  return /^image\//.test(type) || /\.(jpe?g|png|webp|heic)$/i.test(name);
}

/** A photo that was made smaller is a JPEG, whatever it was before; of a long name the end stays. */
export function nameToSend(name, isSmaller) {
  return (isSmaller ? `${name.replace(/\.[^.]*$/, "")}.jpg` : name).slice(-LONGEST_NAME);
}

/** The pieces that the server does not have yet: {index, from, to, share in percent}. */
export function missing(size, piece, received) {
  const count = Math.ceil(size / piece);
  const has = new Set(received);
  return Array.from({ length: count }, (_, index) => ({
    index,
    from: index * piece,
    to: Math.min((index + 1) * piece, size),
    share: Math.floor((index / count) * 100),
  })).filter(({ index }) => !has.has(index));
}

/** What was cut off on the way, or came to a server that is just starting, is sent once more. */
export function comesLater(status, address) {
  return (
    status >= 500 || LATER.includes(status) || (status === 409 && address.includes("/pieces/"))
  );
}

export function isSignedOut(status) {
  return status === 401 || status === 403;
}

/** How many seconds to wait before the next try. */
export function waitAfter(tries) {
  return WAITS[Math.min(tries, WAITS.length - 1)];
}

export function holdWords(left) {
  return `还有 ${left} 个文件没有传完，传完会自动提交，请不要关闭页面。`;
}
