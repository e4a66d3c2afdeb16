import type { Dispatcher } from "../../operations/mod.ts";
import type { Members } from "./members.ts";
import type { RawCall } from "./raw_call.ts";

/** A method of an older program, made of our operations. */
export type Method = (params: Members, call: RawCall) => object | Promise<object>;

/** Methods by name. */
export type Methods = ReadonlyMap<string, Method>;

/** Reads parameters; one that does not fit counts as a refused request. */
export function parsed<T>(dispatcher: Dispatcher, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    dispatcher.refused();
    throw error;
  }
}
