/**
 * The yardstick of the assistant: the same library under Node, with nothing around it.
 * `llama.mjs LIBRARY MODEL THREADS TOKENS PREFIX PROMPT…` answers each prompt and prints a JSON line with its tokens a
 * second, after the first one, and the time to that.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [library, modelPath, threads, tokens, prefix, ...prompts] = process.argv.slice(2);
const { Llama, resolveChatWrapper } = await import(pathToFileURL(`${library}/dist/engine.js`).href);
const addon = `${library}/bins/llama-addon.node`;
const llama = await Llama._create({
  bindings: createRequire(import.meta.url)(addon),
  bindingPath: addon,
  buildType: "prebuilt",
  buildMetadata: JSON.parse(readFileSync(`${library}/bins/_nlcBuildMetadata.json`, "utf8")),
  logLevel: "error",
  logger: () => {},
  maxThreads: 0,
  vramPadding: 0,
  ramPadding: 0,
  skipLlamaInit: false,
  debug: false,
  numa: false,
});
const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: true });
const context = await model.createContext({ contextSize: 2048, batchSize: 512, threads: Number(threads) });
const sequence = context.getSequence();
const wrapper = resolveChatWrapper(model, { warningLogs: false });
for (const prompt of prompts) {
  const { contextText } = wrapper.generateContextState({
    chatHistory: [
      { type: "system", text: prefix },
      { type: "user", text: prompt },
      { type: "model", response: [] },
    ],
  });
  const all = contextText.tokenize(model.tokenizer);
  const begun = performance.now();
  await sequence.adaptStateToTokens(all.slice(0, -1), false);
  let first;
  let count = 0;
  for await (const token of sequence.evaluate(all.slice(sequence.nextTokenIndex), { temperature: 0 })) {
    model.detokenize([token]);
    first ??= performance.now();
    if (++count >= Number(tokens)) break;
  }
  const seconds = (performance.now() - first) / 1000;
  console.log(JSON.stringify({ tokens_per_second: (count - 1) / seconds, first_token_ms: first - begun }));
}
process.exit(0);
