import { z } from "zod";

/** A JSON Schema. */
export type Schema = z.core.JSONSchema.BaseSchema;

/** JSON Schemas as OpenAPI wants them: those with a name stand once under `components`. */
export class Schemas {
  /** Named ones, for `components.schemas`. */
  readonly components: Record<string, Schema> = {};

  /** What an operation takes: unknown members are refused. */
  input(schema: z.ZodType): Schema {
    return this.#convert(schema, "input");
  }

  /** What it answers: members may be added later, so that nobody may count on there being no others. */
  output(schema: z.ZodType): Schema {
    return this.#convert(schema, "output");
  }

  #convert(schema: z.ZodType, io: "input" | "output"): Schema {
    const { $schema: _, $defs, ...root } = z.toJSONSchema(schema, {
      io,
      target: "draft-2020-12",
      override: ({ jsonSchema }) => tidy(jsonSchema, io),
    });
    for (const [name, definition] of Object.entries($defs ?? {})) {
      this.components[name] = moveReferences(definition);
    }
    return moveReferences(root);
  }
}

/** Leaves out what says nothing: patterns that repeat a format, and the bounds of every JavaScript integer. */
function tidy(schema: Schema, io: "input" | "output"): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}

function moveReferences<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, member) => {
      if (key === "$ref" && typeof member === "string") {
        return member.replace("#/$defs/", "#/components/schemas/");
      }
      return key === "id" && typeof member === "string" ? undefined : member;
    }),
  );
}
