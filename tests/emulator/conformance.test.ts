import assert from "node:assert/strict";
import type { CognitoIdentity, CreateIdentityPoolCommandInput } from "@aws-sdk/client-cognito-identity";
import { failure, openTarget, type Target, targetNames } from "./support/targets";

const unknownId = (region: string) => `${region}:00000000-0000-4000-8000-000000000000`;

for (const targetName of targetNames) {
  describe(`Cognito Identity, ${targetName}`, () => {
    let target: Target;
    let aws: CognitoIdentity;
    const made: string[] = [];

    before(async () => {
      target = await openTarget(targetName);
      aws = target.client();
    });
    after(async () => {
      for (const IdentityPoolId of made) await aws.deleteIdentityPool({ IdentityPoolId }).catch(() => {});
      await target.close();
    });

    async function createPool(settings: Partial<CreateIdentityPoolCommandInput> = {}) {
      const input = { IdentityPoolName: "conformance", AllowUnauthenticatedIdentities: true, ...settings };
      const { $metadata, ...pool } = await aws.createIdentityPool(input);
      made.push(pool.IdentityPoolId as string);
      return { ...pool, IdentityPoolId: pool.IdentityPoolId as string };
    }

    const describePool = async (IdentityPoolId: string) => {
      const { $metadata, ...pool } = await aws.describeIdentityPool({ IdentityPoolId });
      return pool;
    };

    describe("pools", () => {
      it("answers a new pool as it is stored, and leaves out what was never set", async () => {
        const pool = await createPool();
        assert.match(pool.IdentityPoolId, new RegExp(`^${target.region}:[0-9a-f]{8}-[0-9a-f-]{27}$`));
        assert.deepEqual(pool, {
          IdentityPoolId: pool.IdentityPoolId,
          IdentityPoolName: "conformance",
          AllowUnauthenticatedIdentities: true,
          IdentityPoolTags: {},
        });
        assert.deepEqual(await describePool(pool.IdentityPoolId), pool);
      });

      it("stores every setting", async () => {
        const settings = {
          AllowClassicFlow: true,
          SupportedLoginProviders: { "accounts.google.com": "app", "graph.facebook.com": "7346241598935552" },
          DeveloperProviderName: "login.example",
          CognitoIdentityProviders: [
            {
              ProviderName: `cognito-idp.${target.region}.amazonaws.com/${target.region}_abc123DEF`,
              ClientId: "client1",
            },
          ],
          IdentityPoolTags: { team: "a", empty: "" },
        };
        const pool = await createPool(settings);
        assert.deepEqual(await describePool(pool.IdentityPoolId), {
          IdentityPoolId: pool.IdentityPoolId,
          IdentityPoolName: "conformance",
          AllowUnauthenticatedIdentities: true,
          ...settings,
          CognitoIdentityProviders: [{ ...settings.CognitoIdentityProviders[0], ServerSideTokenCheck: false }],
        });
      });

      it("keeps three states of AllowClassicFlow", async () => {
        for (const AllowClassicFlow of [undefined, false, true]) {
          const { IdentityPoolId } = await createPool({ AllowClassicFlow });
          assert.equal((await describePool(IdentityPoolId)).AllowClassicFlow, AllowClassicFlow);
        }
      });

      it("overwrites on update, but for the developer provider name and the tags", async () => {
        const { IdentityPoolId } = await createPool({
          AllowClassicFlow: false,
          SupportedLoginProviders: { "accounts.google.com": "app" },
          DeveloperProviderName: "login.example",
          IdentityPoolTags: { team: "a" },
        });
        const { $metadata, ...updated } = await aws.updateIdentityPool({
          IdentityPoolId,
          IdentityPoolName: "renamed",
          AllowUnauthenticatedIdentities: false,
        });
        assert.deepEqual(updated, {
          IdentityPoolId,
          IdentityPoolName: "renamed",
          AllowUnauthenticatedIdentities: false,
          DeveloperProviderName: "login.example",
          IdentityPoolTags: { team: "a" },
        });
        assert.deepEqual(await describePool(IdentityPoolId), updated);
      });

      it("refuses another developer provider name", async () => {
        const pool = await createPool({ DeveloperProviderName: "one" });
        const change = aws.updateIdentityPool({ ...pool, DeveloperProviderName: "two" } as never);
        assert.equal((await failure(change)).name, "InvalidParameterException");
      });

      it("sets a developer provider name that was not set", async () => {
        const pool = await createPool();
        await aws.updateIdentityPool({ ...pool, DeveloperProviderName: "one" } as never);
        assert.equal((await describePool(pool.IdentityPoolId)).DeveloperProviderName, "one");
      });

      it("refuses a user pool provider that is none", async () => {
        for (const ProviderName of ["example.com", undefined]) {
          const create = createPool({ CognitoIdentityProviders: [{ ProviderName, ClientId: "client1" }] });
          assert.deepEqual(await failure(create), {
            name: "InvalidParameterException",
            message: "Invalid Cognito Identity Provider",
            status: 400,
          });
        }
      });

      it("deletes a pool once", async () => {
        const { IdentityPoolId } = await createPool();
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        await aws.deleteIdentityPool({ IdentityPoolId });
        const gone = {
          name: "ResourceNotFoundException",
          message: `IdentityPool '${IdentityPoolId}' not found.`,
          status: 400,
        };
        assert.deepEqual(await failure(aws.deleteIdentityPool({ IdentityPoolId })), gone);
        assert.deepEqual(await failure(aws.describeIdentityPool({ IdentityPoolId })), gone);
        assert.deepEqual(await failure(aws.getId({ IdentityPoolId })), gone);
        assert.equal((await failure(aws.describeIdentity({ IdentityId }))).name, "ResourceNotFoundException");
      });

      it("lists pools by id and name only, in pages", async () => {
        const ids = new Set<string>();
        for (let i = 0; i < 5; i++) ids.add((await createPool({ IdentityPoolName: "listed" })).IdentityPoolId);
        const found = [];
        let NextToken: string | undefined;
        do {
          const page = await aws.listIdentityPools({ MaxResults: 2, NextToken });
          assert.ok((page.IdentityPools?.length ?? 0) <= 2);
          found.push(...(page.IdentityPools ?? []));
          NextToken = page.NextToken;
        } while (NextToken);
        const listed = found.filter(({ IdentityPoolId }) => ids.has(IdentityPoolId as string));
        assert.deepEqual(new Set(listed.map(({ IdentityPoolId }) => IdentityPoolId)), ids);
        for (const item of listed) assert.deepEqual(Object.keys(item).sort(), ["IdentityPoolId", "IdentityPoolName"]);
      });
    });

    describe("constraints", () => {
      const refused = async (call: Promise<unknown>) => {
        const { name, message, status } = await failure(call);
        assert.equal(name, "ValidationException");
        assert.equal(status, 400);
        return message;
      };

      it("words a pattern", async () => {
        assert.equal(
          await refused(aws.describeIdentityPool({ IdentityPoolId: "us-east-1_xxx" })),
          "1 validation error detected: Value 'us-east-1_xxx' at 'identityPoolId' failed to satisfy constraint: " +
            "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
        );
      });

      it("words a limit and a missing member", async () => {
        assert.match(
          await refused(aws.listIdentityPools({ MaxResults: 61 })),
          /Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60$/,
        );
        assert.equal(
          await refused(aws.listIdentityPools({} as never)),
          "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member must not be null",
        );
      });

      it("counts all of them", async () => {
        const IdentityPoolName = "!".repeat(129);
        const message = await refused(aws.createIdentityPool({ IdentityPoolName } as never));
        assert.match(message, /^3 validation errors detected: /);
        assert.match(message, /Member must have length less than or equal to 128/);
        assert.match(message, /Member must satisfy regular expression pattern: \[\\w\\s\+=,\.@-\]\+/);
        assert.match(message, /Value null at 'allowUnauthenticatedIdentities'/);
      });
    });

    describe("guests", () => {
      it("are new each time", async () => {
        const { IdentityPoolId } = await createPool();
        const [one, two] = [await aws.getId({ IdentityPoolId }), await aws.getId({ IdentityPoolId })];
        assert.notEqual(one.IdentityId, two.IdentityId);
        assert.equal(one.IdentityId?.split(":")[0], target.region);
        const { $metadata, ...identity } = await aws.describeIdentity({ IdentityId: one.IdentityId });
        assert.deepEqual(Object.keys(identity).sort(), ["CreationDate", "IdentityId", "LastModifiedDate"]);
        assert.deepEqual(identity.CreationDate, identity.LastModifiedDate);
      });

      it("are refused where the pool forbids them", async () => {
        const { IdentityPoolId } = await createPool({ AllowUnauthenticatedIdentities: false });
        assert.deepEqual(await failure(aws.getId({ IdentityPoolId })), {
          name: "NotAuthorizedException",
          message: "Unauthenticated access is not supported for this identity pool.",
          status: 400,
        });
      });

      it("get a token", async () => {
        const { IdentityPoolId } = await createPool();
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        const answer = await aws.getOpenIdToken({ IdentityId });
        assert.equal(answer.IdentityId, IdentityId);
        assert.equal(answer.Token?.split(".").length, 3);
      });

      it("get none where the classic flow is off", async () => {
        const { IdentityPoolId } = await createPool({ AllowClassicFlow: false });
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        assert.deepEqual(await failure(aws.getOpenIdToken({ IdentityId })), {
          name: "InvalidParameterException",
          message: "Basic (classic) flow is not enabled, please use enhanced flow.",
          status: 400,
        });
      });

      it("get no credentials without a role", async () => {
        const { IdentityPoolId } = await createPool();
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        assert.deepEqual(await failure(aws.getCredentialsForIdentity({ IdentityId })), {
          name: "InvalidIdentityPoolConfigurationException",
          message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
          status: 400,
        });
      });
    });

    it("says which identity is not there", async () => {
      const IdentityId = unknownId(target.region);
      assert.deepEqual(await failure(aws.describeIdentity({ IdentityId })), {
        name: "ResourceNotFoundException",
        message: `Identity '${IdentityId}' not found.`,
        status: 400,
      });
    });

    describe("developer identities", () => {
      const provider = "login.example";
      let IdentityPoolId: string;

      beforeEach(async () => {
        ({ IdentityPoolId } = await createPool({ DeveloperProviderName: provider }));
      });

      const register = async (user: string, IdentityId?: string, more: Record<string, string> = {}) => {
        const Logins = { [provider]: user, ...more };
        const answer = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, IdentityId, Logins });
        return answer.IdentityId as string;
      };
      const lookup = async (query: { IdentityId?: string; DeveloperUserIdentifier?: string }) => {
        const { $metadata, ...answer } = await aws.lookupDeveloperIdentity({ IdentityPoolId, ...query });
        return answer;
      };

      it("are registered once and found again", async () => {
        const id = await register("one");
        assert.equal(await register("one"), id);
        assert.notEqual(await register("two"), id);
        const { Logins } = await aws.describeIdentity({ IdentityId: id });
        assert.deepEqual(Logins, [provider]);
      });

      it("are looked up in both directions, and verified", async () => {
        const id = await register("one");
        const both = { IdentityId: id, DeveloperUserIdentifierList: ["one"] };
        assert.deepEqual(await lookup({ IdentityId: id }), both);
        assert.deepEqual(await lookup({ DeveloperUserIdentifier: "one" }), both);
        assert.deepEqual(await lookup({ IdentityId: id, DeveloperUserIdentifier: "one" }), both);
        await register("two");
        const mismatch = lookup({ IdentityId: id, DeveloperUserIdentifier: "two" });
        assert.equal((await failure(mismatch)).name, "ResourceConflictException");
        const unknown = lookup({ DeveloperUserIdentifier: "nobody" });
        assert.equal((await failure(unknown)).name, "ResourceNotFoundException");
      });

      it("take over a guest", async () => {
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        assert.equal(await register("one", IdentityId), IdentityId);
        const { name, message } = await failure(aws.getOpenIdToken({ IdentityId }));
        assert.equal(name, "NotAuthorizedException");
        assert.equal(message, `Access to Identity '${IdentityId}' is forbidden.`);
      });

      it("are not given a second identity", async () => {
        await register("one");
        const { IdentityId } = await aws.getId({ IdentityPoolId });
        assert.equal((await failure(register("one", IdentityId))).name, "DeveloperUserAlreadyRegisteredException");
      });

      it("need proof to join an identity that has logins", async () => {
        const id = await register("one");
        const { name, message } = await failure(register("two", id));
        assert.equal(name, "NotAuthorizedException");
        assert.equal(
          message,
          "Logins don't match. Please include at least one valid login for this identity or identity pool.",
        );
      });

      it("are refused under another provider's name", async () => {
        const Logins = { "other.example": "one" };
        const { message } = await failure(aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins }));
        assert.match(message, /^This identity pool does not support the specified developer provider/);
      });

      it("are merged: the source's users move and its identity is disabled", async () => {
        const [source, destination] = [await register("source"), await register("destination")];
        const merge = { IdentityPoolId, DeveloperProviderName: provider } as const;
        const { IdentityId } = await aws.mergeDeveloperIdentities({
          ...merge,
          SourceUserIdentifier: "source",
          DestinationUserIdentifier: "destination",
        });
        assert.equal(IdentityId, destination);
        assert.equal(await register("source"), destination);
        const { DeveloperUserIdentifierList } = await lookup({ IdentityId: destination });
        assert.deepEqual(DeveloperUserIdentifierList?.sort(), ["destination", "source"]);
        const list = async (HideDisabled: boolean) => {
          const { Identities } = await aws.listIdentities({ IdentityPoolId, MaxResults: 60, HideDisabled });
          return Identities?.map((identity) => identity.IdentityId).sort();
        };
        assert.deepEqual(await list(true), [destination]);
        assert.deepEqual(await list(false), [source, destination].sort());
      });

      it("are new after they were unlinked", async () => {
        const id = await register("one");
        const link = { IdentityPoolId, IdentityId: id, DeveloperProviderName: provider };
        await aws.unlinkDeveloperIdentity({ ...link, DeveloperUserIdentifier: "one" });
        assert.equal((await failure(lookup({ DeveloperUserIdentifier: "one" }))).name, "ResourceNotFoundException");
        assert.notEqual(await register("one"), id);
      });

      it("are deleted with their identity", async () => {
        const id = await register("one");
        const { UnprocessedIdentityIds } = await aws.deleteIdentities({ IdentityIdsToDelete: [id] });
        assert.deepEqual(UnprocessedIdentityIds, []);
        assert.equal((await failure(aws.describeIdentity({ IdentityId: id }))).name, "ResourceNotFoundException");
      });
    });

    it("lists identities in pages that belong to their query", async () => {
      const { IdentityPoolId } = await createPool();
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.push((await aws.getId({ IdentityPoolId })).IdentityId as string);
      const first = await aws.listIdentities({ IdentityPoolId, MaxResults: 2 });
      assert.equal(first.IdentityPoolId, IdentityPoolId);
      const extra = (await aws.getId({ IdentityPoolId })).IdentityId as string;
      const rest = await aws.listIdentities({ IdentityPoolId, MaxResults: 60, NextToken: first.NextToken });
      const seen = [...(first.Identities ?? []), ...(rest.Identities ?? [])].map(({ IdentityId }) => IdentityId);
      assert.equal(rest.NextToken, undefined);
      assert.deepEqual([...new Set(seen)].sort(), [...ids, extra].sort());
      const other = await createPool();
      const foreign = { IdentityPoolId: other.IdentityPoolId, MaxResults: 2, NextToken: first.NextToken };
      assert.equal((await failure(aws.listIdentities(foreign))).name, "InvalidParameterException");
    });

    it("tags by ARN", async function () {
      const { IdentityPoolId } = await createPool({ IdentityPoolTags: { a: "1" } });
      if (!target.local) return this.skip();
      const ResourceArn = `arn:aws:cognito-identity:${target.region}:000000000000:identitypool/${IdentityPoolId}`;
      await aws.tagResource({ ResourceArn, Tags: { a: "2", b: "3" } });
      assert.deepEqual((await aws.listTagsForResource({ ResourceArn })).Tags, { a: "2", b: "3" });
      await aws.untagResource({ ResourceArn, TagKeys: ["a", "never"] });
      assert.deepEqual((await describePool(IdentityPoolId)).IdentityPoolTags, { b: "3" });
      const anonymous = ResourceArn.replace("000000000000", "");
      assert.deepEqual((await aws.listTagsForResource({ ResourceArn: anonymous })).Tags, { b: "3" });
    });

    it("maps principal tags", async () => {
      const IdentityProviderName = "accounts.google.com";
      const { IdentityPoolId } = await createPool({ SupportedLoginProviders: { [IdentityProviderName]: "app" } });
      const map = { IdentityPoolId, IdentityProviderName, UseDefaults: false, PrincipalTags: { who: "sub" } };
      const { $metadata: _set, ...set } = await aws.setPrincipalTagAttributeMap(map);
      assert.deepEqual(set, map);
      const { $metadata: _get, ...got } = await aws.getPrincipalTagAttributeMap({
        IdentityPoolId,
        IdentityProviderName,
      });
      assert.deepEqual(got, map);
    });
  });
}
