import { hash } from "node:crypto";
import { CognitoIdentityError } from "../model/errors";
import { type Input, type Output, operations, type PaginatedName } from "../model/operations";
import { onAbort } from "./abort";

/** The pages of an answer, and what they list. Each iteration starts from the input's page. */
export interface Pages<N extends PaginatedName> extends AsyncIterable<Output<N>> {
  /** The listed things one by one. */
  items(): AsyncIterable<Item<N>>;
}

type ListMember<N extends PaginatedName> = (typeof operations)[N] extends { pages: infer P } ? P : never;

/** What an operation lists. */
export type Item<N extends PaginatedName> =
  NonNullable<Output<N>[ListMember<N> & keyof Output<N>]> extends (infer I)[] ? I : never;

type FetchPage<N extends PaginatedName> = (input: Input<N>, signal: AbortSignal) => Promise<Output<N>>;

export function paginate<N extends PaginatedName>(
  name: N,
  input: Input<N>,
  signal: AbortSignal | undefined,
  fetchPage: FetchPage<N>,
): Pages<N> {
  return {
    [Symbol.asyncIterator]: () => walk(name, input, signal, fetchPage),
    async *items() {
      for await (const page of walk(name, input, signal, fetchPage)) {
        yield* ((page as Record<string, unknown>)[operations[name].pages] ?? []) as Item<N>[];
      }
    },
  };
}

async function* walk<N extends PaginatedName>(
  name: N,
  input: Input<N>,
  signal: AbortSignal | undefined,
  fetchPage: FetchPage<N>,
): AsyncGenerator<Output<N>> {
  const walkEnds = new AbortController();
  if (signal?.aborted) walkEnds.abort(signal.reason);
  const removeCallback = signal && onAbort(signal, () => walkEnds.abort(signal.reason));
  const endless = new EndlessWalk((input as { NextToken?: string }).NextToken);
  try {
    let next = fetchPage(input, walkEnds.signal);
    for (;;) {
      const page = await next;
      // It may have come before the signal fired.
      if (signal?.aborted) throw abortedWalk(name, signal.reason);
      const { NextToken } = page as { NextToken?: string };
      if (!NextToken) {
        yield page;
        return;
      }
      if (endless.repeats(NextToken)) throw endlessPages(name, "the same NextToken twice");
      const items = (page as Record<string, unknown>)[operations[name].pages];
      if (endless.isEmptyAgain(items)) throw endlessPages(name, `${maxEmptyPages} pages in a row that hold nothing`);
      next = fetchPage({ ...input, NextToken }, walkEnds.signal);
      // A reader who stops before this page must not leave an unhandled rejection.
      next.catch(() => {});
      yield page;
    }
  } finally {
    removeCallback?.();
    // Ends the request for a page that nobody will read.
    walkEnds.abort();
  }
}

/** More pages in a row without an item than a filter can be thought to leave. */
const maxEmptyPages = 10_000;
/** So many tokens are remembered: some ten megabytes. */
const maxTokens = 100_000;

/** Notices a walk that would never end: by tokens that were seen before, and by pages that hold nothing. */
class EndlessWalk {
  readonly #tokens = new Set<string>();
  #emptyPages = 0;

  constructor(firstToken: string | undefined) {
    if (firstToken) this.repeats(firstToken);
  }

  /** Whether a token came before. Hashes stand for the tokens, which may have 64 kB each. */
  repeats(token: string): boolean {
    const digest = hash("sha256", token, "base64");
    if (this.#tokens.has(digest)) return true;
    if (this.#tokens.size === maxTokens) this.#tokens.clear();
    this.#tokens.add(digest);
    return false;
  }

  /** Whether this page is one too many in a row that hold nothing. */
  isEmptyAgain(items: unknown): boolean {
    this.#emptyPages = Array.isArray(items) && items.length > 0 ? 0 : this.#emptyPages + 1;
    return this.#emptyPages > maxEmptyPages;
  }
}

const abortedWalk = (operation: PaginatedName, cause: unknown) =>
  new CognitoIdentityError({ code: "AbortError", operation, message: `${operation}: the call was aborted`, cause });

const endlessPages = (name: PaginatedName, answer: string) =>
  new CognitoIdentityError({
    code: "InvalidResponse",
    operation: name,
    message: `${name}: the service answered with ${answer}, so the pages would never end`,
  });
