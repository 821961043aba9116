import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeveloperIdentityLink, DeveloperIdentityLinks, IdentityPool } from "pulumi-cognito-identity";

const [, ...rows] = readFileSync(join(__dirname, "users.csv"), "utf8").trim().split("\n");
const people = rows.map((row) => row.split(",") as [user: string, samePersonAs: string]);

const pool = new IdentityPool("users", { developerProviderName: "login.example.com" });

// Each of them gets an identity, or keeps the one that it has.
const users = new DeveloperIdentityLinks("users", {
  identityPoolId: pool.id,
  users: people.filter(([, samePersonAs]) => samePersonAs === "").map(([user]) => user),
});

// Those who sign in by a second name resolve to the identity of the first: two users are merged, which only the single link does.
export const secondNames: Record<string, unknown> = {};
for (const [user, samePersonAs] of people.filter(([, other]) => other !== "")) {
  const link = new DeveloperIdentityLink(user, {
    identityPoolId: pool.id,
    developerUserIdentifier: user,
    identityId: users.identityIds.apply((ids) => ids[samePersonAs] as string),
  });
  secondNames[user] = link.identityId;
}

export const poolId = pool.id;
export const identities = users.identityIds;
