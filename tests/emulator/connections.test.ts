import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { EventEmitter } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { affordableLimits, Connections } from "../../emulator/hosts/connections";
import { type RunningServer, type ServerOptions, startServer } from "../../emulator/hosts/http";
import { maxBodyBytes, readBody } from "../../emulator/hosts/read-body";
import { type ChildService, compileCommand, startChild, temporaryFolder } from "./support/child-service";

const run = promisify(execFile);

describe("connections", () => {
  let server: RunningServer | undefined;
  let sockets: Socket[] = [];

  const start = async (options: Partial<ServerOptions> = {}) => {
    server = await startServer({ db: ":memory:", ...options });
    return server;
  };
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    await server?.close();
    server = undefined;
  });

  /** A connection, what came over it, and when the server ended it. */
  const open = async (text = "", port = server?.port as number) => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    const connection = { socket, text: "", isClosed: false, closed: Promise.resolve() };
    connection.closed = new Promise((resolve) =>
      socket.once("close", () => {
        connection.isClosed = true;
        resolve();
      }),
    );
    socket.on("data", (data) => {
      connection.text += data;
    });
    socket.on("error", () => {});
    await new Promise((resolve) => socket.once("connect", resolve));
    if (text) await new Promise((resolve) => socket.write(text, resolve));
    return connection;
  };
  const begin = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  const health = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const until = async (condition: () => boolean) => {
    for (const end = Date.now() + 10_000; !condition(); await sleep(10)) assert.ok(Date.now() < end, String(condition));
  };

  it("are at most as many as the process can afford", () => {
    const { connections } = affordableLimits();
    assert.ok(connections >= 8 && connections <= 2000, String(connections));
  });

  it("are bounded: the one that has waited longest makes room", async () => {
    await start({ connectionLimits: { connections: 5, bytes: 2 ** 20 } });
    const idle = await open();
    const half = await open(begin);
    const used = await open(health);
    await until(() => used.text.includes("200 OK"));
    const others = [await open(begin), await open(begin)];
    // The connection that was used waits since its last answer, which is longer than the two after it.
    const order = [idle, half, used, ...others];
    for (const [index, oldest] of order.entries()) {
      assert.equal(oldest.isClosed, false, String(index));
      const next = await open(health);
      await Promise.all([oldest.closed, until(() => next.text.includes("200 OK"))]);
    }
  });

  it("are not closed while a request is answered; then new ones are", async () => {
    const { service } = await start({ connectionLimits: { connections: 2, bytes: 2 ** 20 } });
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { handle } = service;
    const underWay: string[] = [];
    service.handle = async (request) => {
      underWay.push(request.path);
      if (request.path === "/slow") await answered;
      return handle(request);
    };
    const slow = [await open(health.replace("/health", "/slow")), await open(health.replace("/health", "/slow"))];
    await until(() => underWay.length === 2);
    await (await open(health)).closed;
    answer();
    await until(() => slow.every(({ text }) => text.includes("400 Bad Request")));
    const next = await open(health);
    await until(() => next.text.includes("200 OK"));
  });

  it("whose requests take the memory are closed, the first ones first", async () => {
    await start({ connectionLimits: { connections: 100, bytes: 2 ** 21 } });
    const stalled = `${begin}Content-Length: ${maxBodyBytes}\r\n\r\n${" ".repeat(maxBodyBytes - 1)}`;
    const first = await open(stalled);
    await sleep(50);
    await open(stalled);
    await sleep(50);
    assert.equal(first.isClosed, false);
    const third = await open(stalled);
    await until(() => first.isClosed);
    third.socket.write(" ");
    await until(() => third.text.includes("UnknownOperationException"));
  });

  it("are given back when a request does not arrive in time", async () => {
    await start({ timeouts: { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 } });
    const [silent, half, slow] = [
      await open(),
      await open(begin),
      await open(`${begin}Content-Length: 10\r\n\r\n12345`),
    ];
    await Promise.all([silent.closed, half.closed, slow.closed]);
    for (const { text } of [half, slow]) {
      assert.match(text, /^HTTP\/1\.1 408 Request Timeout\r\n/);
      assert.equal(JSON.parse(text.split("\r\n\r\n")[1] ?? "").__type, "RequestTimeoutException");
    }
  });

  it("are given back when they are idle, and when the client ends or breaks them", async () => {
    await start({ timeouts: { keepAliveTimeout: 100 } });
    const idle = await open(health);
    await idle.closed;
    assert.match(idle.text, /200 OK/);
    const [ended, broken] = [await open(begin), await open(begin)];
    ended.socket.end();
    broken.socket.resetAndDestroy();
    await Promise.all([ended.closed, broken.closed]);
  });

  it("get an answer to headers that are too large", async () => {
    await start();
    const large = await open(`${begin}X: ${"x".repeat(20_000)}\r\n\r\n`);
    await large.closed;
    assert.match(large.text, /^HTTP\/1\.1 431 /);
    assert.match(large.text, /RequestHeaderFieldsTooLargeException/);
  });

  it("take many requests at once", async () => {
    const { url } = await start();
    const answers = await Promise.all(Array.from({ length: 500 }, () => fetch(`${url}/health`)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  });

  describe("of a process with 256 files", () => {
    const folder = temporaryFolder();
    let child: ChildService | undefined;

    after(async () => {
      await child?.stop("SIGKILL");
      folder.remove();
    });

    it("leave it able to answer, 300 of them half open", async function () {
      if (process.platform === "win32") this.skip();
      const main = compileCommand(folder.path);
      const shell = `ulimit -n 256; exec "${process.execPath}" "${main}" --port 0 --no-log --db "${folder.path}/x.db"`;
      child = await startChild(main, [], {}, ["sh", "-c", shell]);
      const port = Number(new URL(child.url).port);
      for (let i = 0; i < 300; i++) await open(i % 3 === 0 ? "" : begin, port);
      const started = performance.now();
      // Another process, as this one has many connections.
      const ask = `fetch("${child.url}/health").then((answer) => console.log(answer.status))`;
      const { stdout } = await run(process.execPath, ["-e", ask]);
      assert.equal(stdout.trim(), "200");
      assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
    });
  });
});

