import type { Clock } from "../../provider/model/clock";

/** The time of the service: that of a given clock, moved by an offset that tests of expiry set. */
export class ServiceClock {
  #offset = 0;

  constructor(private readonly base: Clock["now"]) {}

  readonly now = (): Date => new Date(this.base().getTime() + this.#offset);

  /** How far the time is moved, in milliseconds. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves the time, forward or back, from where it is. */
  moveBy(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  /** Makes it that moment now; time goes on from there. */
  moveTo(moment: Date): void {
    this.#offset = moment.getTime() - this.base().getTime();
  }

  reset(): void {
    this.#offset = 0;
  }
}
