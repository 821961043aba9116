import type { ClientOptions } from "./options";

/** What is told of the warnings of a client with these options. */
export const onWarningOf = ({
  onWarning = (message) => process.emitWarning(message),
}: Pick<ClientOptions, "onWarning">): ((message: string) => void) => onWarning;
