/**
 * A text from outside, safe for terminals and logs: control characters, which may begin an escape sequence, and characters
 * that change the direction or the line of the text are shown as their code, for example `\u001b`.
 */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const end = "...";

/** The beginning of a text that is too long. */
export const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - end.length)}${end}` : text;

/** Longer than any message of ours, and than the longest one of the service that is repeated. */
const longestMessage = 8192;

/** A message for people, printable, in one line, and of a length that a terminal can take. */
export const inOneLine = (text: string, longest = longestMessage): string =>
  printable(shorten(text, longest).replace(/[\r\n\t]+/g, " "));
