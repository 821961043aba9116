const INTERVAL = 15_000;

/** Standard error, so that standard output carries results only. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

export function elapsed(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Runs a long action and says every 15 seconds that it lives; `detail` tells what it is at. */
export async function withProgress(action, detail = () => "") {
  const start = Date.now();
  const timer = setInterval(() => say(`  ${[elapsed(start), detail()].filter(Boolean).join(", ")}`), INTERVAL);
  try {
    return await action();
  } finally {
    clearInterval(timer);
  }
}
