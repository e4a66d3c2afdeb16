import assert from "node:assert/strict";
import { dirname } from "node:path";
import { daemonLaunch } from "../../cli/launch/daemon.ts";
import { followHome } from "../../cli/launch/follow_home.ts";
import { CortexError, runtimesList } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { askProgram } from "../../src/runtimes/ask_program.ts";
import { diskFiles } from "../../src/runtimes/disk_files.ts";
import { runtimePlaces, runtimesPermissions } from "../../src/runtimes/launch.ts";
import { createRuntimes, wantedRuntimes } from "../../src/runtimes/mod.ts";
import { run } from "./_monitor.ts";

/** A folder that goes when the test ends. */
function makeFolder(): Disposable & { readonly folder: string } {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-runtimes-" });
  return { folder, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

/** Asks a program that is this shell script. */
async function ask(script: string, timeout_ms = 10_000): Promise<string | null> {
  using made = makeFolder();
  const program = `${made.folder}/program`;
  Deno.writeTextFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return await askProgram(program, ["--version"], timeout_ms);
}

/** Whether a process with these arguments is left. */
async function isLeft(args: string): Promise<boolean> {
  return (await run("ps", "-eo", "stat,args"))?.split("\n").some((line) => line.includes(args)) ?? false;
}

const here = dirname(Deno.execPath());
const places = { home: here, path: [here] };
const { read, run: programs } = runtimesPermissions(places);
const permissions = { read: [...read], run: [...programs] };

Deno.test("a program that is asked gets its arguments, a bare environment and no input", async () => {
  assert.equal(
    await ask('echo "$@" "$HOME" "$LC_ALL" "$GOTOOLCHAIN"; pwd; cat; echo said aside >&2'),
    "--version  C local\n/\nsaid aside\n",
  );
  assert.equal(await ask("echo 1.0; exit 3"), null);
});

Deno.test("a program that hangs and will not end is ended at its deadline with its children", async () => {
  assert.equal(await ask("trap '' TERM\nsleep 43217 & sleep 43217", 200), null);
  assert.equal(await isLeft("sleep 43217"), false);
});

Deno.test("a program that prints a gigabyte is ended with its children", async () => {
  assert.equal(await ask("sleep 43218 & head -c 1000000000 /dev/zero; sleep 43218", 500), null);
  assert.equal(await isLeft("sleep 43218"), false);
});

Deno.test("what a program leaves running behind it does not hold up its answer", async () => {
  assert.equal(await ask("sleep 20 & echo 1.2.3"), "1.2.3\n");
});

Deno.test("runtimes: the Deno of this test, by asking it, as the contract says", async () => {
  const runtimes = createRuntimes({ permissions, places, clock: systemClock });
  const list = await runtimes.list({ refresh: false, runtime: "deno" });
  runtimesList.output().parse(list);
  const [found] = list.items.filter(({ path }) => path === Deno.realPathSync(Deno.execPath()));
  assert.equal(found?.version, Deno.version.deno);
  assert.equal(found?.active, true);
});

Deno.test("runtimes: a program that no permission names is listed, and not run", async () => {
  const runtimes = createRuntimes({
    permissions: { ...permissions, run: false },
    places,
    clock: systemClock,
  });
  const { items } = await runtimes.list({ refresh: false, runtime: "deno" });
  assert.equal(items.find(({ active }) => active)?.version, null);
});

Deno.test("runtimes: an answer counts for 5 minutes, or until another look is asked for", async () => {
  let now = 0;
  const clock = { ...systemClock, steady: () => now };
  const runtimes = createRuntimes({ permissions: { read: [...read] }, places, clock });
  const [first, beside] = await Promise.all([
    runtimes.list({ refresh: false }),
    runtimes.list({ refresh: true }),
  ]);
  assert.equal(first, beside);
  now = 299_000;
  assert.equal(await runtimes.list({ refresh: false }), first);
  assert.notEqual(await runtimes.list({ refresh: true }), first);
  const second = await runtimes.list({ refresh: false });
  now = 700_000;
  assert.notEqual(await runtimes.list({ refresh: false }), second);
});

Deno.test("runtimes: only programs of the machine itself are declared to be run, below what may be looked at", () => {
  using made = makeFolder();
  const bin = `${made.folder}/bin`;
  Deno.mkdirSync(bin);
  Deno.writeTextFileSync(`${bin}/node`, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  Deno.copyFileSync("/bin/true", `${bin}/php`);
  Deno.symlinkSync("/bin/true", `${bin}/bun`);
  const declared = (home: string) =>
    runtimesPermissions(runtimePlaces({ path: `${bin}:.:relative`, home })).run;
  const own = declared(made.folder).filter((path) => path.startsWith(made.folder));
  assert.deepEqual(own, [`${bin}/php`]);
  assert.deepEqual(declared("/nowhere").filter((path) => path.startsWith(made.folder)), []);
});

Deno.test("runtimes: what an installer keeps in a home is found where nothing else of the home may be read", async () => {
  using made = makeFolder();
  for (const name of ["bun", "deno"]) {
    Deno.mkdirSync(`${made.folder}/.${name}/bin`, { recursive: true });
    Deno.writeTextFileSync(`${made.folder}/.${name}/bin/${name}`, "", { mode: 0o755 });
  }
  const places = runtimePlaces({ path: "", home: made.folder });
  const { read } = runtimesPermissions(places);
  const runtimes = createRuntimes({ permissions: { read: [...read] }, places, clock: systemClock });
  const { items } = await runtimes.list({ refresh: false });
  assert.deepEqual(
    items.filter(({ manager }) => manager === "installer").map(({ path }) => path),
    [`${made.folder}/.bun/bin/bun`, `${made.folder}/.deno/bin/deno`],
  );
});

Deno.test("runtimes: a manager's folder and one of PATH that are links to elsewhere in the home are looked at", async () => {
  using made = makeFolder();
  for (const name of ["manager/bin/bun", "own/php"].map((name) => `${made.folder}/kept/${name}`)) {
    Deno.mkdirSync(dirname(name), { recursive: true });
    Deno.writeTextFileSync(name, "", { mode: 0o755 });
  }
  Deno.symlinkSync("kept/manager", `${made.folder}/.bun`);
  Deno.symlinkSync("kept/own", `${made.folder}/bin`);
  const places = runtimePlaces({ path: `${made.folder}/bin`, home: made.folder });
  const { read } = runtimesPermissions(places);
  const runtimes = createRuntimes({ permissions: { read: [...read] }, places, clock: systemClock });
  const { items } = await runtimes.list({ refresh: false });
  assert.deepEqual(
    items.map(({ path }) => path).filter((path) => path.startsWith(made.folder)),
    [`${made.folder}/kept/manager/bin/bun`, `${made.folder}/kept/own/php`],
  );
});

Deno.test("runtimes: in a home that is a link, managers are looked for where it leads", () => {
  using made = makeFolder();
  const before = Deno.env.get("HOME") ?? "";
  Deno.mkdirSync(`${made.folder}/real`);
  Deno.symlinkSync("real", `${made.folder}/home`);
  Deno.env.set("HOME", `${made.folder}/home`);
  try {
    followHome();
    const flags = daemonLaunch(["--user"]).flags.join(" ");
    assert.ok(flags.includes(`${made.folder}/real/.nvm/versions/node`), flags);
    assert.equal(Deno.env.get("HOME"), `${made.folder}/real`);
  } finally {
    Deno.env.set("HOME", before);
  }
});

Deno.test("runtimes: files of the disk, with links inside and out of the roots", () => {
  using made = makeFolder();
  const root = `${made.folder}/root`;
  Deno.mkdirSync(`${root}/versions/1.0`, { recursive: true });
  Deno.writeTextFileSync(`${root}/versions/1.0/text`, "inside");
  Deno.writeTextFileSync(`${made.folder}/secret`, "secret");
  Deno.symlinkSync("versions/1.0", `${root}/current`);
  Deno.symlinkSync("../secret", `${root}/out`);
  Deno.symlinkSync("loop", `${root}/loop`);
  Deno.truncateSync(`${root}/versions/1.0/text`, 6);
  Deno.writeFileSync(`${root}/large`, new Uint8Array(300_000));
  const files = diskFiles([root]);
  assert.equal(files.real(`${root}/current/text`), `${root}/versions/1.0/text`);
  assert.equal(files.text(`${root}/current/text`), "inside");
  for (const name of ["out", "loop", "nothing", "large", "versions"]) {
    assert.equal(files.text(`${root}/${name}`), null, name);
  }
  assert.equal(files.real(`${root}/out`), null);
  assert.deepEqual(files.list(`${root}/nothing`), []);
});

Deno.test("version files are read by a worker that sees their folder only", async () => {
  using made = makeFolder();
  Deno.writeTextFileSync(`${made.folder}/mise.toml`, '[tools]\nnode = "20"\n');
  Deno.symlinkSync("/etc/passwd", `${made.folder}/.nvmrc`);
  const { items, problems } = await wantedRuntimes(made.folder);
  assert.deepEqual(items, [{ runtime: "node", wants: "20", file: "mise.toml" }]);
  assert.deepEqual(problems.map(({ file }) => file), [".nvmrc"]);
  await assert.rejects(
    wantedRuntimes(`${made.folder}/nowhere`),
    (error) => error instanceof CortexError && error.code === "NOT_FOUND",
  );
});
