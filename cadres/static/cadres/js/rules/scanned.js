// What a scanned code may lead to: the gate codes and the enterprises of this site, nothing else.
const CODES = [/^\/q\/[0-9A-Za-z]{6,40}\/$/, /^\/enterprises\/\d+\/$/];

export const SAID = {
  looking: "把企业门口的二维码放到画面中间。",
  foreign: "这不是本站的企业二维码，没有打开。请扫企业门口告知书上的二维码。",
  noCamera:
    "没有相机，或没有允许本站使用相机。可以用手机自带的扫一扫，扫了会直接打开这家企业；也可以在上面输入名称查找。",
  unread: "扫码功能没有加载出来，请有网时再试，或用手机自带的扫一扫。",
};

/** The place on this site to which the text of a code leads; nothing where it leads elsewhere. */
export function placeOf(text, origins) {
  let address = null;
  try {
    address = new URL(text);
  } catch {
    return "";
  }
  const isOurs = origins.filter(Boolean).includes(address.origin);
  return isOurs && CODES.some((code) => code.test(address.pathname)) ? address.pathname : "";
}

/** How large a picture is looked at: enough for a code, quick on a slow phone. */
export function sizeFor(width, height, most = 640) {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
