import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { ofAws } from "./bare-server";

export interface ForwardProxy {
  readonly url: string;
  /** What it was asked for: `CONNECT host:port`, or the method and the URL. */
  readonly asked: string[];
  /** The header `proxy-authorization` of each request. */
  readonly authorizations: (string | undefined)[];
  /** What it answers in the place of the target; 0 is nothing at all. */
  refuses?: number;
  close(): Promise<void>;
}

/** A real forward proxy. It finds the address of every host in `targets`, as a name server would. */
export async function startProxy(
  targets: (host: string) => string | undefined,
  { secure = false } = {},
): Promise<ForwardProxy> {
  const sockets = new Set<Socket>();
  const note = ({ headers }: IncomingMessage, what: string) => {
    proxy.asked.push(what);
    proxy.authorizations.push(headers["proxy-authorization"]);
  };
  const forward = (incoming: IncomingMessage, answer: ServerResponse) => {
    note(incoming, `${incoming.method} ${incoming.url}`);
    if (proxy.refuses === 0) return;
    const { host, pathname, search } = new URL(incoming.url ?? "");
    const target = targets(host);
    if (proxy.refuses || !target) {
      answer.writeHead(proxy.refuses ?? 502).end("<html>the proxy says no</html>");
      return;
    }
    const { method, headers } = incoming;
    const outgoing = request(new URL(pathname + search, target), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 0, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(outgoing);
  };
  const server = secure ? createSecureServer(ofAws(), forward) : createServer(forward);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
  });
  server.on("connect", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    note(incoming, `CONNECT ${incoming.url}`);
    if (proxy.refuses === 0) return;
    const target = targets((incoming.url ?? "").replace(/:443$/, ""));
    if (proxy.refuses || !target) {
      socket.end(`HTTP/1.1 ${proxy.refuses ?? 502} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(new URL(target).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: ForwardProxy = {
    url: `http${secure ? "s" : ""}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    authorizations: [],
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
