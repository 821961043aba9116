import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Faults } from "../../emulator/control/faults";
import { startServer } from "../../emulator/hosts/http";

/** The local service over HTTP, with the operations that were called. */
export interface RecordedService {
  readonly url: string;
  /** The operations in the order of their calls, since the last `clear`. */
  readonly calls: string[];
  /** The same calls with the headers of their requests. */
  readonly requests: { readonly operation: string; readonly headers: IncomingHttpHeaders }[];
  /** The only operations that are allowed, as by an IAM policy; all while undefined. */
  allowed: ReadonlySet<string> | undefined;
  clear(): void;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Keeps back the answer to the next call of an operation; resolves once the service has carried it out. */
  holdAnswer(operation: string): Promise<void>;
  close(): Promise<void>;
}

const reading = /^(Describe|Get(?!Id$|OpenIdTokenForDeveloperIdentity$)|List|Lookup)/;

/** The calls that may change something. */
export const writes = (calls: readonly string[]): string[] => calls.filter((name) => !reading.test(name));

/** Serves a database, and notes what passes by; one of its own, which is removed at the end, where none is given. */
export async function recordService(given?: string): Promise<RecordedService> {
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), "cognito-identity-db-")) : undefined;
  const db = given ?? join(String(folder), "cognito.db");
  const service = await startServer({ db, port: 0 });
  const { hostname, port } = new URL(service.url);
  const calls: string[] = [];
  const requests: RecordedService["requests"] = [];
  const held = new Map<string, () => void>();
  const proxy = createServer((incoming, outgoing) => {
    const [, operation = ""] = String(incoming.headers["x-amz-target"] ?? "").split(".");
    if (operation) calls.push(operation);
    if (operation) requests.push({ operation, headers: incoming.headers });
    if (operation && recorded.allowed?.has(operation) === false) {
      outgoing.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      const message = `User is not authorized to perform: cognito-identity:${operation}`;
      outgoing.end(JSON.stringify({ __type: "AccessDeniedException", message }));
      return;
    }
    const { method, headers } = incoming;
    // To a proxy a client says the whole URL.
    const { pathname, search } = new URL(String(incoming.url), service.url);
    const forwarded = send({ hostname, port, method, path: pathname + search, headers }, (answer) => {
      const hold = held.get(operation);
      held.delete(operation);
      if (hold) {
        answer.resume();
        hold();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  const recorded: RecordedService = {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    calls,
    requests,
    allowed: undefined,
    clear: () => {
      calls.splice(0);
      requests.splice(0);
    },
    faults: service.service.faults,
    holdAnswer: (operation) => new Promise((resolve) => held.set(operation, resolve)),
    async close() {
      proxy.closeAllConnections();
      await new Promise((closed) => proxy.close(closed));
      await service.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
  return recorded;
}
