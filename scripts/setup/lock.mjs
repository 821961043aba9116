import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT = 2_000;
const STALE_AFTER = 30_000;
const POLL = 250;

function readLock(path) {
  try {
    return { text: readFileSync(path, "utf8"), beat: statSync(path).mtimeMs };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isStale({ text, beat }) {
  if (Date.now() - beat > STALE_AFTER) return true;
  const { pid, host } = JSON.parse(text);
  return host === hostname() && !isAlive(pid);
}

/** Takes a dead owner's lock away; gives it back when somebody else did so first and holds it by now. */
function breakLock(path, judged) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== judged.text) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function tryLock(path, text) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Runs the action while no other process runs one under the same path. A killed owner does not block the next one. */
export async function withLock(path, action, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const text = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  for (let waited = false; !tryLock(path, text); ) {
    const current = readLock(path);
    if (!current) continue;
    if (isStale(current)) {
      breakLock(path, current);
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(POLL);
  }

  const release = () => {
    if (readLock(path)?.text === text) rmSync(path, { force: true });
  };
  const heartbeat = setInterval(() => {
    if (readLock(path)?.text === text) utimesSync(path, new Date(), new Date());
  }, HEARTBEAT);
  process.on("exit", release);
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}
