import { untilAborted } from "./client/abort";
import { CognitoIdentityClient } from "./client/client";
import type { CallOptions, ClientOptions } from "./client/options";
import type { Input, OperationName, Output } from "./model/operations";

/** What is looked at before a client is used, and what it is not to ask. */
export interface Guard {
  /** Rejects what must not be called. */
  allow(client: CognitoIdentityClient, operation: OperationName): Promise<void> | undefined;
  /** The account, where STS is not to be asked for it. */
  readonly account: string | undefined;
}

/** A client each of whose calls is allowed first. */
export class GuardedClient extends CognitoIdentityClient {
  constructor(
    options: ClientOptions,
    private readonly guard: Guard,
  ) {
    super(options);
  }

  override async call<N extends OperationName>(
    name: N,
    input: Input<N>,
    options: CallOptions = {},
  ): Promise<Output<N>> {
    const { signal } = options;
    // Once the signal is aborted, the call itself says so.
    await untilAborted(Promise.resolve(this.guard.allow(this, name)), signal).catch((error) => {
      if (!signal?.aborted) throw error;
    });
    return super.call(name, input, options);
  }

  override async accountId(options: Pick<CallOptions, "signal"> = {}): Promise<string> {
    return this.guard.account ?? super.accountId(options);
  }
}
