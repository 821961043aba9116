import assert from "node:assert/strict";
import { createHash } from "node:crypto";

const { signMachO } = require("../../scripts/release/sign-mach-o.mjs") as {
  signMachO(program: Buffer, identifier: string): Buffer;
};

type Numbers = [number, number, number];

const firstSection = 0x1000;
const linkEdit = { file: 0x3000, size: 0x1234 };

/** A program for macOS on ARM with two segments, the last of which ends in mid-page. */
function program({ gap = 16 } = {}): Buffer {
  const bytes = Buffer.alloc(linkEdit.file + linkEdit.size);
  for (let i = firstSection; i < bytes.length; i++) bytes[i] = (i * 7) % 251;
  const segment = (at: number, name: string, file: number, size: number, sections: number) => {
    const length = 72 + sections * 80;
    bytes.writeUInt32LE(0x19, at);
    bytes.writeUInt32LE(length, at + 4);
    bytes.write(name, at + 8);
    bytes.writeBigUInt64LE(BigInt(Math.ceil(size / 0x1000) * 0x1000), at + 32);
    bytes.writeBigUInt64LE(BigInt(file), at + 40);
    bytes.writeBigUInt64LE(BigInt(size), at + 48);
    bytes.writeUInt32LE(sections, at + 64);
    return length;
  };
  const text = segment(32, "__TEXT", 0, linkEdit.file, 1);
  const last = segment(32 + text, "__LINKEDIT", linkEdit.file, linkEdit.size, 0);
  bytes.writeUInt32LE(32 + text + last + gap, 32 + 72 + 48);
  for (const [i, value] of [0xfeedfacf, 0x100000c, 0, 2, 2, text + last].entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
}

describe("the ad-hoc signature of a program for macOS", () => {
  it("states the hash of each page before it, and where it is", () => {
    const signed = signMachO(program(), "the-program");
    const command = 32 + 72 + 80 + 72;
    const [type, offset, size] = [0, 8, 12].map((at) => signed.readUInt32LE(command + at)) as Numbers;
    assert.deepEqual([type, offset, offset + size], [0x1d, 0x4240, signed.length]);
    assert.equal(signed.readUInt32LE(16), 3);
    assert.equal(signed.readUInt32LE(20), command + 16 - 32);
    // The last segment ends with the file, and is no larger in memory than its pages.
    const at = 32 + 72 + 80;
    assert.equal(linkEdit.file + Number(signed.readBigUInt64LE(at + 48)), signed.length);
    assert.ok(signed.readBigUInt64LE(at + 32) >= signed.readBigUInt64LE(at + 48));

    const directory = signed.subarray(offset + 20);
    assert.equal(signed.readUInt32BE(offset), 0xfade0cc0);
    assert.equal(directory.readUInt32BE(0), 0xfade0c02);
    assert.equal(directory.readUInt32BE(12) & 2, 2, "ad-hoc");
    const [hashes, identifier, pages] = [16, 20, 28].map((at) => directory.readUInt32BE(at)) as Numbers;
    const limit = directory.readUInt32BE(32);
    assert.equal(directory.toString("latin1", identifier, directory.indexOf(0, identifier)), "the-program");
    assert.deepEqual([pages, limit], [5, offset]);
    for (let page = 0; page < pages; page++) {
      const content = signed.subarray(page * 4096, Math.min((page + 1) * 4096, limit));
      const hash = directory.subarray(hashes + page * 32, hashes + page * 32 + 32);
      assert.deepEqual(hash, createHash("sha256").update(content).digest(), `page ${page}`);
    }
  });

  it("is refused for what it would break", () => {
    assert.throws(() => signMachO(signMachO(program(), "a"), "a"), /has a signature already/);
    assert.throws(() => signMachO(program({ gap: 8 }), "a"), /no room for a further load command/);
    assert.throws(() => signMachO(Buffer.alloc(4096), "a"), /no 64-bit program for macOS/);
  });
});
