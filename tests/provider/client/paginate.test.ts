import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CognitoIdentityClient } from "../../../provider/client";
import { type BareServer, type Respond, startBareServer } from "./support/bare-server";

const IdentityPoolId = "eu-west-1:1";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

describe("paginate", () => {
  let server: BareServer;
  let client: CognitoIdentityClient;

  beforeEach(async () => {
    server = await startBareServer();
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials });
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  /** Pages of two identities, 0 to `last`; the token is the page's number. */
  const pagesTo =
    (last: number): Respond =>
    ({ body }) => {
      const page = Number(JSON.parse(body).NextToken ?? 0);
      const Identities = [0, 1].map((i) => ({ IdentityId: `eu-west-1:${page}-${i}` }));
      return {
        body: JSON.stringify({ IdentityPoolId, Identities, ...(page < last && { NextToken: String(page + 1) }) }),
      };
    };
  const identities = (signal?: AbortSignal) =>
    client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 2 }, { signal });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

  it("walks all pages and their items, in order", async () => {
    server.respond = pagesTo(3);
    const ids = [];
    for await (const { IdentityId } of identities().items()) ids.push(IdentityId);
    assert.deepEqual(
      ids,
      [0, 1, 2, 3].flatMap((page) => [`eu-west-1:${page}-0`, `eu-west-1:${page}-1`]),
    );
    assert.deepEqual(
      server.received.map(({ body }) => JSON.parse(body).NextToken),
      [undefined, "1", "2", "3"],
    );
    let pages = 0;
    for await (const page of identities()) pages += page.Identities?.length === 2 ? 1 : 0;
    assert.equal(pages, 4);
  });

  it("passes by pages without a list, and starts at the input's token", async () => {
    server.respond = (_request, index) => ({
      body: JSON.stringify({
        IdentityId: "eu-west-1:1",
        ...(index === 0 ? { NextToken: "b" } : { DeveloperUserIdentifierList: ["u"] }),
      }),
    });
    const users = [];
    const pages = client.paginate("LookupDeveloperIdentity", {
      IdentityPoolId,
      IdentityId: "eu-west-1:1",
      NextToken: "a",
    });
    for await (const user of pages.items()) users.push(user);
    assert.deepEqual(users, ["u"]);
    assert.equal(JSON.parse(server.received[0]?.body ?? "").NextToken, "a");
  });

  it("fetches one page ahead, and no more", async () => {
    server.respond = pagesTo(9);
    const iterator = identities()[Symbol.asyncIterator]();
    await iterator.next();
    await settle();
    assert.equal(server.received.length, 2);
    await iterator.next();
    await settle();
    assert.equal(server.received.length, 3);
    await iterator.return?.();
  });

  it("leaves nothing behind when its reader stops early", async () => {
    let unhandled = 0;
    const note = () => unhandled++;
    process.on("unhandledRejection", note);
    const ended: unknown[] = [];
    client = new CognitoIdentityClient({
      region: "eu-west-1",
      endpoint: server.url,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      onCall: ({ error }) => ended.push(error?.code),
    });
    const first = pagesTo(9);
    server.respond = (request, index) => ({ ...first(request, index), delay: index === 0 ? 0 : 5_000 });
    for await (const _page of identities()) break;
    await settle();
    assert.deepEqual(ended, [undefined, "AbortError"], "the page that was fetched ahead is cancelled");
    process.off("unhandledRejection", note);
    assert.equal(unhandled, 0);
  });

  it("ends at its signal", async () => {
    server.respond = pagesTo(9);
    const controller = new AbortController();
    const walk = async () => {
      for await (const _page of identities(controller.signal)) controller.abort();
    };
    await assert.rejects(walk(), { code: "AbortError" });
  });

  it("ends at a signal that fires while a page is looked at, though the next one has come", async () => {
    for (const last of [1, 5]) {
      server.respond = pagesTo(last);
      const controller = new AbortController();
      const seen: unknown[] = [];
      const walk = async () => {
        for await (const page of identities(controller.signal)) {
          seen.push(page);
          await settle();
          controller.abort();
        }
      };
      await assert.rejects(walk(), { code: "AbortError" });
      assert.equal(seen.length, 1);
    }
  });

  it("throws where a page fails, after the pages before it", async () => {
    const first = pagesTo(9);
    server.respond = (request, index) =>
      index === 2 ? { status: 400, body: '{"__type":"InvalidParameterException"}' } : first(request, index);
    let pages = 0;
    const walk = async () => {
      for await (const _page of identities()) pages++;
    };
    await assert.rejects(walk(), { code: "InvalidParameterException" });
    assert.equal(pages, 2);
  });

  for (const length of [1, 2, 5]) {
    it(`finds tokens that repeat every ${length} pages`, async () => {
      server.respond = (_request, index) => ({
        body: JSON.stringify({ IdentityPoolId, Identities: [], NextToken: `t${index % length}` }),
      });
      const walk = async () => {
        for await (const _page of identities());
      };
      await assert.rejects(walk(), { code: "InvalidResponse", message: /the same NextToken twice/ });
      assert(server.received.length <= 3 * length + 3, `${server.received.length} requests`);
    });
  }

  /** A client over a handler in this process that answers with `NextToken` after each page. */
  const over = (respond: (page: number) => object) => {
    let page = 0;
    const handle = async () => ({ response: { statusCode: 200, headers: {}, body: JSON.stringify(respond(page++)) } });
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const endpoint = "http://in-process";
    client = new CognitoIdentityClient({
      region: "eu-west-1",
      endpoint,
      credentials,
      requestHandler: { handle } as never,
    });
  };

  it("finds tokens that repeat after thousands of pages", async () => {
    over((page) => ({ IdentityPoolId, Identities: [], NextToken: `t${page % 5_000}` }));
    let pages = 0;
    const walk = async () => {
      for await (const _page of identities()) pages++;
    };
    await assert.rejects(walk(), { code: "InvalidResponse", message: /the same NextToken twice/ });
    assert(pages <= 5_001, `${pages} pages`);
  }).timeout(30_000);

  it("finds the token that it began with", async () => {
    server.respond = () => ({ body: '{"IdentityPools":[],"NextToken":"a"}' });
    const walk = async () => {
      for await (const _page of client.paginate("ListIdentityPools", { MaxResults: 2, NextToken: "a" }));
    };
    await assert.rejects(walk(), { message: /the same NextToken twice/ });
    assert.equal(server.received.length, 1);
  });

  it("ends a row of ever new tokens for pages that hold nothing, but not where something comes between", async () => {
    over((page) => ({
      IdentityPoolId,
      Identities: page === 9_000 ? [{ IdentityId: "i" }] : [],
      NextToken: `t${page}`,
    }));
    let pages = 0;
    const walk = async () => {
      for await (const _page of identities()) pages++;
    };
    await assert.rejects(walk(), { code: "InvalidResponse", message: /10000 pages in a row that hold nothing/ });
    assert.equal(pages, 19_001);
  }).timeout(60_000);

  it("remembers no token of 64 kB", async () => {
    const long = "x".repeat(60_000);
    over((page) => ({
      IdentityPoolId,
      Identities: [{ IdentityId: "i" }],
      ...(page < 3_000 && { NextToken: `${page}${long}` }),
    }));
    const heap: number[] = [];
    let count = 0;
    for await (const _page of identities()) {
      if (++count !== 500 && count !== 3_000) continue;
      collect();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
    const [early, late] = heap as [number, number];
    assert(late - early < 50, `${late - early} MB`);
  }).timeout(60_000);

  it("holds no more memory after ten thousand pages than after a thousand", async () => {
    const last = 10_000;
    const handler = {
      async handle(request: { body?: unknown }) {
        const page = Number(JSON.parse(String(request.body)).NextToken ?? 0);
        const Identities = Array.from({ length: 60 }, (_, i) => ({
          IdentityId: `eu-west-1:${page}-${i}`,
          CreationDate: 1.5,
        }));
        const body = JSON.stringify({
          IdentityPoolId,
          Identities,
          ...(page < last && { NextToken: String(page + 1) }),
        });
        return { response: { statusCode: 200, headers: {}, body } };
      },
    };
    client = new CognitoIdentityClient({
      region: "eu-west-1",
      endpoint: "http://in-process",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: handler as never,
    });
    let count = 0;
    let early = 0;
    for await (const _page of identities()) {
      if (++count === 1_000) {
        collect();
        early = process.memoryUsage().heapUsed;
      }
    }
    collect();
    const growth = (process.memoryUsage().heapUsed - early) / 2 ** 20;
    assert.equal(count, last + 1);
    assert(growth < 50, `${growth} MB`);
  }).timeout(30_000);
});
