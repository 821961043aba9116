/** Values from outside are quoted in messages up to this many characters. */
const longestQuotation = 1024;

/** Names from outside are shown up to this many characters; those of the service's members are shorter. */
const longestName = 128;

const end = "...";

export const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - end.length)}${end}` : text;

/**
 * A text from outside, safe for terminals and logs: control characters, which may begin an escape sequence, and characters
 * that change the direction or the line of the text are shown as their code, for example `\u001b`.
 */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A map key of a request in a message. */
export const showName = (name: string): string => shorten(name, longestName);

/** A value of a request in a message: as Java prints it, and no more of it than fits. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return "null";
  const printer = new Printer();
  printer.print(value);
  return `'${shorten(printer.text, longestQuotation)}'`;
}

/** Stops when it has enough, however large and deep the value is. */
class Printer {
  text = "";

  get #isFull(): boolean {
    return this.text.length > longestQuotation;
  }

  print(value: unknown): void {
    if (Array.isArray(value)) this.#printAll("[", value.values(), "]", (item) => this.print(item));
    else if (typeof value === "object" && value !== null) {
      this.#printAll("{", Object.keys(value).values(), "}", (name) => {
        this.#add(`${name}=`);
        this.print((value as Record<string, unknown>)[name]);
      });
    } else this.#add(String(value));
  }

  #printAll<T>(begin: string, items: Iterable<T>, close: string, print: (item: T) => void): void {
    let separator = begin;
    for (const item of items) {
      if (this.#isFull) return;
      this.#add(separator);
      print(item);
      separator = ", ";
    }
    this.#add(separator === begin ? `${begin}${close}` : close);
  }

  #add(text: string): void {
    if (!this.#isFull) this.text += text.slice(0, longestQuotation + 1);
  }
}
