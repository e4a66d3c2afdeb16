/** The model's worker, which dies, hangs or grows where a prompt says so. */
import { type Emit, serveLink } from "../../src/core/serve_link.ts";
import type { ModelProtocol } from "../../src/assistant/model/protocol.ts";
import { serveModel } from "../../src/assistant/model/serve_model.ts";

const kept: number[][] = [];

serveLink<ModelProtocol>((emit: Emit<ModelProtocol>) => {
  const real = serveModel(emit);
  return {
    ...real,
    infer: async ({ number, inference }, signal) => {
      if (inference.prompt.startsWith("hang")) return await new Promise(() => {});
      if (inference.prompt.startsWith("grow")) {
        // 1 MiB each: slow enough to be seen at 80 % by the next heart-beat.
        setInterval(() => kept.push(new Array(131_072).fill(0.5)), 10);
        return await new Promise(() => {});
      }
      if (inference.prompt.startsWith("tell and die")) {
        emit("text", { number, text: "Half an ans", tokens: 3 });
      }
      if (inference.prompt.includes("die")) {
        setTimeout(() => {
          throw new Error("died as it was told");
        }, 0);
        return await new Promise(() => {});
      }
      return await real.infer({ number, inference }, signal);
    },
  };
});
