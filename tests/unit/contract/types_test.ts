import type * as schemas from "../../../src/contract/mod.ts";
import type * as plain from "../../../src/contract/wire.ts";

type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;

type EachInput = {
  [N in schemas.OperationName | plain.OperationName]: Same<schemas.InputOf<N>, plain.InputOf<N>>;
};
type EachOutput = {
  [N in schemas.OperationName | plain.OperationName]: Same<schemas.OutputOf<N>, plain.OutputOf<N>>;
};

/** Compiles only where every member is true. */
function all<T extends Record<keyof T, true>>(): keyof T | undefined {
  return undefined;
}

Deno.test("the plain types say what the schemas say, which the compiler holds", () => {
  all<EachInput>();
  all<EachOutput>();
});
