import assert from "node:assert/strict";
import { dirname } from "node:path/posix";
import { daemonDir, recordedHost, startDaemon, waitFor } from "../e2e/_daemon.ts";
import { packageHost } from "../e2e/_inventory.ts";
import { has, run } from "./_run.ts";

/** The generator, and the HTTP library that what it makes is for. */
const GENERATOR = ["openapi-python-client==0.29.1", "httpx==0.28.1"];
const PROGRAM = new URL("./openapi_client.py", import.meta.url).pathname;

/** Installs the generator into a folder of its own; false where there is no pip or no package index. */
function install(folder: string): boolean {
  if (!has("python3")) return false;
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--retries=1",
    "--timeout=10",
    "--target",
    folder,
  ];
  return run("python3", [...pip, ...GENERATOR]).code === 0;
}

const work = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-python-" });
const ready = install(`${work}/packages`);

/** Runs Python with the generator and what it makes. */
function python(args: readonly string[]) {
  const ran = run("env", [`PYTHONPATH=${work}/packages:${work}`, "python3", ...args], work);
  assert.equal(ran.code, 0, ran.stderr + ran.stdout);
  return ran.stdout;
}

Deno.test({
  name: `a client generated for Python speaks to the daemon${ready ? "" : " (left out: pip cannot install)"}`,
  ignore: !ready,
  fn: async () => {
    using host = packageHost();
    const dir = daemonDir();
    try {
      await using daemon = await startDaemon({
        dir,
        args: ["--host-root", recordedHost(dirname(host.root))],
        env: { CORTEX__INVENTORY__ENABLED: "true", CORTEX__ALERTS__RULES__MEMORY__WARNING: "1" },
      });
      Deno.writeTextFileSync(`${work}/openapi.json`, await (await daemon.fetch("/openapi.json")).text());
      // What it needs to know of no document: the package's name, and that no formatter is there to be run.
      const settings = { project_name_override: "cortex_client", post_hooks: [] };
      Deno.writeTextFileSync(`${work}/settings.json`, JSON.stringify(settings));
      python([
        "-m",
        "openapi_python_client",
        "generate",
        "--fail-on-warning",
        "--meta=none",
        "--path=openapi.json",
        "--output-path=cortex_client",
        "--config=settings.json",
      ]);
      await waitFor("an alert and the index", async () => {
        const { items } = await daemon.get("alerts.list", "/v1/alerts?category=memory");
        const search = await daemon.fetch("/v1/packages?q=vim");
        await search.body?.cancel();
        return items.length > 0 && search.ok ? items : undefined;
      });
      const { raised, ...came } = JSON.parse(python([PROGRAM, daemon.http_socket]));
      assert.ok(Number.isFinite(Date.parse(raised)), raised);
      assert.deepEqual(came, {
        cores: came.cores,
        memory: 15.1,
        page: [1, true],
        acknowledged: true,
        missing: [404, "ALERT_NOT_FOUND"],
        found: ["vim", "neovim"],
        batch: [{ pong: true }, "UNKNOWN_OPERATION"],
      });
    } finally {
      Deno.removeSync(dir, { recursive: true });
    }
  },
});

Deno.test.afterAll(() => Deno.removeSync(work, { recursive: true }));
