import { aborted } from "./transport/error";

/** The one listener of a signal, and whom it tells. */
interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Calls back when the signal fires, until the returned function is called. However many calls share a signal, it carries
 * one listener: node warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const watch = watches.get(signal) ?? startWatch(signal);
  watch.callbacks.add(callback);
  return () => {
    watch.callbacks.delete(callback);
    if (watch.callbacks.size > 0 || watches.get(signal) !== watch) return;
    signal.removeEventListener("abort", watch.listener);
    watches.delete(signal);
  };
}

function startWatch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const listener = () => {
    for (const callback of [...callbacks]) callback();
  };
  signal.addEventListener("abort", listener, { once: true });
  const watch = { callbacks, listener };
  watches.set(signal, watch);
  return watch;
}

/** Waits for `promise`, but no longer than until the signal fires: then it throws an AbortError. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let forget = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(aborted(false, signal.reason));
    if (signal.aborted) stop();
    else forget = onAbort(signal, stop);
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    forget();
  }
}
