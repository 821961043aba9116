import * as pulumi from "@pulumi/pulumi";
import { DeveloperIdentityLink, getIdentityPoolOutput, IdentityPool } from "pulumi-cognito-identity";

/** The part of a program that is tested: a pool of the company's own, and its administrators in it. */
export function createUsers(admins: string[]) {
  const company = getIdentityPoolOutput({ identityPoolName: "company" });
  const pool = new IdentityPool("users", {
    developerProviderName: "login.example.com",
    tags: { parent: company.identityPoolId },
    deletionProtection: pulumi.getStack() === "production",
  });
  const links = admins.map(
    (admin) => new DeveloperIdentityLink(admin, { identityPoolId: pool.id, developerUserIdentifier: admin }),
  );
  return { pool, links };
}
