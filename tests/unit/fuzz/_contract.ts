import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMON_ERRORS, CortexError, type Operation, OPERATIONS } from "../../../src/contract/mod.ts";
import { testDispatcher } from "../ipc/_app.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { sampleInput } from "../operations/sample_input.ts";
import { assertTyped, fuzzTarget } from "./_target.ts";
import { ODD_VALUES } from "./_mutate.ts";

const dispatcher = testDispatcher();
const context = {
  request_id: "t-1",
  transport: "http",
  scope: "control",
  signal: new AbortController().signal,
} as const;

/** An input with some of its members odd, others left out and one too many; or something else altogether. */
function inputOf(operation: Operation): fc.Arbitrary<unknown> {
  const names = [...Object.keys(operation.input().shape), "__proto__", "surplus"];
  const likely = fc.constantFrom<unknown>(
    uuid(1),
    "critical",
    "active",
    "1",
    1,
    50,
    "log.level",
    "load_1",
    "avg",
  );
  const odd = fc.dictionary(fc.constantFrom(...names), fc.oneof(ODD_VALUES, likely), { maxKeys: 2 });
  return fc.oneof(
    {
      arbitrary: odd.map((more) => ({
        ...sampleInput(operation.name as (typeof OPERATIONS)[number]["name"]),
        ...more,
      })),
      weight: 8,
    },
    { arbitrary: odd, weight: 4 },
    { arbitrary: ODD_VALUES, weight: 1 },
  );
}

const calls = fc.constantFrom(...OPERATIONS).chain((operation) =>
  inputOf(operation).map((input) => ({ operation, input }))
);

/** Whatever an operation is asked: an answer as its contract says, or an error that it may fail with. */
export const contract = fuzzTarget("contract", calls, async ({ operation, input }) => {
  const allowed: readonly string[] = [...COMMON_ERRORS, ...operation.errors];
  try {
    const output = await dispatcher.call(operation.name, dispatcher.parse(operation.name, input), context);
    operation.output().parse(JSON.parse(JSON.stringify(output)));
  } catch (error) {
    assertTyped(error, CortexError);
    assert(error.code !== "INTERNAL" && allowed.includes(error.code), `${error.code}: ${error.message}`);
  }
});
