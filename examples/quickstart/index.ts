import {
  DeveloperIdentityLink,
  IdentityPool,
  listIdentitiesOutput,
  lookupDeveloperIdentityOutput,
} from "pulumi-cognito-identity";

const pool = new IdentityPool("users", {
  developerProviderName: "login.example.com",
  supportedLoginProviders: { "accounts.google.com": "123456789.apps.googleusercontent.com" },
  tags: { project: "quickstart" },
});

// Alice signs in to a backend of ours; it registers her by the name that it knows her by.
const alice = new DeveloperIdentityLink("alice", {
  identityPoolId: pool.id,
  developerUserIdentifier: "alice",
});

// Her phone signs in by another name, and resolves to the same identity: one resource's output feeds another.
const phone = new DeveloperIdentityLink("alice-phone", {
  identityPoolId: pool.id,
  developerUserIdentifier: "alice@phone",
  identityId: alice.identityId,
});

const byUser = lookupDeveloperIdentityOutput({
  identityPoolId: pool.id,
  developerUserIdentifier: alice.developerUserIdentifier,
});
const byIdentity = lookupDeveloperIdentityOutput(
  { identityPoolId: pool.id, identityId: alice.identityId },
  { dependsOn: [phone] },
);
const listed = listIdentitiesOutput({ identityPoolId: pool.id }, { dependsOn: [alice, phone] });

export const poolId = pool.id;
export const poolArn = pool.arn;
export const poolName = pool.identityPoolName;
export const aliceIdentity = byUser.identityId;
export const usersOfAlice = byIdentity.developerUserIdentifierList;
export const identities = listed.identities.apply((all) =>
  all.map(({ identityId, logins }) => ({ identityId, logins })),
);
