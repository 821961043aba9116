import type { IncomingMessage } from "node:http";
import { DroppedAnswer } from "../control/faults";
import { ServiceError } from "../service-error";

export const maxBodyBytes = 1024 * 1024;

/** Reads the body of a request. `count` is told how many bytes more are in memory. */
export function readBody(request: IncomingMessage, count: (bytes: number) => void): Promise<Uint8Array> {
  const announced = Number(request.headers["content-length"]);
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      reject(new ServiceError("RequestEntityTooLargeException", `A request has at most ${maxBodyBytes} bytes.`, 413));
    if (announced > maxBodyBytes) return tooLarge();
    let body: Buffer = Buffer.alloc(0);
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      if (size + chunk.length > maxBodyBytes) {
        request.pause();
        tooLarge();
        return;
      }
      if (size === 0 && chunk.length === announced) body = chunk;
      else {
        // A chunk may be one byte of a much larger buffer: it is copied, so that the buffer is freed.
        const grown = enlarge(body, size + chunk.length);
        count(grown.length - body.length);
        body = grown;
        body.set(chunk, size);
      }
      size += chunk.length;
    });
    let hasEnded = false;
    request.on("end", () => {
      hasEnded = true;
      resolve(body.subarray(0, size));
    });
    for (const event of ["error", "close"]) {
      // "close" comes after each request, and to make an error takes as long as to read a small body.
      request.on(event, () => hasEnded || reject(new DroppedAnswer("The client closed the connection.")));
    }
  });
}

/** The same buffer, or one at least twice as long: so most bytes are copied once. */
function enlarge(buffer: Buffer, size: number): Buffer {
  if (size <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafeSlow(Math.min(maxBodyBytes, Math.max(size, 2 * buffer.length, 1024)));
  buffer.copy(larger);
  return larger;
}