describe("the connections of a server, counted", () => {
  class FakeSocket extends EventEmitter {
    destroyed = false;
    destroy() {
      this.destroyed = true;
      this.emit("close");
    }
  }
  const connections = (limits: { connections: number; bytes: number }) => {
    const server = new EventEmitter();
    const counted = new Connections(server as unknown as Server, limits);
    const add = () => {
      const socket = new FakeSocket();
      server.emit("connection", socket);
      return socket as FakeSocket & Socket;
    };
    return { counted, add };
  };

  it("forget those that close by themselves, with their bytes", () => {
    const { counted, add } = connections({ connections: 2, bytes: 10 });
    const [one, two] = [add(), add()];
    counted.read(one, 8);
    one.destroy();
    counted.read(two, 8);
    const three = add();
    assert.deepEqual([two.destroyed, three.destroyed], [false, false]);
    counted.read(three, 3);
    assert.deepEqual([two.destroyed, three.destroyed], [true, false]);
  });

  it("count bytes until the request is answered, also of several requests on one connection", () => {
    const { counted, add } = connections({ connections: 9, bytes: 10 });
    const [one, two] = [add(), add()];
    counted.read(one, 6);
    counted.begin(one);
    counted.begin(one);
    counted.end(one);
    counted.read(two, 6);
    assert.deepEqual([one.destroyed, two.destroyed], [false, true], "the second request of `one` is under way");
    counted.end(one);
    const three = add();
    counted.read(three, 10);
    assert.deepEqual([one.destroyed, three.destroyed], [false, false], "`one` has no bytes any more");
  });

  it("leave a connection that broke while its request was answered", () => {
    const { counted, add } = connections({ connections: 1, bytes: 10 });
    const one = add();
    counted.begin(one);
    one.destroy();
    counted.end(one);
    const [two, three] = [add(), add()];
    assert.deepEqual([two.destroyed, three.destroyed], [true, false]);
  });
});

describe("the body of a request", () => {
  const request = (headers: Record<string, string> = {}) =>
    Object.assign(new EventEmitter(), { headers, pause() {} }) as unknown as IncomingMessage;
  const collect = async () => {
    (globalThis as { gc?: () => void }).gc?.();
    await sleep(0);
    return process.memoryUsage().arrayBuffers;
  };

  it("is joined as it comes: a megabyte in single bytes takes no more than some megabytes of memory", async () => {
    const { setFlagsFromString } = await import("node:v8");
    const { runInNewContext } = await import("node:vm");
    setFlagsFromString("--expose-gc");
    (globalThis as { gc?: () => void }).gc = runInNewContext("gc") as () => void;
    const sent = request({ "transfer-encoding": "chunked" });
    let counted = 0;
    const body = readBody(sent, (bytes) => {
      counted += bytes;
    });
    const before = await collect();
    let most = 0;
    for (let i = 0; i < maxBodyBytes; i++) {
      // As from a socket: a byte of a large buffer. Most of them would be kept in their own buffer.
      const chunk = i % 1000 === 0 ? Buffer.alloc(65_536, i / 1000).subarray(0, 1) : Buffer.from([i % 251]);
      sent.emit("data", chunk);
      if (i % 100_000 === 0) most = Math.max(most, (await collect()) - before);
    }
    sent.emit("end");
    const read = await body;
    assert.equal(read.length, maxBodyBytes);
    assert.deepEqual([read[1], read[500], read[1001]], [1, 500 % 251, 1001 % 251]);
    assert.equal(counted, maxBodyBytes);
    assert.ok(most < 4 * 2 ** 20, `${most} bytes`);
  });

  it("is taken as it is when it comes in one chunk", async () => {
    const sent = request({ "content-length": "3" });
    const body = readBody(sent, () => assert.fail("nothing was copied"));
    const chunk = Buffer.from("abc");
    sent.emit("data", chunk);
    sent.emit("end");
    assert.equal((await body).buffer, chunk.buffer);
  });

  it("is refused when it is too large, and when it ends too soon", async () => {
    const large = request();
    const refused = readBody(large, () => {});
    large.emit("data", Buffer.alloc(maxBodyBytes));
    large.emit("data", Buffer.alloc(1));
    await assert.rejects(refused, { code: "RequestEntityTooLargeException" });
    const cut = request();
    const dropped = readBody(cut, () => {});
    cut.emit("data", Buffer.alloc(1));
    cut.emit("close");
    await assert.rejects(dropped, { name: "DroppedAnswer" });
  });
});
