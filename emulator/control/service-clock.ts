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
    this.#offset += milliseconds;
  }

  /** Sets the offset so that it is `moment` now. The time goes on from there. */
  moveTo(moment: Date): void {
    this.#offset = moment.getTime() - this.base().getTime();
  }

  reset(): void {
    this.#offset = 0;
  }
}
