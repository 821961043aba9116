import { CognitoIdentityError } from "./errors";
import { type Input, type Output, operations, type PaginatedName } from "./operations";

/** The pages of an answer, and what they list. */
export interface Pages<N extends PaginatedName> extends AsyncIterable<Output<N>> {
  /** The listed things one by one. */
  items(): AsyncIterable<Item<N>>;
}

type ListMember<N extends PaginatedName> = (typeof operations)[N] extends { pages: infer P } ? P : never;

/** What an operation lists. */
export type Item<N extends PaginatedName> =
  NonNullable<Output<N>[ListMember<N> & keyof Output<N>]> extends (infer I)[] ? I : never;

type Page = { readonly NextToken?: string };

export function paginate<N extends PaginatedName>(
  name: N,
  input: Input<N>,
  fetchPage: (input: Input<N>) => Promise<Output<N>>,
): Pages<N> {
  return {
    [Symbol.asyncIterator]: () => pages(name, input, fetchPage),
    async *items() {
      for await (const page of pages(name, input, fetchPage)) {
        yield* ((page as Record<string, unknown>)[operations[name].pages] ?? []) as Item<N>[];
      }
    },
  };
}

async function* pages<N extends PaginatedName>(
  name: N,
  input: Input<N>,
  fetchPage: (input: Input<N>) => Promise<Output<N>>,
): AsyncGenerator<Output<N>> {
  let token = (input as Page).NextToken;
  let next = fetchPage(input);
  for (;;) {
    const page = await next;
    const following = (page as Page).NextToken;
    if (!following) {
      yield page;
      return;
    }
    if (following === token) {
      throw new CognitoIdentityError({
        code: "InvalidResponse",
        operation: name,
        message: `${name}: the service answered with the same NextToken twice, so the pages would never end`,
      });
    }
    token = following;
    next = fetchPage({ ...input, NextToken: following });
    // A reader who stops before this page must not leave an unhandled rejection.
    next.catch(() => {});
    yield page;
  }
}
