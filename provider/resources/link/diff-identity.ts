import type { Request } from "../../lifecycle";
import type { Change } from "../../properties";
import { type DeveloperUser, userId } from "./developer-user";

type IdentityDiff = Request & {
  readonly id: string;
  readonly state: DeveloperUser & { readonly identityId?: string };
  readonly inputs: { readonly identityId?: string | undefined; readonly onConflict?: string | undefined };
  readonly setBefore?: readonly string[] | undefined;
};

/**
 * What would change in the identity of a link. Where the program names none, any is right; it differs all the same when
 * it was taken away from the program, and when a refresh has just found another one than was recorded.
 */
export function diffIdentity({ context, id, state, inputs, setBefore }: IdentityDiff): Change[] {
  const changed = (kind: Change["kind"]) => [{ property: "identityId", kind, replaces: false }];
  const { identityId, onConflict } = inputs;
  const isDrift = context.update.takeDrift(id);
  const wasSet = setBefore?.includes("identityId");
  if (state.identityId === undefined) return changed("add");
  if (identityId !== undefined) {
    if (identityId !== state.identityId) return changed("update");
    return wasSet === false ? changed("add") : [];
  }
  if (wasSet) {
    const user = `Developer user ${userId(state)}`;
    const text =
      onConflict === "move"
        ? `${user} leaves identity ${state.identityId}, and gets one of its own`
        : `${user} stays at identity ${state.identityId}, though identityId is taken away; with onConflict "move", or where the link is replaced, it gets one of its own`;
    context.log("info", `${text}.`);
    return changed("delete");
  }
  return isDrift ? changed("update") : [];
}
