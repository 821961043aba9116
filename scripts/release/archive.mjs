import { promisify } from "node:util";
import { gzip } from "node:zlib";

const BLOCK = 512;

/** A time for all files, so that the same contents make the same archive; npm writes the same one. */
const TIME = 499162500;

/** The bytes of a `.tar.gz` with these files: `{ name, content, mode }`. */
export async function archive(files) {
  const parts = files.flatMap(({ name, content, mode = 0o644 }) => [
    header(name, content.length, mode),
    content,
    Buffer.alloc(-content.length & (BLOCK - 1)),
  ]);
  const packed = await promisify(gzip)(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 6 });
  // The system that packed it.
  packed[9] = 255;
  return packed;
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
function header(name, size, mode) {
  const block = Buffer.alloc(BLOCK);
  const octal = (value, at, length) => block.write(value.toString(8).padStart(length - 1, "0"), at);
  block.write(name, 0, 100);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(TIME, 136, 12);
  // The checksum counts its own place as spaces.
  block.write(" ".repeat(8), 148);
  block.write("0", 156);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
