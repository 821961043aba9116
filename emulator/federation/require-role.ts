import { decideRole } from "../../provider/model/access/decide-role";
import { badRoleConfiguration, notAuthorized, roleForbidden } from "../service-error";
import type { Pool } from "../store";
import type { VerifiedLogin } from "./verify-login";

/** Throws, as the service does, when an identity with these logins gets no role. */
export function requireRole(
  pool: Pool,
  kind: "authenticated" | "unauthenticated",
  logins: readonly VerifiedLogin[],
  custom: string | undefined,
): void {
  switch (decideRole(pool, kind, logins, custom).refusal) {
    case "unset":
      throw badRoleConfiguration();
    case "forbidden":
      throw roleForbidden(custom as string);
    case "ambiguous":
      throw notAuthorized("The ambiguous role mapping rules denied this request.");
  }
}
