import { createHash } from "node:crypto";
import { VERSION } from "../../src/contract/wire.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const PACKAGE = "/@cortex/cortexd";

/** A registry on this machine, in JSR's layout (jsr.io/docs/api#jsr-registry-api), with this package alone. */
export interface Registry extends AsyncDisposable {
  /** For $JSR_URL. */
  readonly url: string;
}

/** Serves the very files that would be published. */
export function serveRegistry(): Registry {
  const files = new Map(publishedFiles().map((path) => [`/${path}`, Deno.readFileSync(`${ROOT}${path}`)]));
  const manifest = Object.fromEntries(
    [...files].map(([path, bytes]) => {
      const digest = createHash("sha256").update(bytes).digest("hex");
      return [path, { size: bytes.length, checksum: `sha256-${digest}` }];
    }),
  );
  const documents: Readonly<Record<string, unknown>> = {
    [`${PACKAGE}/meta.json`]: {
      scope: "cortex",
      name: "cortexd",
      latest: VERSION,
      versions: { [VERSION]: {} },
    },
    [`${PACKAGE}/${VERSION}_meta.json`]: { manifest, exports: { ".": "./mod.ts" } },
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    const document = documents[pathname];
    if (document !== undefined) return Response.json(document);
    const bytes = files.get(pathname.replace(`${PACKAGE}/${VERSION}`, ""));
    return bytes === undefined ? new Response("Not found", { status: 404 }) : new Response(bytes);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Paths of what `deno publish` would send, below the root. */
function publishedFiles(): string[] {
  const { stdout, stderr } = new Deno.Command(Deno.execPath(), {
    args: ["publish", "--dry-run", "--allow-dirty"],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).outputSync();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return [...text.matchAll(/^ +file:\/\/(\S+) \([^)]+\)$/gm)].map(([, path = ""]) => path.replace(ROOT, ""));
}
