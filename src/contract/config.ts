import { z } from "zod";
import { nothing } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** A setting with its value, origin and way of changing. */
export const setting = once(() =>
  z.object({
    key: z.string().describe("section.name"),
    value: z.unknown().describe("A secret shows as ***"),
    default: z.unknown().describe("Where nothing says otherwise"),
    origin: z.string().describe("default, a file with its line, an environment variable, or an option"),
    reload: z.enum(["live", "worker", "restart"]).describe("How a change comes into force"),
    unit: z.string().nullable().describe("Of the value"),
    summary: z.string().describe("What it does"),
  }).meta({ id: "Setting", description: "A setting with its value, origin and way of changing" })
);
export type Setting = Infer<typeof setting>;

/** One thing that is wrong with the configuration. */
export const configProblem = once(() =>
  z.object({
    origin: z.string().describe("A file with its line, an environment variable, or an option"),
    key: z.string().describe("The setting; empty where the file cannot be read at all"),
    value: z.unknown().describe("What stands there; a secret shows as ***"),
    valid: z.string().describe("What would be valid"),
    message: z.string().describe("What is wrong and what to do"),
  }).meta({ id: "ConfigProblem", description: "One thing that is wrong with the configuration" })
);
export type ConfigProblem = Infer<typeof configProblem>;

/** `config.get` */
export const configGet = defineOperation({
  name: "config.get",
  kind: "query",
  summary: "Settings in force, with the origin of each",
  input: once(() =>
    z.strictObject({ key: z.string().max(256).optional().describe("One setting, or a section") })
  ),
  output: once(() => z.object({ items: z.array(setting()), files: z.array(z.string()) })),
  errors: ["NOT_FOUND"],
  scope: "read",
  http: { method: "GET", path: "/v1/config" },
});

/** What a setting may be set to; null takes it out of the file. */
const settable = once(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(z.string()),
    z.record(z.string(), z.unknown()),
    z.null(),
  ])
);

/** `config.set` */
export const configSet = defineOperation({
  name: "config.set",
  kind: "action",
  summary: "Changes one setting in the daemon's own file, comments and order kept, and reads it again",
  input: once(() =>
    z.strictObject({
      key: z.string().min(1).max(256).describe("A setting: section.name"),
      value: settable().describe(
        "A text is read as the setting's type; null takes the setting out of the file",
      ),
    })
  ),
  output: once(() =>
    z.object({
      file: z.string().describe("The file that was written"),
      effect: z.enum(["live", "worker", "restart", "shadowed", "unchanged"]).describe(
        "live: in force; worker: in force once the part has restarted by itself; restart: at the daemon's next " +
          "start; shadowed: a stronger source says otherwise; unchanged: it was so before",
      ),
      setting: setting().describe("As it is in force now"),
    })
  ),
  errors: ["NOT_FOUND", "CONFIG_INVALID", "STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/config/set" },
});

/** `config.validate` */
export const configValidate = defineOperation({
  name: "config.validate",
  kind: "query",
  summary: "What is wrong with a configuration: the one a reload would read, or a text",
  input: once(() =>
    z.strictObject({
      text: z.string().max(1_048_576).optional().describe("YAML, checked by itself; nothing else is read"),
    })
  ),
  output: once(() =>
    z.object({
      valid: z.boolean(),
      problems: z.array(configProblem()),
      files: z.array(z.string()).describe("Files that were read"),
    })
  ),
  errors: [],
  scope: "read",
  http: { method: "POST", path: "/v1/config/validate" },
});

/** `config.schema` */
export const configSchemaGet = defineOperation({
  name: "config.schema",
  kind: "query",
  summary: "JSON Schema of the configuration file, for editors",
  input: nothing,
  output: once(() => z.record(z.string(), z.unknown()).describe("JSON Schema, draft 2020-12")),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/config/schema" },
});
