import { COMMON_ERRORS, type ErrorCode, ERRORS, type Operation, pathParameters } from "../../contract/mod.ts";
import type { Schema, Schemas } from "./schemas.ts";

const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const ERROR_CONTENT = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };

/** An output, or a piece of one, for each event: as the data of a server-sent event, or as a line. */
const STREAM = {
  "text/event-stream": { schema: { type: "string" } },
  "application/x-ndjson": { schema: { type: "string" } },
};

/** The OpenAPI operation of one of ours. */
export function pathOperation(operation: Operation, schemas: Schemas): object {
  const { name, kind, summary, input, output, http, scope } = operation;
  const { properties = {}, required = [] } = schemas.input(input());
  const in_path = pathParameters(http.path);
  const rest = Object.keys(properties).filter((member) => !in_path.includes(member));
  const with_body = http.method !== "GET";
  const parameter = (place: "path" | "query") => (member: string) => {
    const { description, ...schema } = properties[member] as Schema;
    return {
      name: member,
      in: place,
      required: place === "path" || required.includes(member),
      ...(description === undefined ? {} : { description }),
      schema,
    };
  };
  const parameters = [...in_path.map(parameter("path")), ...(with_body ? [] : rest.map(parameter("query")))];
  return {
    operationId: name,
    summary,
    tags: [name.split(".")[0]],
    "x-scope": scope,
    parameters: [...parameters, { $ref: "#/components/parameters/RequestId" }],
    ...(with_body && rest.length > 0 ? { requestBody: requestBody(properties, required, rest) } : {}),
    responses: {
      200: {
        description: "The answer",
        headers: REQUEST_ID,
        content: kind === "subscription" ? STREAM : {
          "application/json": { schema: schemas.output(output()) },
          ...(operation.streams === undefined ? {} : STREAM),
        },
      },
      ...errorResponses(operation),
    },
  };
}

function requestBody(properties: object, required: readonly string[], members: readonly string[]): object {
  const needed = required.filter((name) => members.includes(name));
  return {
    required: needed.length > 0,
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: Object.fromEntries(
            Object.entries(properties).filter(([name]) => members.includes(name)),
          ),
          ...(needed.length === 0 ? {} : { required: needed }),
          additionalProperties: false,
        },
      },
    },
  };
}

/** One response for each HTTP status that the operation's errors have. */
function errorResponses(operation: Operation): object {
  const codes = new Set<ErrorCode>([...COMMON_ERRORS, ...operation.errors]);
  if (operation.scope === "read") codes.delete("PERMISSION_DENIED");
  const texts = new Map<number, string[]>();
  for (const code of codes) {
    const { http, summary } = ERRORS[code];
    texts.set(http, [...(texts.get(http) ?? []), `${code}: ${summary}`]);
  }
  return Object.fromEntries(
    [...texts].map(([status, lines]) => [
      status,
      { description: lines.join("\n\n"), headers: REQUEST_ID, content: ERROR_CONTENT },
    ]),
  );
}
