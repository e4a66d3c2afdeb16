import fc from "fast-check";

const encoder = new TextEncoder();

/** Values that programs like theirs have stumbled over. */
export const ODD_VALUES: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    "\0",
    "__proto__",
    "constructor",
    "-1",
    "1e400",
    "é\u{1f600}\ud800",
    "x".repeat(70_000),
    0,
    -0,
    -1,
    1.5,
    2 ** 53,
    1e308,
    true,
    [],
    {},
    [[[[[]]]]],
  ),
  fc.string(),
  fc.integer(),
  fc.jsonValue(),
);

type Edit = (bytes: Uint8Array) => Uint8Array;

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  const from = at % (bytes.length + 1);
  const after = bytes.subarray(Math.min(bytes.length, from + removed));
  const made = new Uint8Array(from + inserted.length + after.length);
  made.set(bytes.subarray(0, from));
  made.set(inserted, from);
  made.set(after, from + inserted.length);
  return made;
}

/** One change: bytes put in, taken out or written over, a piece doubled, the end cut off. */
function edits(words: readonly string[]): fc.Arbitrary<Edit> {
  const inserted = fc.oneof(
    fc.constantFrom(...words).map((word) => encoder.encode(word)),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => new Uint8Array(bytes)),
  );
  return fc.oneof(
    fc.tuple(fc.nat(), fc.nat(20), inserted).map(([at, removed, bytes]): Edit => (whole) =>
      splice(whole, at, removed, bytes)
    ),
    fc.tuple(fc.nat(), fc.nat(400), fc.nat()).map(([from, length, to]): Edit => (whole) => {
      const start = from % (whole.length + 1);
      return splice(whole, to, 0, whole.slice(start, start + length));
    }),
    fc.nat().map((at): Edit => (whole) => whole.subarray(0, at % (whole.length + 1))),
  );
}

/** Inputs that are nearly right: right ones with some changes; and now and then bytes that are nothing at all. */
export function mutated(
  right: readonly (string | Uint8Array)[],
  words: readonly string[],
): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const whole = right.map((one) => typeof one === "string" ? encoder.encode(one) : one);
  const changed = fc.tuple(fc.constantFrom(...whole), fc.array(edits(words), { maxLength: 5 }))
    .map(([bytes, list]) => new Uint8Array(list.reduce((now, edit) => edit(now), bytes)));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes));
  return fc.oneof({ arbitrary: changed, weight: 9 }, { arbitrary: noise, weight: 1 });
}

/** The same as text. */
export function mutatedText(right: readonly string[], words: readonly string[]): fc.Arbitrary<string> {
  return mutated(right, words).map((bytes) => new TextDecoder().decode(bytes));
}
