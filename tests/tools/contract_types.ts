import { z } from "zod";
import { type Operation, OPERATIONS, SUBSCRIPTIONS } from "../../src/contract/mod.ts";

type Schema = z.core.JSONSchema.BaseSchema;

const HEAD = `/**
 * What every operation takes and answers, as plain types. Written by \`deno task golden\` from the schemas of this
 * folder: who only sends calls needs neither the schemas nor zod to be typed.
 * @module
 */
`;

/** The text of \`src/contract/types.ts\`. */
export function contractTypes(): string {
  const printer = new Printer();
  const tables = [
    ["Operations", "Every operation that is answered once, by name.", OPERATIONS],
    [
      "Subscriptions",
      "Every operation that goes on until its client leaves; its output is sent once for each event.",
      SUBSCRIPTIONS,
    ],
  ] as const;
  const text = tables.map(([name, doc, operations]) =>
    `\n/** ${doc} */\nexport interface ${name} {\n${
      operations.map((one) => printer.operation(one)).join("")
    }}\n`
  );
  return HEAD + printer.named() + text.join("");
}

/** Prints JSON Schemas as types; those with a name once, for themselves. */
class Printer {
  readonly #named = new Map<string, Schema>();

  operation({ name, summary, input, output }: Operation): string {
    const takes = this.#type(this.#convert(input(), "input"), "    ");
    const answers = this.#type(this.#convert(output(), "output"), "    ");
    return `${
      comment(summary, "  ")
    }  readonly "${name}": {\n    readonly input: ${takes};\n    readonly output: ${answers};\n  };\n`;
  }

  named(): string {
    const names = [...this.#named].sort(([a], [b]) => a < b ? -1 : 1);
    return names.map(([name, schema]) => {
      const type = this.#type(schema, "");
      const doc = `\n${comment(schema.description ?? `\`${name}\` in the OpenAPI document.`, "")}`;
      return schema.type === "object" && type.startsWith("{")
        ? `${doc}export interface ${name} ${type}\n`
        : `${doc}export type ${name} = ${type};\n`;
    }).join("");
  }

  #convert(schema: z.ZodType, io: "input" | "output"): Schema {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
    for (const [name, definition] of Object.entries($defs)) this.#named.set(name, definition);
    return root;
  }

  #type(schema: Schema, indent: string): string {
    const { $ref, type, enum: values, anyOf, oneOf, items, additionalProperties } = schema;
    if ($ref !== undefined) return $ref.replace("#/$defs/", "");
    if ("const" in schema) return JSON.stringify(schema.const);
    if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(" | ");
    const choices = anyOf ?? oneOf;
    if (choices !== undefined) return choices.map((one) => this.#type(one, indent)).join(" | ");
    if (Array.isArray(type)) {
      return type.map((one) => this.#type({ ...schema, type: one }, indent)).join(" | ");
    }
    switch (type) {
      case "object":
        if (schema.properties !== undefined) return this.#object(schema, indent);
        if (typeof additionalProperties !== "object") return "Record<never, never>";
        return `Record<string, ${this.#type(additionalProperties, indent)}>`;
      case "array": {
        if (typeof items !== "object" || Array.isArray(items)) return "unknown[]";
        const item = this.#type(items, indent);
        return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
      }
      case "integer":
        return "number";
      case undefined:
        return "unknown";
      default:
        return type;
    }
  }

  #object({ properties = {}, required = [] }: Schema, indent: string): string {
    const inner = `${indent}  `;
    const members = Object.entries(properties).map(([name, value]) => {
      const schema = typeof value === "object" ? value : {};
      const description = schema.description ?? this.#named.get(reference(schema) ?? "")?.description;
      const doc = description === undefined ? "" : comment(description, inner);
      const type = this.#type(schema, inner);
      // As zod has it: a member may also be there and undefined.
      return `${doc}${inner}${name}${required.includes(name) ? `: ${type}` : `?: ${type} | undefined`};\n`;
    });
    return members.length === 0 ? "Record<never, never>" : `{\n${members.join("")}${indent}}`;
  }
}

/** Name of the schema that a member is one, some or none of. */
function reference({ $ref, anyOf, items }: Schema): string | undefined {
  if ($ref !== undefined) return $ref.replace("#/$defs/", "");
  const inner = anyOf?.[0] ?? items;
  return typeof inner === "object" && !Array.isArray(inner) ? reference(inner) : undefined;
}

function comment(text: string, indent: string): string {
  return `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;
}
