import { spawn } from "node:child_process";

const KEPT_OUTPUT = 16_000;
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

function killGroup(child, signal) {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * Runs a command to its end, or until `abort` fires, and resolves to `{ code, output }`; never rejects for the command's
 * own failure. The command gets a process group of its own, so that ending it ends what it started too, and it ends
 * together with this process.
 */
export function runCommand(command, args, { cwd, env = process.env, onLine = () => {}, abort } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    let output = "";
    const kill = () => child.pid && killGroup(child, "SIGKILL");
    const onSignal = (signal) => process.exit(SIGNALS[signal]);
    const finish = (code) => {
      process.off("exit", kill);
      for (const signal of Object.keys(SIGNALS)) process.off(signal, onSignal);
      abort?.removeEventListener("abort", kill);
      resolve({ code, output });
    };
    process.on("exit", kill);
    for (const signal of Object.keys(SIGNALS)) process.on(signal, onSignal);
    abort?.addEventListener("abort", kill);

    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (chunk) => {
        output = (output + chunk).slice(-KEPT_OUTPUT);
        const lines = (rest + chunk).split(/\r?\n/);
        rest = lines.pop();
        for (const line of lines) onLine(line);
      });
    }
    child.on("error", (error) => {
      output += error.message;
      finish(127);
    });
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** The end of a command's output, indented, for an error message. */
export function tail(output, lines = 12) {
  return output.trimEnd().split("\n").slice(-lines).join("\n").replace(/^/gm, "    ");
}
