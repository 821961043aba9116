import { aborted } from "./transport/error";

/** The one listener of a signal, and its callbacks. */
interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

// State of the signals, not of the module: it is found by the signal, and collected with it.
const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Calls back when the signal is aborted, until the returned function is called. However many calls share a signal, it carries
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

/** Waits for `promise`; throws an AbortError as soon as the signal is aborted. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let removeCallback = () => {};
  const abortion = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(aborted(false, signal.reason));
    if (signal.aborted) abort();
    else removeCallback = onAbort(signal, abort);
  });
  try {
    return await Promise.race([promise, abortion]);
  } finally {
    removeCallback();
  }
}
