/** Units that answers use; the others count as bare numbers. */
const UNITS = "%|bytes|KiB|MiB|GiB|TiB|PiB|KB|MB|GB|TB|seconds?|minutes?|hours?|days?|ms|cores?";
const QUANTITY = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(\d+(?:[.,]\d+)*)(?:\s?(${UNITS})(?![\p{L}\p{N}]))?`,
  "giu",
);

/** Numbers that are written as words; "one" mostly is none. */
const WORDS: Readonly<Record<string, number>> = {
  no: 0,
  none: 0,
  nothing: 0,
  zero: 0,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  half: 0.5,
  twice: 2,
  double: 2,
};
const WORD = new RegExp(String.raw`\b(${Object.keys(WORDS).join("|")})s?\b`, "gi");

/** A number as a text says it. */
export interface Quantity {
  readonly value: string;
  /** In the singular and small letters; empty where it has none. */
  readonly unit: string;
}

/** Every number of a text, in digits or in words. */
export function quantitiesOf(text: string): readonly Quantity[] {
  const digits = [...text.matchAll(QUANTITY)].map(([, number = "", unit = ""]) => ({
    value: plain(number),
    unit: unit.toLowerCase().replace(/s$/, ""),
  }));
  const words = [...text.matchAll(WORD)].map(([, word = ""]) => ({
    value: String(WORDS[word.toLowerCase()]),
    unit: "",
  }));
  return [...digits, ...words];
}

/** Whether each number of a text is one of those known, with the same unit where it has one. */
export function areKnown(said: readonly Quantity[], known: readonly Quantity[]): boolean {
  return said.every(({ value, unit }) =>
    known.some((one) => one.value === value && (unit === "" || one.unit === unit))
  );
}

/** `1,234.50` as `1234.5`, `007` as `7`. */
function plain(number: string): string {
  const joined = number.replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^\d+(\.\d+)?$/.test(joined) ? String(Number(joined)) : joined;
}
