import { CORTEX } from "../../../src/core/invocation.ts";
import { describeModel } from "../../../src/assistant/offline.ts";
import { CortexError } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { heedInterrupts } from "../../interrupt.ts";
import { openProgress } from "../../progress.ts";
import { stateDir } from "../../state_dir.ts";
import { factLines } from "../../text/facts.ts";
import { modelFacts } from "../../text/models.ts";
import { paint, styled } from "../../text/paint.ts";

const CHUNK_BYTES = 1_048_576;

/** `cortex model import`: a checked copy in the folder where the daemon looks for models. */
export const command: Command = defineCommand({
  operands: [{ name: "FILE", summary: "A GGUF file; its header is checked first" }],
  options: {
    force: { type: "flag", summary: "Replace a model of the same name" },
    "state-dir": {
      type: "text",
      value: "DIR",
      summary: "Folder of the state, where the daemon is given one",
    },
    system: { type: "flag", summary: "For the system's daemon, as root" },
  },
  examples: [
    { args: "model import small.gguf", summary: "Then: cortex model load small" },
    { args: "model import --system small.gguf", summary: "For the system's daemon, as root" },
  ],
  run: async ({ values, operands: [path = ""] }, context) => {
    const model = await describeModel(path, 4096);
    if (model.problem !== null) throw new CortexError("MODEL_INVALID", model.problem);
    const meant = { state_dir: values["state-dir"], instance: context.instance, system: values.system };
    const folder = `${stateDir(meant, context.env)}/models`;
    const target = `${folder}/${model.file}.gguf`;
    using interrupts = heedInterrupts();
    {
      using progress = openProgress(context.terminal, `Copying ${model.file}`);
      await copy(path, target, {
        force: values.force,
        signal: interrupts.signal,
        onProgress: (done) => progress.at(done / (model.file_bytes ?? done)),
      });
    }
    return {
      json: [{ ...model, path: target }],
      render: (view) =>
        paint([
          [styled("good", "Model imported"), `: ${target}`],
          ...factLines(modelFacts(model), [["load", [`${CORTEX} model load ${model.file}`]]]),
        ], view),
    };
  },
});

/** Copies under another name first, so that nobody ever sees half a model. */
async function copy(
  from: string,
  to: string,
  { force, signal, onProgress }: {
    readonly force: boolean;
    readonly signal: AbortSignal;
    onProgress(bytes: number): void;
  },
): Promise<void> {
  const draft = `${to}.part`;
  try {
    Deno.mkdirSync(to.slice(0, to.lastIndexOf("/")), { recursive: true, mode: 0o755 });
    if (!force && isThere(to)) {
      throw new CortexError(
        "INVALID_PARAMS",
        `Cannot write "${to}": it is there; give --force to replace it`,
      );
    }
    using source = await Deno.open(from);
    using target = await Deno.open(draft, { write: true, create: true, truncate: true, mode: 0o644 });
    const chunk = new Uint8Array(CHUNK_BYTES);
    let done = 0;
    for (let read = await source.read(chunk); read !== null; read = await source.read(chunk)) {
      signal.throwIfAborted();
      for (let written = 0; written < read;) written += await target.write(chunk.subarray(written, read));
      onProgress(done += read);
    }
    await target.syncData();
    Deno.renameSync(draft, to);
  } catch (error) {
    removeDraft(draft);
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    throw new CortexError("PERMISSION_DENIED", `Cannot write "${to}": this user may not; see --system`);
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function removeDraft(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // It was not made.
  }
}
