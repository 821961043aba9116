import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Body } from "../../../../provider/client/transport/body";
import { maxBodyBytes } from "../../../../provider/client/transport/error";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const megabytes = () => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

describe("Body", () => {
  const joined = (...chunks: Uint8Array[]) => {
    const body = new Body();
    for (const chunk of chunks) body.add(chunk);
    return body.bytes;
  };

  it("joins chunks of any size in their order, and leaves them as they were", () => {
    const sizes = [0, 1, 3, 20_000, 1, 0, 70_000, 2];
    const chunks = sizes.map((size, index) => Buffer.alloc(size, index + 1));
    const expected = Buffer.concat(chunks);
    assert.deepEqual(joined(...chunks), expected);
    assert.deepEqual(Buffer.concat(chunks), expected);
    assert.deepEqual(joined(new Uint8Array(Buffer.from("abc").buffer, 0, 0)), Buffer.alloc(0));
    assert.equal(joined(), undefined);
  });

  it("ends at the bound of its size, and not before", () => {
    const body = new Body();
    body.add(Buffer.alloc(maxBodyBytes - 1));
    body.add(Buffer.alloc(1, 7));
    assert.deepEqual([body.bytes?.length, body.bytes?.at(-1)], [maxBodyBytes, 7]);
    assert.throws(() => body.add(Buffer.alloc(1)), { code: "InvalidResponse", message: /exceeds 16777216 bytes/ });
  });

  it("of a million chunks takes no more memory than its bytes", () => {
    const body = new Body();
    collect();
    const before = megabytes();
    for (let i = 0; i < 1_000_000; i++) body.add(Buffer.from([i % 256]));
    collect();
    const growth = megabytes() - before;
    assert(growth < 10, `${growth} MB`);
    assert.equal(body.bytes?.length, 1_000_000);
  }).timeout(30_000);
});
