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
  const stop = new AbortController();
  if (signal?.aborted) stop.abort(signal.reason);
  const forgetSignal = signal && onAbort(signal, () => stop.abort(signal.reason));
  const tokens = new TokenLoop((input as { NextToken?: string }).NextToken);
  try {
    let next = fetchPage(input, stop.signal);
    for (;;) {
      const page = await next;
      // It may have come before the signal fired.
      if (signal?.aborted) throw abortedWalk(name, signal.reason);
      const { NextToken } = page as { NextToken?: string };
      if (!NextToken) {
        yield page;
        return;
      }
      if (tokens.repeats(NextToken)) throw repeatedToken(name);
      next = fetchPage({ ...input, NextToken }, stop.signal);
      // A reader who stops before this page must not leave an unhandled rejection.
      next.catch(() => {});
      yield page;
    }
  } finally {
    forgetSignal?.();
    // Ends the request for a page that nobody will read.
    stop.abort();
  }
}

/** Finds a loop of any length in the tokens while it remembers one of them (Brent's algorithm). */
class TokenLoop {
  #steps = 0;
  #limit = 1;

  constructor(private remembered: string | undefined) {}

  repeats(token: string): boolean {
    if (token === this.remembered) return true;
    if (++this.#steps === this.#limit) {
      this.remembered = token;
      this.#limit *= 2;
      this.#steps = 0;
    }
    return false;
  }
}

const abortedWalk = (operation: PaginatedName, cause: unknown) =>
  new CognitoIdentityError({ code: "AbortError", operation, message: `${operation}: the call was aborted`, cause });

const repeatedToken = (name: PaginatedName) =>
  new CognitoIdentityError({
    code: "InvalidResponse",
    operation: name,
    message: `${name}: the service answered with the same NextToken twice, so the pages would never end`,
  });
