import fc from "fast-check";
import { type Input, type OperationName, operations } from "../../../../provider/model/operations";
import {
  isRequired,
  type Shape,
  type StringShape,
  type StructureShape,
  shapeOf,
} from "../../../../provider/model/shapes";
import { violations } from "../../../../provider/model/validate";

/** Valid inputs of an operation, from the table alone. */
export const inputs = <N extends OperationName>(name: N): fc.Arbitrary<Input<N>> =>
  valid(operations[name].input) as fc.Arbitrary<Input<N>>;

/** Values of a shape as they stand on the wire, for answers: dates are seconds with milliseconds. */
export const wireValues = (shape: Shape): fc.Arbitrary<unknown> => values(shape);

const valid = (shape: Shape) => values(shape).filter((value) => violations(shape, value).length === 0);

function values(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case "string":
      return strings(shape);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: shape.min ?? 0, max: shape.max ?? 2 ** 31 });
    case "timestamp":
      return fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => milliseconds / 1000);
    case "list":
      return fc.array(valid(shape.of), { minLength: shape.min ?? 0, maxLength: Math.min(shape.max ?? 4, 4) });
    case "map":
      // The SDK loses the key __proto__, which this client keeps: a test of its own shows it.
      return fc.dictionary(
        (valid(shape.key) as fc.Arbitrary<string>).filter((key) => key !== "__proto__"),
        valid(shape.value),
        {
          maxKeys: Math.min(shape.max ?? 4, 4),
          noNullPrototype: true,
        },
      );
    case "structure":
      return structures(shape);
  }
}

function structures(shape: StructureShape): fc.Arbitrary<unknown> {
  const members = Object.entries(shape.members);
  const requiredKeys = members.filter(([, member]) => isRequired(member)).map(([name]) => name);
  const model = Object.fromEntries(members.map(([name, member]) => [name, valid(shapeOf(member))]));
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

function strings(shape: StringShape): fc.Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const { min: minLength = 0 } = shape;
  const maxLength = Math.min(shape.max ?? 40, minLength + 40);
  if (!shape.pattern) return fc.string({ unit: "grapheme", minLength, maxLength });
  // The classes of any letter, mark, symbol, number and punctuation: a few of each stand for them.
  if (shape.pattern.includes("\\p{")) {
    return fc.string({
      unit: fc.constantFrom("a", "é", "ß", "中", "1", "²", "+", "€", "_", ":", "-"),
      minLength,
      maxLength,
    });
  }
  return fc.stringMatching(new RegExp(`^${shape.pattern}$`), { maxLength: Math.max(maxLength, 1) });
}
