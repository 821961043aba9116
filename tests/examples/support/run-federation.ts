import * as pulumi from "@pulumi/pulumi";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { startLocalService } from "../../../emulator/kit";
import { getToken } from "../../../examples/workload-identity/workload";

type Inputs = pulumi.Inputs;

/**
 * Runs the example of federation with Pulumi's mocks, in a process of its own: the pool and the identity are made in the local
 * service, and a verifier stands for each of the other clouds, told what the program tells it. Prints what became of it.
 */
async function main(): Promise<void> {
  const service = await startLocalService({ region: "eu-central-1" });
  const client = service.client();
  const made: Record<string, Inputs> = {};
  await pulumi.runtime.setMocks({
    async newResource({ type, inputs }) {
      made[type.split(":").pop() as string] = inputs;
      if (type.endsWith(":IdentityPool")) {
        const IdentityPoolName = "billing";
        const settings = { IdentityPoolName, AllowUnauthenticatedIdentities: false, AllowClassicFlow: false };
        const DeveloperProviderName = inputs.developerProviderName;
        const { IdentityPoolId } = await client.call("CreateIdentityPool", { ...settings, DeveloperProviderName });
        return { id: IdentityPoolId, state: { ...inputs, arn: `arn:${IdentityPoolId}` } };
      }
      if (type.endsWith(":DeveloperIdentityLink")) {
        const { identityPoolId, developerUserIdentifier } = inputs;
        const Logins = { workload: developerUserIdentifier };
        const input = { IdentityPoolId: identityPoolId, Logins };
        const { IdentityId } = await client.call("GetOpenIdTokenForDeveloperIdentity", input);
        return { id: "link", state: { ...inputs, identityId: IdentityId } };
      }
      return { id: "id", state: { ...inputs, name: "projects/1/locations/global/workloadIdentityPools/aws" } };
    },
    call: ({ inputs }) => inputs,
  });
  const program = await import("../../../examples/federation");
  const [pool, workload] = [await known(program.identityPoolId), await known(program.logins)];
  const principal = await known(program.googlePrincipal);
  while (!made.ApplicationFederatedIdentityCredential || !made.WorkloadIdentityPoolProvider)
    await new Promise(setImmediate);

  const { endpoint, credentials, region } = service;
  const token = await getToken(pool, workload, { endpoint, credentials, region });
  const stranger = await getToken(pool, { workload: "somebody else" }, { endpoint, credentials, region });
  const keys = createRemoteJWKSet(new URL("/.well-known/jwks_uri", endpoint));
  const verify = async (jwt: string, expected: object) =>
    jwtVerify(jwt, keys, expected).then(
      ({ payload }) => payload.sub,
      () => undefined,
    );
  const { issuer, subject, audiences: audience } = made.ApplicationFederatedIdentityCredential;
  const { oidc, attributeMapping, attributeCondition } = made.WorkloadIdentityPoolProvider;
  const google = async (jwt: string) => {
    const sub = await verify(jwt, { issuer: oidc.issuerUri, audience: oidc.allowedAudiences });
    return `assertion.sub == ${JSON.stringify(sub)}` === attributeCondition ? sub : undefined;
  };
  const result = {
    subject,
    entra: [await verify(token, { issuer, subject, audience }), await verify(stranger, { issuer, subject, audience })],
    google: [await google(token), await google(stranger)],
    attributeMapping,
    principal,
  };
  await service.close();
  console.log(JSON.stringify(result));
}

const known = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

void main();
