import type { Client, Log } from "../../context";
import type { Recorded } from "../../lifecycle";
import type { Clock } from "../../model/clock";
import { absentIfNotFound, CognitoIdentityError, hasCode, isAmbiguous } from "../../model/errors";
import { PartialFailure, ResourceError } from "../../resource-error";
import { deleteIdentity } from "../in-a-pool/delete-identity";
import { describeConflict, noUserToMergeBy } from "./conflict";
import { type DeveloperUser, findIdentity, findUsers, merge, register, unlink, userId } from "./developer-user";

/** Where a link wants its user to be. */
export interface LinkWish {
  /** Any identity is right when unset. */
  readonly identityId?: string | undefined;
  readonly onConflict?: "error" | "merge" | "move" | undefined;
  readonly deleteIdentity?: boolean | undefined;
}

/** What linking a user needs besides the user and the wish. */
export interface LinkingContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly log: Log;
  /** The stack has the user already, or began to register it. */
  readonly isOwn: boolean;
  /** What is recorded when the user is between two identities: the link without its identity. */
  readonly unsettled: Recorded;
}

/** Brings a user to the identity that its link wants. Each of its methods answers the identity that the user has then. */
export class Linking {
  readonly #id: string;
  readonly #left = new Set<string>();

  constructor(
    private readonly user: DeveloperUser,
    private readonly wish: LinkWish,
    private readonly context: LinkingContext,
  ) {
    this.#id = userId(user);
  }

  /** Links the user to the identity of the wish, or to any. */
  async link(): Promise<string> {
    const { user, wish, context } = this;
    const { client } = context;
    const { identityId, onConflict } = wish;
    if (identityId === undefined) return register(client, user);
    const users = await findUsers(client, user, identityId);
    if (users?.includes(user.developerUserIdentifier)) {
      if (!context.isOwn) {
        context.log("info", `Developer user ${this.#id} is registered already, to ${identityId}: it is adopted.`);
      }
      return identityId;
    }
    const host = users?.[0];
    const linked = host === undefined ? await absentIfElsewhere(register(client, user, identityId)) : undefined;
    const current = linked ?? (await findIdentity(client, user));
    if (current === undefined) return this.#register(identityId, host);
    if (current === identityId) return current;
    if (onConflict === "merge") return this.#merge(current, identityId, host);
    if (onConflict === "move") return this.#move(current, identityId, users);
    throw new ResourceError("Conflict", `identityId ${describeConflict(user, current, identityId)}.`);
  }

  /** Goes on with a user that a failure left registered to no identity, or to one of its own. */
  async resume(): Promise<string> {
    const { user, wish, context } = this;
    const current = wish.identityId === undefined ? undefined : await findIdentity(context.client, user);
    if (current === undefined || !(await this.#isAloneOn(current))) return this.link();
    return new Linking(user, { ...wish, onConflict: "move", deleteIdentity: true }, context).link();
  }

  /** Gives the user an identity of its own, unless the one that it has is. */
  async detach(from: string): Promise<string> {
    const { user, context } = this;
    if (await this.#isAloneOn(from)) {
      context.log("info", `Developer user ${this.#id} stays at identity ${from}, which nobody else has.`);
      return from;
    }
    await unlink(context.client, user, from);
    return this.#afterUnlink(from, () => register(context.client, user));
  }

  /** Takes the user from an identity. */
  async unlink(from: string): Promise<void> {
    await unlink(this.context.client, this.user, from);
    if (this.wish.deleteIdentity) await this.#deleteIfUnused(from);
  }

  async #isAloneOn(identityId: string): Promise<boolean> {
    const { user, context } = this;
    const users = await findUsers(context.client, user, identityId);
    if (users?.length !== 1 || users[0] !== user.developerUserIdentifier) return false;
    const { Logins = [] } = await context.client.call("DescribeIdentity", { IdentityId: identityId });
    return Logins.every((name) => name === user.developerProviderName);
  }

  /**
   * Registers the user, which is registered to no identity. The service refuses a second user on an identity that is
   * signed in, so the user gets an identity of its own, which is merged by way of a user that the other one has.
   */
  async #register(identityId: string, host: string | undefined): Promise<string> {
    const { user, context } = this;
    const { client, clock } = context;
    if (host === undefined) {
      return register(client, user, identityId).catch((error) => {
        throw isSignedInAlready(error) ? new ResourceError("Conflict", `${noUserToMergeBy(user, identityId)}.`) : error;
      });
    }
    let own: string | undefined;
    let merged: string;
    try {
      own = await register(client, user);
      merged = await merge(client, clock, user, own, { identityId, user: host });
    } catch (error) {
      const isBack = own === undefined ? !isAmbiguous(error) : await this.#takeBack(own);
      throw isBack ? error : this.#interrupted(error, "may be registered to an identity of its own now");
    }
    await this.#deleteLeft(own, (id) => deleteIdentity(client, id));
    return merged;
  }

