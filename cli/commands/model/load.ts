import type { Client } from "../../../src/client/mod.ts";
import type { CortexError, ModelFile } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { heedInterrupts, interrupted } from "../../interrupt.ts";
import { giveUpJob, jobEnd } from "../../job_end.ts";
import { openProgress } from "../../progress.ts";
import { given } from "../../option.ts";
import { factLines } from "../../text/facts.ts";
import { bytes } from "../../text/format.ts";
import { modelState, statusFacts } from "../../text/models.ts";
import { paint } from "../../text/paint.ts";

/** `cortex model load`: waits until the model is in memory. */
export const command: Command = defineCommand({
  operands: [{ name: "MODEL", summary: "Its name in the list; the default without it", optional: true }],
  examples: [
    { args: "model load", summary: "The one that is configured, or the only one" },
    { args: "model load small", summary: "That one, in the place of what is loaded" },
  ],
  run: async ({ operands: [model] }, context) => {
    const client = await context.client();
    using interrupts = heedInterrupts();
    const { items } = await client.assistant.models();
    const meant = items.find((one) => model === undefined ? one.is_default : one.file === model);
    let job: string | undefined;
    try {
      job = (await client.assistant.load(given({ model }), { signal: interrupts.signal })).id;
      using progress = openProgress(
        context.terminal,
        `Loading${meant === undefined ? "" : ` ${takes(meant)}`}`,
      );
      await jobEnd(client, job, interrupts.signal, ({ progress: far }) => {
        if (far !== null && far.total !== null) progress.at(far.done / far.total);
      });
    } catch (error) {
      if (job !== undefined) await giveUpJob(client, job);
      throw interrupts.signal.aborted ? await outcomeOf(client) : error;
    }
    const status = await client.assistant.status();
    return {
      json: [status],
      render: (view) =>
        paint([[modelState(status), `  ${status.model}`], ...factLines(statusFacts(status, view))], view),
    };
  },
});

/** What a load that was interrupted has left: the model before it had to leave first. */
async function outcomeOf(client: Client): Promise<CortexError> {
  const { state, loaded_at, model } = await client.assistant.status();
  const loaded = loaded_at === null ? "no model is loaded" : `the model "${model}" is loaded`;
  return interrupted(
    state === "loading" ? `${loaded}, and a load has not ended yet; see cortex jobs` : loaded,
  );
}

/** A model and what it will take of memory, by its header. */
function takes({ file, weights_bytes, context_bytes }: ModelFile): string {
  return weights_bytes === null || context_bytes === null
    ? file
    : `${file} into ${bytes(weights_bytes + context_bytes)}`;
}
