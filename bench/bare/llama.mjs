/**
 * The yardstick of the assistant: the same library under Node, with nothing around it.
 * `llama.mjs LIBRARY MODEL THREADS TOKENS PREFIX` answers each line that it reads, a prompt, and prints a line of JSON
 * with its tokens a second, after the first one, the time to that, and the processor time of each token.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [library, modelPath, threads, tokens, prefix] = process.argv.slice(2);
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
for await (const prompt of createInterface({ input: process.stdin })) {
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
  let before;
  let count = 0;
  for await (const token of sequence.evaluate(all.slice(sequence.nextTokenIndex), { temperature: 0 })) {
    model.detokenize([token]);
    if (first === undefined) {
      first = performance.now();
      before = process.cpuUsage();
    }
    if (++count >= Number(tokens)) break;
  }
  const seconds = (performance.now() - first) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({
    tokens_per_second: (count - 1) / seconds,
    first_token_ms: first - begun,
    cpu_ms: (user + system) / 1000 / (count - 1),
  }));
}
process.exit(0);
