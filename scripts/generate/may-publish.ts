import { resolve } from "node:path";
import { noOwner, readPublisher } from "./publisher";

if (readPublisher(resolve(__dirname, "../..")).owner === noOwner) {
  console.error("package.json names no publisher yet: set `author` and `repository`, as docs/publishing.md says.");
  process.exitCode = 1;
}
