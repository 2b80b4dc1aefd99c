// Scans a code through the camera: by the browser itself where it can, else by jsqr, which is loaded
// only then. It follows codes of this site alone. On the button: data-scan-jsqr, data-scan-site.
import { placeOf, SAID, sizeFor } from "./rules/scanned.js";

const PAUSE = 250; // milliseconds between two looks
const QR = "qr_code";

function part(tag, words = "", given = {}) {
  const made = Object.assign(document.createElement(tag), given);
  made.textContent = words;
  return made;
}

function sheet() {
  const dialog = part("dialog", "", { className: "sheet-dialog scan-sheet" });
  dialog.setAttribute("aria-label", "扫码");
  const video = part("video", "", { className: "scan-view", muted: true, playsInline: true });
  const words = part("p", SAID.looking);
  words.setAttribute("role", "status");
  const off = part("button", "取消", { type: "button", className: "btn" });
  off.addEventListener("click", () => dialog.close());
  dialog.append(video, words, off);
  document.body.append(dialog);
  return { dialog, video, words };
}

async function ownReader() {
  const kinds = await window.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
  if (!kinds?.includes(QR)) return null;
  const detector = new window.BarcodeDetector({ formats: [QR] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
}

async function loadedReader(address) {
  if (!window.jsQR) {
    await new Promise((resolve, reject) => {
      const script = part("script", "", { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    Object.assign(canvas, sizeFor(video.videoWidth, video.videoHeight));
    if (!canvas.width || !canvas.height) return "";
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height)?.data ?? "";
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

async function look(open, read, site) {
  while (open.dialog.open) {
    const text = open.video.readyState >= 2 ? await read(open.video) : "";
    const place = text && placeOf(text, [location.origin, site]);
    if (place) return location.assign(place);
    if (text) open.words.textContent = SAID.foreign;
    await pause();
  }
  return null;
}

function stop(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function camera(open) {
  const wanted = { video: { facingMode: "environment" }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted).catch(() => null);
  if (!stream) {
    open.video.remove();
    open.words.textContent = SAID.noCamera;
  } else if (open.dialog.open) {
    open.video.srcObject = stream;
    await open.video.play();
  } else stop(stream);
  return stream;
}

async function scan({ target: button }) {
  const { scanJsqr, scanSite } = button.dataset;
  const open = sheet();
  open.dialog.showModal();
  const stream = await camera(open);
  open.dialog.addEventListener("close", () => {
    stop(stream);
    open.dialog.remove();
    button.focus();
  });
  if (!stream || !open.dialog.open) return;
  try {
    await look(open, (await ownReader()) ?? (await loadedReader(scanJsqr)), scanSite);
  } catch {
    open.words.textContent = SAID.unread;
  }
}

document.addEventListener("scan:open", scan);
