import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { startServer } from "../../emulator/hosts/http";

/** The local service over HTTP, which allows so many calls a second as AWS does: by a bucket that fills again. */
export interface ThrottledService {
  readonly url: string;
  /** How many calls were let through and how many were refused, and the seconds from the first to the last that was let through. */
  readonly counts: { allowed: number; throttled: number; seconds: number };
  close(): Promise<void>;
}

export async function startThrottledService(db: string, callsPerSecond: number): Promise<ThrottledService> {
  const service = await startServer({ db });
  const { hostname, port } = new URL(service.url);
  const counts = { allowed: 0, throttled: 0, seconds: 0 };
  let [tokens, filled, first] = [callsPerSecond, performance.now(), 0];
  const take = () => {
    const now = performance.now();
    tokens = Math.min(callsPerSecond, tokens + ((now - filled) / 1000) * callsPerSecond);
    filled = now;
    if (tokens < 1) return false;
    tokens--;
    first ||= now;
    counts.seconds = (now - first) / 1000;
    return true;
  };
  const front = createServer((incoming, outgoing) => {
    if (!take()) {
      counts.throttled++;
      incoming.resume();
      outgoing.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      outgoing.end('{"__type":"TooManyRequestsException","message":"Rate exceeded"}');
      return;
    }
    counts.allowed++;
    const { method, url: path, headers } = incoming;
    const forwarded = send({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((listening) => front.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    counts,
    async close() {
      front.closeAllConnections();
      await new Promise((closed) => front.close(closed));
      await service.close();
    },
  };
}
