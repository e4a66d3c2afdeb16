import { z } from "zod";
import { configSchema } from "./schema.ts";

/** Names of what a setting says of itself, as a JSON Schema carries words that are no part of it. */
const OWN = { reload: "x-reload", unit: "x-unit", secret: "x-secret", summary: "description" } as const;

/** JSON Schema of a configuration file (draft 2020-12): what an editor needs to complete and check it. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, {
    io: "input",
    override: ({ jsonSchema }) => {
      const node: Record<string, unknown> = jsonSchema;
      for (const [name, standard] of Object.entries(OWN)) {
        if (name in node) node[standard] = node[name];
        delete node[name];
      }
    },
  });
  return {
    ...schema,
    title: "Cortex daemon configuration",
    properties: {
      $schema: { type: "string", description: "This schema, for editors" },
      ...schema.properties,
    },
  };
}
