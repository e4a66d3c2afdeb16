import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { CortexError } from "../../contract/wire.ts";
import type { Llama, LlamaModule } from "./llama_types.ts";
import { messageOf } from "../../core/message_of.ts";

/** The library, ready to load models. */
export interface Library {
  readonly module: LlamaModule;
  readonly llama: Llama;
}

/** Prints nothing. */
const SILENT = Object.fromEntries(["debug", "error", "info", "log", "warn"].map((name) => [name, () => {}]));

/**
 * Loads the library from the folder that `deno task assistant` has written. Its usual way in would first fork a process
 * that tries out the native code; its own inner one needs no right to run anything.
 * Throws UNAVAILABLE where it is not there.
 */
export async function loadLibrary(dir: string): Promise<Library> {
  // The library looks at many variables while it is loaded; this thread may read next to none.
  Object.defineProperty(process, "env", { value: {}, writable: true, configurable: true });
  // It prints what it thinks of a schema, in the words of whoever sent that; what matters it throws.
  Object.defineProperty(globalThis, "console", { value: SILENT, writable: true, configurable: true });
  const addon = `${dir}/bins/llama-addon.node`;
  try {
    const module: LlamaModule = await import(pathToFileURL(`${dir}/dist/engine.js`).href);
    const bindings: unknown = createRequire(import.meta.url)(addon);
    const metadata = JSON.parse(Deno.readTextFileSync(`${dir}/bins/_nlcBuildMetadata.json`));
    const llama = await module.Llama._create({
      bindings,
      bindingPath: addon,
      buildType: "prebuilt",
      buildMetadata: metadata,
      logLevel: "error",
      logger: () => {},
      maxThreads: 0,
      vramPadding: 0,
      ramPadding: 0,
      skipLlamaInit: false,
      debug: false,
      numa: false,
    });
    return { module, llama };
  } catch (error) {
    const why = messageOf(error);
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot load the library in "${dir}": ${
        why.slice(0, 300)
      }; set it up by \`deno task assistant\`, see ` +
        "assistant.library_dir",
      { cause: error },
    );
  }
}
