import { ban } from "../ban.ts";

/** Native code is bound in one place, which gives the right to do so back at once. */
export const noDlopen: Deno.lint.Rule = ban({
  names: ["Deno.dlopen", "Deno.UnsafePointer", "Deno.UnsafePointerView"],
  allowed: ["src/core/libc_reader.ts", "src/assistant", "tests", "bench"],
  reason:
    "only the reader of the host binds functions of libc, five of them, and then gives its ffi permission back",
});
