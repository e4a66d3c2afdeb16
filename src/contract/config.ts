import { z } from "zod";
import { defineOperation } from "./operation.ts";

/** A setting with its value, origin and way of changing. */
export const setting = z.object({
  key: z.string().describe("section.name"),
  value: z.unknown().describe("A secret shows as ***"),
  default: z.unknown(),
  origin: z.string().describe("default, a file with its line, an environment variable, or an option"),
  reload: z.enum(["live", "worker", "restart"]).describe("How a change comes into force"),
  unit: z.string().nullable(),
  summary: z.string(),
}).meta({ id: "Setting" });
export type Setting = z.infer<typeof setting>;

/** `config.get` */
export const configGet = defineOperation({
  name: "config.get",
  kind: "query",
  summary: "Settings in force, with the origin of each",
  input: z.strictObject({ key: z.string().max(256).optional().describe("One setting, or a section") }),
  output: z.object({ items: z.array(setting), files: z.array(z.string()) }),
  errors: ["NOT_FOUND"],
  scope: "read",
  http: { method: "GET", path: "/v1/config" },
});
