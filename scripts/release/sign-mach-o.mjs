import { createHash } from "node:crypto";

/** A signature states a hash of each page of the program. */
const PAGE = 4096;
const HASH = 32;

const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const HEADER = 32;

/**
 * Gives a program for macOS an ad-hoc signature: it names nobody, and says that the file is as it was built, without which
 * macOS runs nothing on ARM. The program must have no signature yet. It is what Apple's linker adds by itself.
 * https://github.com/apple-oss-distributions/xnu/blob/main/osfmk/kern/cs_blobs.h
 */
export function signMachO(program, identifier) {
  if (program.readUInt32LE(0) !== 0xfeedfacf) throw new Error("This is no 64-bit program for macOS.");
  const commands = loadCommands(program);
  if (commands.some(({ type }) => type === LC_CODE_SIGNATURE)) throw new Error("The program has a signature already.");
  const segment = (name) => {
    const found = commands.find(({ type, at }) => type === LC_SEGMENT_64 && segmentName(program, at) === name);
    if (!found) throw new Error(`The program has no segment ${name}.`);
    return found.at;
  };
  const [text, linkEdit] = [segment("__TEXT"), segment("__LINKEDIT")];
  const offset = align(program.length, 16);
  const size = signatureSize(offset, identifier);
  const signed = Buffer.alloc(offset + size);
  program.copy(signed);

  addCommand(signed, commands, text, offset, size);
  // The signature belongs to the last segment.
  const fileSize = BigInt(signed.length) - signed.readBigUInt64LE(linkEdit + 40);
  signed.writeBigUInt64LE(fileSize, linkEdit + 48);
  if (signed.readBigUInt64LE(linkEdit + 32) < fileSize) {
    signed.writeBigUInt64LE(BigInt(align(Number(fileSize), 0x4000)), linkEdit + 32);
  }
  writeSignature(signed, offset, identifier, {
    base: signed.readBigUInt64LE(text + 40),
    limit: signed.readBigUInt64LE(text + 48),
  });
  return signed;
}

const align = (value, to) => Math.ceil(value / to) * to;

const segmentName = (program, at) => program.toString("latin1", at + 8, at + 24).replace(/\0+$/, "");

function loadCommands(program) {
  const commands = [];
  let at = HEADER;
  for (let left = program.readUInt32LE(16); left > 0; left--) {
    commands.push({ type: program.readUInt32LE(at), at });
    at += program.readUInt32LE(at + 4);
  }
  return commands;
}

/** Says where the signature is, in the gap between the load commands and the first section. */
function addCommand(program, commands, text, offset, size) {
  const end = HEADER + program.readUInt32LE(20);
  const sections = program.readUInt32LE(text + 64);
  const starts = Array.from({ length: sections }, (_, i) => program.readUInt32LE(text + 72 + i * 80 + 48));
  if (end + 16 > Math.min(...starts)) throw new Error("The program has no room for a further load command.");
  for (const [i, value] of [LC_CODE_SIGNATURE, 16, offset, size].entries()) program.writeUInt32LE(value, end + i * 4);
  program.writeUInt32LE(commands.length + 1, 16);
  program.writeUInt32LE(end + 16 - HEADER, 20);
}

const SUPER_BLOB = 20;
const CODE_DIRECTORY = 88;

function signatureSize(codeSize, identifier) {
  return SUPER_BLOB + CODE_DIRECTORY + Buffer.byteLength(identifier) + 1 + Math.ceil(codeSize / PAGE) * HASH;
}

/** Writes all but the hashes, and then those of the pages before the signature. */
function writeSignature(program, offset, identifier, executable) {
  const pages = Math.ceil(offset / PAGE);
  const size = program.length - offset;
  const hashes = CODE_DIRECTORY + Buffer.byteLength(identifier) + 1;
  const numbers = [
    ...[0xfade0cc0, size, 1, 0, SUPER_BLOB],
    // The code directory: its size, version, "ad-hoc, by a linker", and the places and counts of what follows.
    ...[0xfade0c02, size - SUPER_BLOB, 0x20400, 0x20002, hashes, CODE_DIRECTORY, 0, pages, offset],
  ];
  for (const [i, number] of numbers.entries()) program.writeUInt32BE(number, offset + i * 4);
  const directory = offset + SUPER_BLOB;
  // SHA-256, and the page's size as a power of two.
  program.set([HASH, 2, 0, Math.log2(PAGE)], directory + 36);
  program.writeBigUInt64BE(executable.base, directory + 64);
  program.writeBigUInt64BE(executable.limit, directory + 72);
  // It is a main program and no library.
  program.writeBigUInt64BE(1n, directory + 80);
  program.write(identifier, directory + CODE_DIRECTORY, "latin1");
  for (let page = 0; page < pages; page++) {
    const content = program.subarray(page * PAGE, Math.min((page + 1) * PAGE, offset));
    createHash("sha256")
      .update(content)
      .digest()
      .copy(program, directory + hashes + page * HASH);
  }
}
