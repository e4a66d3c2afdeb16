import assert from "node:assert/strict";
import { assistantPlaces } from "../../../src/assistant/launch.ts";

const NOTHING = { library_dir: "", model_path: "" };
const whose = (scope: "system" | "user", variables: Readonly<Record<string, string>>) => ({
  paths: { scope, state_dir: "/state" },
  env: (name: string) => variables[name],
});

Deno.test("the system's daemon has its library beside the program, a user's in the user's own folder", () => {
  const library = (...from: Parameters<typeof whose>) => assistantPlaces(whose(...from), NOTHING).library_dir;
  assert.equal(library("system", { HOME: "/root" }), "/usr/lib/cortex/llama");
  assert.equal(library("user", { HOME: "/home/ann" }), "/home/ann/.local/share/cortex/llama");
  assert.equal(library("user", { HOME: "/home/ann", XDG_DATA_HOME: "/data" }), "/data/cortex/llama");
  assert.equal(library("user", { XDG_DATA_HOME: "relative" }), "/state/llama");
});

Deno.test("settings win, and ~ is the user's folder", () => {
  const settings = { library_dir: "~/llama", model_path: "~/a~b/~.gguf" };
  assert.deepEqual(assistantPlaces(whose("system", { HOME: "/home/ann" }), settings), {
    library_dir: "/home/ann/llama",
    models_dir: "/state/models",
    model_path: "/home/ann/a~b/~.gguf",
  });
  assert.equal(assistantPlaces(whose("user", {}), NOTHING).model_path, null);
});
