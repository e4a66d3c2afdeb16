import assert from "node:assert/strict";
import fc from "fast-check";
import { findOperand, parseArguments } from "../../../cli/arguments.ts";
import { given, GLOBAL_OPTIONS, type Options } from "../../../cli/option.ts";
import { UsageError } from "../../../cli/usage_error.ts";

const OPTIONS = {
  ...GLOBAL_OPTIONS,
  limit: { type: "integer", short: "n", value: "N", min: 1, max: 500, summary: "" },
  sort: { type: "choice", value: "KEY", choices: ["cpu", "memory"], summary: "" },
} as const satisfies Options;

const parse = (...args: string[]) => {
  const { values, operands } = parseArguments(args, OPTIONS, "test");
  return { ...given(values), operands: operands.map(({ text }) => text) };
};
const refusal = (...args: string[]) => {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return undefined;
};
const none = { json: false, help: false, version: false };

Deno.test("options are converted and stand anywhere among the operands", () => {
  assert.deepEqual(parse("a", "--limit", "5", "b", "--sort=MEMORY", "--json", "-n7"), {
    ...none,
    json: true,
    limit: 7,
    sort: "memory",
    operands: ["a", "b"],
  });
});

Deno.test("what stands behind -- is an operand", () => {
  assert.deepEqual(parse("--", "--json"), { ...none, operands: ["--json"] });
});

Deno.test("wrong options say what is right", () => {
  assert.equal(
    refusal("--limt", "5"),
    "Cannot use --limt here: there is no such option; did you mean --limit?",
  );
  assert.equal(refusal("--xyzzy"), "Cannot use --xyzzy here: there is no such option");
  assert.equal(refusal("-x"), "Cannot use -x here: there is no such option");
  for (const value of ["0", "501", "1.5", "-1", "five", "1e2"]) {
    assert.equal(
      refusal(`--limit=${value}`),
      `Cannot use --limit: "${value}" is not a whole number from 1 to 500`,
    );
  }
  assert.equal(refusal("--sort", "size"), 'Cannot use --sort: "size" is not one of cpu, memory');
  assert.equal(refusal("--socket-dir"), "Cannot use --socket-dir: it needs a value, DIR");
  assert.equal(refusal("--socket-dir="), "Cannot use --socket-dir: it needs a value, DIR");
  assert.equal(
    refusal("--socket-dir", "--json"),
    "Cannot use --socket-dir: it needs a value, DIR; write --socket-dir=--json if that is it",
  );
  assert.equal(refusal("--json=yes"), "Cannot use --json: it takes no value");
});

Deno.test("names every object has are no options", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    assert.match(refusal(`--${name}`) ?? "", /there is no such option/, name);
  }
});

Deno.test("the first operand is found behind options and their values", () => {
  assert.deepEqual(findOperand(["--socket-dir", "/run", "--json", "alerts", "list"], GLOBAL_OPTIONS), {
    text: "alerts",
    index: 3,
  });
  assert.equal(findOperand(["--json"], GLOBAL_OPTIONS), undefined);
  assert.throws(() => findOperand(["--open", "alerts"], GLOBAL_OPTIONS), {
    message: "Cannot use --open here: options of a command stand after its name",
  });
});

Deno.test("any arguments are parsed or refused as wrong usage", () => {
  const word = fc.oneof(
    fc.constantFrom("--limit", "--limit=3", "-n", "--", "-", "--json", "--sort", "cpu", "-nh", "--=", "-="),
    fc.string(),
  );
  fc.assert(fc.property(fc.array(word), (args) => {
    refusal(...args);
  }));
});
