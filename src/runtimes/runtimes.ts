import { bun } from "./each/bun.ts";
import { deno } from "./each/deno.ts";
import { go } from "./each/go.ts";
import { java } from "./each/java.ts";
import { node } from "./each/node.ts";
import { php } from "./each/php.ts";
import { python } from "./each/python.ts";
import { ruby } from "./each/ruby.ts";
import { rust } from "./each/rust.ts";
import type { Runtime } from "./runtime.ts";

/** Every runtime that is known, in the order in which they are told. */
export const RUNTIMES: readonly Runtime[] = [node, python, go, rust, ruby, java, bun, deno, php];
