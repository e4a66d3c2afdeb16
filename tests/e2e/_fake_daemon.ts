import {
  CortexError,
  errorBody,
  type Event,
  eventsStream,
  type InputOf,
  type OperationName,
  OPERATIONS,
  type OutputOf,
  toCortexError,
} from "../../src/contract/mod.ts";

/** Answers by operation; one that throws fails the request. */
export type Answers = { [N in OperationName]?: (input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>> };

/** A daemon of a few lines, for faults and figures that a real one does not have at hand. */
export interface FakeDaemon extends AsyncDisposable {
  readonly socket_dir: string;
  readonly socket: string;
  /** Operations that were asked for, in order. */
  readonly asked: OperationName[];
}

/**
 * Answers on `http.sock` in a new folder below /tmp, or in the one given. A stream of events carries those given and
 * ends.
 */
export function startFakeDaemon(
  answers: Answers,
  socket_dir = newFolder(),
  events: readonly Event[] = [],
): FakeDaemon {
  const asked: OperationName[] = [];
  const socket = `${socket_dir}/http.sock`;
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === eventsStream.http.path) return streamed(events, searchParams.get("after"));
    const found = await findOperation(request);
    if (found === undefined) return failure(new CortexError("UNKNOWN_OPERATION", "No such route"));
    asked.push(found.name);
    const byName: Readonly<Record<string, ((input: never) => unknown) | undefined>> = answers;
    try {
      const output = await byName[found.name]?.(found.input as never);
      if (output === undefined) throw new CortexError("UNAVAILABLE", `No answer for ${found.name}`);
      return Response.json(output);
    } catch (error) {
      return failure(toCortexError(error));
    }
  };
  const server = Deno.serve({ path: socket, onListen: () => {} }, answer);
  return { socket_dir, socket, asked, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** A folder whose path is short enough for a socket. */
export function newFolder(): string {
  return Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-" });
}

/** The lines of a stream that begins after an event. */
function streamed(events: readonly Event[], after: string | null): Response {
  const cursor = after === null ? events.length : Number(after);
  const lines = events.filter(({ seq }) => seq > cursor).map((event) => `${JSON.stringify(event)}\n`);
  return new Response(lines.join(""), { headers: { "x-last-event-id": String(cursor) } });
}

function failure(error: CortexError): Response {
  return Response.json({ error: errorBody(error) }, { status: error.row.http });
}

async function findOperation(
  request: Request,
): Promise<{ name: OperationName; input: Record<string, unknown> } | undefined> {
  const { pathname, searchParams } = new URL(request.url);
  for (const { name, http, input } of OPERATIONS) {
    const pattern = new RegExp(`^${http.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const match = http.method === request.method ? pattern.exec(pathname) : null;
    if (match === null) continue;
    const raw: Record<string, unknown> = {
      ...match.groups,
      ...Object.fromEntries(searchParams),
      ...(request.method === "GET" ? {} : await request.json()),
    };
    // Strings of the query become what the operation takes.
    for (const [key, value] of Object.entries(raw)) {
      if (value === "true" || value === "false") raw[key] = value === "true";
      if (key === "limit") raw[key] = Number(value);
    }
    return { name, input: input().parse(raw) as Record<string, unknown> };
  }
  return undefined;
}
