import { spawn } from "node:child_process";
import { killTree, type Workspace } from "./engine";
import type { RecordedService } from "./recorder";

/** Kills an update, engine and all, when the service has carried out a call and nobody knows yet. The stack stays locked. */
export async function killAfter(operation: string, service: RecordedService, workspace: Workspace): Promise<void> {
  const done = service.holdAnswer(operation);
  const { env, project } = workspace;
  const args = ["up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive"];
  const update = spawn("pulumi", args, { cwd: project, env, stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => update.on("close", resolve));
  await done;
  killTree(update);
  await ended;
}

/** The same, and takes the lock away. */
export async function crashAfter(operation: string, service: RecordedService, workspace: Workspace): Promise<void> {
  await killAfter(operation, service, workspace);
  await workspace.pulumi(["cancel", "--yes"]);
}
