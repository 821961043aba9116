import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "../../../emulator/hosts/http";
import { CognitoIdentityClient } from "../../../provider/client";
import type { Plan } from "./groups";
import { faultsOf, issueMixture } from "./mixture";

const run = promisify(execFile);
const mostRuns = 30;

/** The same pools under the same faults by Terraform's AWS provider; says why where it can't be had. */
export async function measureTerraform({ seeds, pools }: Plan): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "cognito-identity-terraform-"));
  const terraform = (...args: string[]) => run("terraform", args, { cwd: folder });
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration("http://127.0.0.1:1", pools)));
    try {
      await terraform("init", "-input=false");
    } catch {
      return "Not measured: `terraform init` could not get the provider `hashicorp/aws` where this page was written.";
    }
    const rows: string[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const server = await startServer({ db: ":memory:", faults: faultsOf(issueMixture, seed), warn: () => {} });
      try {
        writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration(server.url, pools)));
        let runs = 1;
        while (runs < mostRuns && !(await succeeds(terraform("apply", "-auto-approve", "-input=false")))) runs++;
        server.service.faults.clear();
        rows.push(`| ${seed} | ${runs} | ${(await countPools(server.url)) - pools} |`);
      } finally {
        await server.close();
        for (const name of ["terraform.tfstate", "terraform.tfstate.backup"])
          rmSync(join(folder, name), { force: true });
      }
    }
    return ["| seed | `apply`s | pools too many |", "|---|---|---|", ...rows].join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const configuration = (endpoint: string, pools: number) => ({
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: {
    aws: {
      region: "eu-central-1",
      access_key: "local",
      secret_key: "local",
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
      endpoints: { cognitoidentity: endpoint },
    },
  },
  resource: {
    aws_cognito_identity_pool: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own interpolation.
      pool: { count: pools, identity_pool_name: "pool-${count.index}", developer_provider_name: "login.example.com" },
    },
  },
});

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

async function countPools(endpoint: string): Promise<number> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint, credentials });
  let count = 0;
  for await (const _pool of client.paginate("ListIdentityPools", { MaxResults: 60 }).items()) count++;
  return count;
}
