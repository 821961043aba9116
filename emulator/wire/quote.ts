import { shorten } from "../../provider/model/printable";

/** Values from outside are quoted in messages up to this many characters. */
const longestQuotation = 1024;

/** Names from outside are shown up to this many characters; those of the service's members are shorter. */
const longestName = 128;

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
