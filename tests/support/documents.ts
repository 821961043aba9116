import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The documents of a checkout, or of an installed package. */
export const pagesOf = (root: string): string[] =>
  ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"].concat(
    readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("docs", name)),
  );

export interface Block {
  readonly page: string;
  readonly line: number;
  /** What stands after the three backquotes, for example `ts` or `ts no-run`. */
  readonly info: string;
  readonly code: string;
}

/** The code blocks of a page. */
export function blocksOf(root: string, page: string): Block[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    // The Pulumi registry wants the long name.
    info: match[1] === "typescript" ? "ts" : (match[1] as string),
    code: match[2] as string,
  }));
}

/** A link of a page to a file beside it, or to a heading. */
export interface Link {
  readonly page: string;
  /** Relative to the page; empty for a heading of its own. */
  readonly target: string;
  /** The heading's name in links; empty for none. */
  readonly anchor: string;
}

/** The links of a page, without those to the web. */
export const linksOf = (root: string, page: string): Link[] =>
  [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(
    ([, target = "", anchor = ""]) => ({ page, target, anchor }),
  );

/** The names that the headings of a page have in links. */
export const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
