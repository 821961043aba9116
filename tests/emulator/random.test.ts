import assert from "node:assert/strict";
import { systemRandom, uuid } from "../../emulator/random";

describe("random bytes of the system", () => {
  const random = systemRandom();

  it("are never given twice, whatever their number", () => {
    const given = new Set<string>();
    for (let i = 0; i < 2000; i++) {
      for (const size of [16, 32, 255, 600]) {
        const bytes = Buffer.from(random(size));
        assert.equal(bytes.length, size);
        // Sixteen equal bytes in a row at the same place would be a repeat.
        given.add(bytes.subarray(0, 16).toString("hex"));
      }
    }
    assert.equal(given.size, 8000);
  });

  it("make UUIDs of version 4", () => {
    const ids = new Set(Array.from({ length: 2000 }, () => uuid(random)));
    assert.equal(ids.size, 2000);
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
