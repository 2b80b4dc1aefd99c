// A photo of an action goes ahead of it, in pieces; the same photo again is the same upload, because
// it is announced under the number that the phone gave it.
import { crc32, missing } from "../rules/files.js";
import { send, sendBytes } from "./server.js";

const ADDRESS = "/api/v1/uploads/";
const BYTES = { "Content-Type": "application/octet-stream" };

export async function uploaded({ id, name, blob }, token) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const about = { name, size: bytes.length, check: crc32(bytes), place: `phone:${id}` };
  const begun = await send(ADDRESS, about, token);
  const place = `${ADDRESS}${begun.id}/`;
  const left = begun.is_finished ? [] : missing(bytes.length, begun.piece, begun.received);
  for (const { index, from, to } of left) {
    const piece = bytes.subarray(from, to);
    const headers = { ...BYTES, "X-Check": String(crc32(piece)) };
    await sendBytes(`${place}pieces/${index}/`, piece, token, headers);
  }
  await send(`${place}finish/`, {}, token);
}