  async #takeBack(own: string): Promise<boolean> {
    try {
      await unlink(this.context.client, this.user, own);
    } catch {
      return false;
    }
    await this.#deleteLeft(own, (id) => this.#deleteIfUnused(id));
    return true;
  }

  async #merge(from: string, identityId: string, host: string | undefined): Promise<string> {
    const { client, clock } = this.context;
    if (host === undefined) throw new ResourceError("Conflict", `${noUserToMergeBy(this.user, identityId)}.`);
    return merge(client, clock, this.user, from, { identityId, user: host });
  }

  async #move(from: string, to: string, users: readonly string[] | undefined): Promise<string> {
    const { user, context } = this;
    // A user is not unlinked for the sake of an identity that does not exist.
    if (!users) await context.client.call("DescribeIdentity", { IdentityId: to });
    await unlink(context.client, user, from);
    return this.#afterUnlink(from, () => this.#register(to, users?.[0]));
  }

  async #afterUnlink(from: string, registration: () => Promise<string>): Promise<string> {
    let identityId: string;
    try {
      identityId = await registration();
    } catch (error) {
      if (error instanceof PartialFailure) throw error;
      // The next update does not know of it.
      await this.leave(from);
      throw this.#interrupted(error, `was unlinked from identity ${from}, and is registered to none now`);
    }
    await this.leave(from);
    return identityId;
  }

  /** Deletes an identity that the user had, where the link says so and nobody has it any more. */
  async leave(from: string): Promise<void> {
    if (!this.wish.deleteIdentity || this.#left.has(from)) return;
    this.#left.add(from);
    await this.#deleteLeft(from, (id) => this.#deleteIfUnused(id));
  }

  /** Deletes an identity that nobody has any more. The user has another one, so that a failure is no failure of the link. */
  async #deleteLeft(identityId: string, deletion: (identityId: string) => Promise<void>): Promise<void> {
    const { clock, log } = this.context;
    for (const wait of [500, 2000, 0]) {
      try {
        await deletion(identityId);
        return;
      } catch (error) {
        if (wait > 0) await clock.wait(wait);
        else
          log(
            "warning",
            `Identity ${identityId}, which nobody has any more, could not be deleted: ${messageOf(error)}`,
          );
      }
    }
  }

  async #deleteIfUnused(IdentityId: string): Promise<void> {
    const { client } = this.context;
    const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId }));
    if (identity && (identity.Logins?.length ?? 0) === 0) await deleteIdentity(client, IdentityId);
  }

  /** The failure that leaves the user between two identities, which is recorded, so that the next update goes on. */
  #interrupted(error: unknown, whereabouts: string): PartialFailure {
    const cause = error instanceof Error ? error : new Error(String(error));
    const isExpected = cause instanceof CognitoIdentityError || cause instanceof ResourceError;
    const text = `${cause.message.replace(/\.$/, "")}. Developer user ${this.#id} ${whereabouts}; the next update goes on.`;
    return new PartialFailure(
      this.context.unsettled,
      isExpected ? new ResourceError("Interrupted", text, { cause }) : cause,
    );
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const isSignedInAlready = (error: unknown) =>
  hasCode(error, "NotAuthorizedException") && error.message.includes("Logins don't match");

/** What a registration answers, or undefined when the user may have another identity. */
async function absentIfElsewhere(registration: Promise<string>): Promise<string | undefined> {
  try {
    return await registration;
  } catch (error) {
    if (isSignedInAlready(error) || hasCode(error, "DeveloperUserAlreadyRegisteredException")) return undefined;
    throw error;
  }
}
