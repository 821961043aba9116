/** An error that the engine shows, by its message, with the resource; Pulumi's dynamic provider does not print it as well. */
export function createEngineError(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  // It prints an error as text before it hands it over.
  error.toString = () => {
    skipNextWrite(process.stderr);
    return "";
  };
  return error;
}

function skipNextWrite(stream: NodeJS.WriteStream): void {
  const { write } = stream;
  const restore = () => {
    stream.write = write;
  };
  stream.write = () => {
    restore();
    return true;
  };
  queueMicrotask(restore);
}
