import { z } from "zod";
import { time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** Languages whose installed versions are known. */
export const runtimeName = once(() =>
  z.enum(["node", "python", "go", "rust", "ruby", "java", "bun", "deno", "php"])
    .meta({ id: "RuntimeName" })
);
export type RuntimeName = Infer<typeof runtimeName>;

/** One installed version of a language's runtime. */
export const installedRuntime = once(() =>
  z.object({
    runtime: runtimeName().describe("Which language or program"),
    version: z.string().nullable().describe("null where neither files nor the program itself tell"),
    path: z.string().describe("The program, links followed"),
    manager: z.string().describe(
      "Who installed it: system, alternatives, nvm, fnm, pyenv, …; path where only PATH tells",
    ),
    active: z.boolean().describe("The one that the daemon's PATH finds first, through a manager's shims"),
    manager_default: z.boolean().describe("The one that its manager takes where nothing else is asked for"),
  }).meta({ id: "InstalledRuntime" })
);
export type InstalledRuntime = Infer<typeof installedRuntime>;

/** `runtimes.list` */
export const runtimesList = defineOperation({
  name: "runtimes.list",
  kind: "query",
  summary: "Installed versions of language runtimes that the daemon's user may see",
  input: once(() =>
    z.strictObject({
      runtime: runtimeName().optional(),
      refresh: z.boolean().default(false).describe("Look again, even when the last look is recent"),
    })
  ),
  output: once(() =>
    z.object({
      items: z.array(installedRuntime()).describe("By runtime, then as found: PATH first"),
      taken_at: time().describe("When this was looked up; at most 5 minutes ago"),
      home: z.string().nullable().describe(
        "Home folder whose managers were looked at; null for the system daemon",
      ),
      path: z.array(z.string()).describe("Folders of PATH that were looked at"),
    })
  ),
  errors: ["UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/runtimes" },
});
