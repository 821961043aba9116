import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { pool } from "./bare-server";

export interface RawServer {
  readonly url: string;
  /** How many whole requests arrived. */
  requests(): number;
  connections(): number;
  close(): Promise<void>;
}

/** Does as it likes with a socket: on its connection, or when the nth whole request has arrived on it. */
export interface RawBehaviour {
  onConnect?(socket: Socket, connection: number): void;
  onRequest?(socket: Socket, request: number, connection: number): void;
}

/** A TCP server that speaks HTTP as badly as it is told to. */
export async function startRawServer({ onConnect, onRequest }: RawBehaviour): Promise<RawServer> {
  let requests = 0;
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const connection = connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (;;) {
        const end = text.indexOf("\r\n\r\n");
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (end < 0 || text.length < end + 4 + length) return;
        text = text.slice(end + 4 + length);
        onRequest?.(socket, requests++, connection);
      }
    });
    onConnect?.(socket, connection);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A whole and right answer. */
export const answer = (body = JSON.stringify(pool), headers = "") =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
