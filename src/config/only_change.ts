import { type Given, isRecord, mergeLayers, pathKey, valueIn } from "./layer.ts";
import { yamlLayer } from "./yaml_layer.ts";

/**
 * Whether one text of a file is the other with nothing but this value changed, or taken out where it is undefined.
 * What an anchor ties together cannot be changed alone.
 */
export function isOnlyChange(
  before: string,
  after: string,
  path: readonly string[],
  value: unknown,
): boolean {
  const [old, now] = [partsOf(before, path), partsOf(after, path)];
  return old !== null && now !== null && old.others === now.others && now.value === JSON.stringify(value);
}

/** The settings of a text, in order, and one value apart, empty sections round it left out; null where it is none. */
function partsOf(text: string, path: readonly string[]) {
  const key = pathKey(path);
  const isIn = ([one]: readonly [string, Given]) => `${one}\0`.startsWith(`${key}\0`);
  const isAround = ([one, { value }]: readonly [string, Given]) =>
    key.startsWith(`${one}\0`) && (value === null || isRecord(value));
  try {
    const given = [...yamlLayer("", text).given];
    const own = mergeLayers([{ given: new Map(given.filter(isIn)) }]);
    return {
      value: JSON.stringify(valueIn(own.value, path)),
      others: JSON.stringify(
        given.filter((one) => !isIn(one) && !isAround(one)).map(([name, one]) => [name, one.value]),
      ),
    };
  } catch {
    return null;
  }
}
