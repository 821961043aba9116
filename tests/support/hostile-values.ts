import { seededNumbers } from "../../emulator/random";
import { type Shape, shapeOf } from "../../provider/model/shapes";

/** What exists, so that some of the values lead further than to a refusal. */
export const existing = {
  IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000001",
  IdentityId: "us-east-1:00000000-0000-4000-8000-000000000002",
  ResourceArn:
    "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:00000000-0000-4000-8000-000000000001",
  DeveloperProviderName: "dev",
  MaxResults: 5,
};

/** Values that shapes ask for, and values that they do not. `room` is how large a value may be. */
export class HostileValues {
  readonly number: () => number;

  constructor(seed: number) {
    this.number = seededNumbers(seed);
  }

  upTo = (n: number): number => Math.floor(this.number() * n);
  isOne = (of: number): boolean => this.number() * of < 1;
  one = <T>(items: readonly T[]): T => items[this.upTo(items.length)] as T;

  text = (room: number): string =>
    this.one<() => string>([
      () => "",
      () => "a",
      () => existing.IdentityPoolId,
      () => existing.IdentityId,
      () => existing.ResourceArn,
      () => this.one(["constructor", "__proto__", "toString", "accounts.google.com", "dev", "authenticated"]),
      () =>
        this.one(["\u001b[2J", "\u202e", "\r\n", "\0", "\ud800", "' OR 1=1 --", "%s%n", "../../x"]).repeat(
          1 + this.upTo(9),
        ),
      () => String.fromCharCode(...Array.from({ length: this.upTo(40) }, () => this.upTo(0x1_0000))),
      () => this.one(["x", "é", "<NameID ", "\u{1f600}", " ", "[", "."]).repeat(this.upTo(room)),
      () => this.token(room),
    ])();

  /** Something like a JWT or a SAML response. */
  token(room: number): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
    const claims = {
      iss: this.one<unknown>(["https://accounts.google.com", "https://accounts.google.com/", this.anything(20)]),
      aud: this.one<unknown>(["app", ["app"], this.anything(room)]),
      sub: this.one<unknown>(["ann", this.anything(20)]),
      exp: this.one<unknown>([9e9, 1, this.anything(5)]),
    };
    return this.one([
      () => `${part({ alg: "RS256" })}.${part(claims)}.${part("x")}`,
      () => Buffer.from("<NameID ".repeat(this.upTo(Math.min(room, 5000)))).toString("base64"),
    ])();
  }

  anything(room: number): unknown {
    return this.one<() => unknown>([
      () => null,
      () => this.isOne(2),
      () => this.one([0, -1, 1e308, 0.5, 2 ** 53, 61]),
      () => this.text(Math.min(room, 1000)),
      () => ({ toString: 1, valueOf: null, constructor: { name: 1 } }),
      () => this.nested(Math.min(room, 2000), this.isOne(2)),
      () => Array(this.upTo(room)).fill(this.one<unknown>(["", null, 0, "x"])),
    ])();
  }

  nested(depth: number, isList: boolean): unknown {
    let value: unknown = 1;
    for (let i = this.upTo(depth); i > 0; i--) value = isList ? [value] : { a: value };
    return value;
  }

  value(shape: Shape, room: number): unknown {
    if (this.isOne(12)) return this.anything(room);
    const count = () => this.one([0, 1, 2, 12, this.upTo(room)]);
    switch (shape.type) {
      case "string":
        return shape.enum && !this.isOne(4) ? this.one(shape.enum) : this.text(room);
      case "boolean":
        return this.isOne(2);
      case "integer":
        return this.one([1, 10, 60, 0, 61, -1, 1.5, 1e300]);
      case "timestamp":
        return this.upTo(1e9);
      case "list": {
        const length = count();
        if (length > 20) return Array(length).fill(this.value(shape.of, 4));
        return Array.from({ length }, () => this.value(shape.of, room));
      }
      case "map": {
        const length = count();
        const [key, item] = [this.text(100), this.value(shape.value, 4)];
        if (length > 20) return Object.fromEntries(Array.from({ length }, (_, i) => [`${key}${i}`, item]));
        return Object.fromEntries(
          Array.from({ length }, () => [this.text(room), this.value(shape.value, room)] as const),
        );
      }
      case "structure": {
        const members = Object.entries(shape.members).filter(() => !this.isOne(8));
        const known = members.map(([name, member]) => [
          name,
          this.member(name, room) ?? this.value(shapeOf(member), room),
        ]);
        const unknown = this.isOne(10) ? [[this.text(20), this.anything(room)]] : [];
        return Object.fromEntries([...known, ...unknown]);
      }
    }
  }

  /** A value for a member of this name, where there is a better one than its shape tells; most name what exists. */
  member(name: string, room: number): unknown {
    if (this.isOne(5)) return undefined;
    if (name === "Logins") return { [this.one(logins)]: this.one([() => this.token(room), () => this.text(room)])() };
    return Object.hasOwn(existing, name) ? existing[name as keyof typeof existing] : undefined;
  }
}

/** The providers of the pool that exists. */
export const saml = "arn:aws:iam::000000000000:saml-provider/corp";
const logins = ["accounts.google.com", saml, "dev"];
