import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GetOpenIdTokenForDeveloperIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { PluginStack } from "../plugin/support/plugin-stack";
import type { Run } from "../support/engine";
import { type Declaration, type Stack, TestStack } from "../support/stack";

const canary = "canary-that-nobody-may-see";
const poolId = "eu-central-1:00000000-0000-4000-8000-000000000000";

/** A service that refuses every request by repeating it. */
async function startEcho(): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    response.writeHead(400, { "Content-Type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify({ __type: "InvalidParameterException", message: `This is wrong: ${body}` }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

const shells = [
  [
    "dynamic resources",
    (declaration: Declaration, url?: string) => TestStack.create(declaration, url ? { endpoint: url, url } : {}),
  ],
  ["the plugin, in YAML,", (declaration: Declaration, url?: string) => PluginStack.create(declaration, { url })],
] as const;

for (const [shell, create] of shells) {
  describe(`secrets in the messages of ${shell} on the real engine`, () => {
    let stack: Stack;
    afterEach(() => stack?.dispose());

    const assertHidden = (run: Run, shown: RegExp) => {
      const texts = [run.stdout, run.stderr, ...run.diagnostics.map(({ message }) => message)].join("\n");
      assert.match(texts, shown);
      assert.ok(!texts.includes(canary), texts);
    };

    it("are hidden where a preview refuses them", async () => {
      stack = await create({
        roles: {
          kind: "IdentityPoolRoleAttachment",
          args: { identityPoolId: poolId, roles: { authenticated: { $secret: canary } } },
        },
      });
      const run = await stack.workspace.preview([], { mayFail: true });
      assert.notEqual(run.code, 0);
      assertHidden(run, /roles\.authenticated .*\[secret\]/);
    });

    it("are hidden where the service repeats them", async () => {
      const echo = await startEcho();
      try {
        const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
        stack = await create({ pool: { kind: "IdentityPool", args: { tags: { owner: { $secret: canary } } } } }, url);
        const run = await stack.workspace.up([], { mayFail: true });
        assert.notEqual(run.code, 0);
        assertHidden(run, /This is wrong: .*\[secret\]/);
      } finally {
        echo.closeAllConnections();
        echo.close();
      }
    });

    it("are hidden where a message names them", async () => {
      // The id of a link shows its user, a secret one, too.
      const user = "a-user-of-no-other-test";
      const pool = { kind: "IdentityPool", args: { developerProviderName: "login.example.com" } };
      stack = await create({ pool });
      stack.declare({ pool }, { id: "pool.identityPoolId" });
      await stack.workspace.up();
      const { id } = await stack.workspace.outputs();
      const { IdentityId } = await stack.aws.send(
        new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: id, Logins: { "login.example.com": user } }),
      );
      const args = {
        identityPoolId: { $ref: "pool.identityPoolId" },
        identityId: IdentityId,
        developerUserIdentifier: { $secret: user },
      };
      stack.declare({ pool, link: { kind: "DeveloperIdentityLink", args } });
      const run = await stack.workspace.up();
      assert.match(
        run.diagnostics.map(({ message }) => message).join("\n"),
        /Developer user .*\[secret\] is registered/,
      );
    });
  });
}
