import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { Socket } from "node:net";

/** What the connections of a server may use together. */
export interface ConnectionLimits {
  readonly connections: number;
  /** Bytes of requests in memory. */
  readonly bytes: number;
}

/**
 * Keeps a server within its limits. At a limit, the connection that has waited longest for its client is closed: it may be
 * idle or broken. A connection whose request is being answered is never closed.
 */
export class Connections {
  /** All connections, and the bytes that are in memory of their requests; those that have waited longest come first. */
  readonly #bytes = new Map<Socket, number>();
  readonly #answering = new Map<Socket, number>();
  #total = 0;

  constructor(
    server: Server,
    private readonly limits: ConnectionLimits,
  ) {
    server.on("connection", (socket: Socket) => this.#add(socket));
  }

  /** Counts bytes of a request that were read. */
  read(socket: Socket, bytes: number): void {
    this.#count(socket, bytes);
    while (this.#total > this.limits.bytes && this.#closeOldest((other) => this.#bytesOf(other) > 0));
  }

  /** A request was read and is answered now: its connection is not closed until `end`. */
  begin(socket: Socket): void {
    this.#answering.set(socket, (this.#answering.get(socket) ?? 0) + 1);
  }

  /** The answer to a request is ready. */
  end(socket: Socket): void {
    const others = (this.#answering.get(socket) ?? 1) - 1;
    if (others > 0) this.#answering.set(socket, others);
    else this.#wait(socket);
  }

  #add(socket: Socket): void {
    if (this.#bytes.size >= this.limits.connections && !this.#closeOldest(() => true)) {
      socket.destroy();
      return;
    }
    this.#bytes.set(socket, 0);
    socket.once("close", () => this.#forget(socket));
  }

  /** From now on the connection waits for the next request of its client, after all that wait already. */
  #wait(socket: Socket): void {
    const isOpen = this.#bytes.has(socket);
    this.#forget(socket);
    if (isOpen) this.#bytes.set(socket, 0);
  }

  #closeOldest(isPossible: (socket: Socket) => boolean): boolean {
    for (const socket of this.#bytes.keys()) {
      if (this.#answering.has(socket) || !isPossible(socket)) continue;
      this.#forget(socket);
      socket.destroy();
      return true;
    }
    return false;
  }

  #bytesOf = (socket: Socket) => this.#bytes.get(socket) ?? 0;

  #count(socket: Socket, bytes: number): void {
    if (!this.#bytes.has(socket)) return;
    this.#bytes.set(socket, this.#bytesOf(socket) + bytes);
    this.#total += bytes;
  }

  #forget(socket: Socket): void {
    this.#total -= this.#bytesOf(socket);
    this.#bytes.delete(socket);
    this.#answering.delete(socket);
  }
}

const defaults: ConnectionLimits = { connections: 2000, bytes: 128 * 1024 * 1024 };
/** For the database, its log, and what the process opens besides. */
const otherFiles = 64;

/** The limits that the process can afford: each connection is an open file. */
export function affordableLimits(): ConnectionLimits {
  const files = maxOpenFiles();
  return { ...defaults, connections: Math.max(8, Math.min(defaults.connections, files - otherFiles)) };
}

/** Linux tells it; on other systems Node raises the limit far beyond what is needed. */
function maxOpenFiles(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "utf8");
    return Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
