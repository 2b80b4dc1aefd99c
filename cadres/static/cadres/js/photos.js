// A photo is made smaller on the phone, before it travels.
import { ENOUGH, isPicture } from "./rules/files.js";

const EDGES = [2048, 1600, 1280];
const QUALITIES = [0.85, 0.7, 0.55];
const TRIES = EDGES.flatMap((edge) => QUALITIES.map((quality) => ({ edge, quality })));

function drawn(picture, { edge, quality }) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

async function smallest(file, picture) {
  let best = file;
  for (const one of TRIES) {
    const blob = await drawn(picture, one);
    if (blob && blob.size < best.size) best = blob;
    if (best.size <= ENOUGH) return best;
  }
  return best;
}

/** The photo as a JPEG that is small enough to send, or the file itself where that gains nothing. */
export async function smaller(file) {
  if (!isPicture(file) || file.size <= ENOUGH || !window.createImageBitmap) return file;
  let picture = null;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // a kind that this browser cannot draw goes as it is
  }
  try {
    return await smallest(file, picture);
  } finally {
    picture.close();
  }
}
