import type { Clock } from "../../provider/model/clock";

/** The time of the service: that of another clock plus an offset, which tests of expiry set. */
export class ServiceClock {
  #offset = 0;

  constructor(private readonly base: Clock["now"]) {}

  readonly now = (): Date => new Date(this.base().getTime() + this.#offset);

  /** The offset in milliseconds. */
  get offset(): number {
    return this.#offset;
  }

  /** Adds to the offset; a negative number moves the time back. */
  moveBy(milliseconds: number): void {
    this.#move(this.#offset + milliseconds);
  }

  /** Sets the offset so that it is `moment` now. The time goes on from there. */
  moveTo(moment: Date): void {
    this.#move(moment.getTime() - this.base().getTime());
  }

  reset(): void {
    this.#offset = 0;
  }

  /** Headers, signatures and tokens have no other years. */
  #move(offset: number): void {
    const year = new Date(this.base().getTime() + offset).getUTCFullYear();
    if (!(year >= 1970 && year <= 9999)) throw new RangeError("The time must be in the years 1970 to 9999.");
    this.#offset = offset;
  }
}
