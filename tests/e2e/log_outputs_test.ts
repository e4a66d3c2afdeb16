import assert from "node:assert/strict";
import { openLogOutputs } from "../../src/log/mod.ts";
import { record } from "../unit/log/_record.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";

/** A folder, gone with the block. */
function folder(): { readonly dir: string } & Disposable {
  const dir = daemonDir();
  return { dir, [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }) };
}

/** Somebody who may read what is sent to a path. */
function listen(path: string): { readonly socket: Deno.DatagramConn } & Disposable {
  const socket = Deno.listenDatagram({ transport: "unixpacket", path });
  return {
    socket,
    [Symbol.dispose]: () => {
      try {
        socket.close();
      } catch {
        // Closed already, to end its reading.
      }
    },
  };
}

const linesOf = (path: string) => Deno.readTextFileSync(path).split("\n").filter((line) => line !== "");

Deno.test("lines reach a receiver in their order; without one they are told otherwise, and that once", async () => {
  using place = folder();
  const { dir } = place;
  const socket = `${dir}/receiver.sock`;
  const faults: string[] = [];
  const elsewhere: number[] = [];
  const settings = {
    receiver: { form: "syslog", socket },
    bind_path: `${dir}/.log`,
    hostname: "web-1",
    file: null,
    stderr: null,
    files: 1,
    file_max_bytes: () => 1,
    onFault: (message: string) => faults.push(message),
  } as const;
  {
    await using outputs = openLogOutputs(settings);
    for (const number of [1, 2]) outputs.send(record(`early ${number}`), () => elsewhere.push(number));
  }
  assert.deepEqual(elsewhere, [1, 2]);
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? "", /Cannot send the log to ".*receiver\.sock"/);

  using receiver = listen(socket);
  await using outputs = openLogOutputs(settings);
  for (let number = 0; number < 20; number++) {
    outputs.send(record(`line ${number}`), () => elsewhere.push(number));
  }
  for (let number = 0; number < 20; number++) {
    const [bytes] = await receiver.socket.receive();
    assert.match(new TextDecoder().decode(bytes), new RegExp(`^<30>1 .*line ${number}$`));
  }
  assert.deepEqual(elsewhere, [1, 2]);
  assert.deepEqual([...Deno.readDirSync(dir)].map(({ name }) => name), ["receiver.sock"]);
});

Deno.test("a receiver that does not read holds neither the daemon's memory nor its end", async () => {
  using place = folder();
  const { dir } = place;
  const socket = `${dir}/receiver.sock`;
  using _receiver = listen(socket);
  let elsewhere = 0;
  {
    await using outputs = openLogOutputs({
      receiver: { form: "journal", socket },
      bind_path: `${dir}/.log`,
      hostname: "",
      file: null,
      stderr: null,
      files: 1,
      file_max_bytes: () => 1,
      onFault: () => {},
    });
    for (let number = 0; number < 3000; number++) outputs.send(record(`line ${number}`), () => elsewhere++);
  }
  assert(elsewhere >= 2000, String(elsewhere));
});

Deno.test("a daemon's log file: readable for its group under any mask, opened again on HUP", async () => {
  using place = folder();
  const { dir } = place;
  const file = `${dir}/state/cortexd.log`;
  await using daemon = await startDaemon({
    dir,
    shell: "umask 077",
    env: { CORTEX__LOG__FILE: "auto", CORTEX__LOG__LEVEL: "debug" },
  });
  await waitFor("the first line", () => Promise.resolve(linesOf(file)[0]));
  assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o640);
  for (const line of linesOf(file)) assert.match(JSON.parse(line).logger, /^cortex/);

  Deno.renameSync(file, `${dir}/taken`);
  Deno.kill(daemon.pid, "SIGHUP");
  await waitFor("a new file", () => Promise.resolve(linesOf(file)[0]));
  assert.equal(await daemon.stop(), 0);
  assert.match(linesOf(file).join("\n"), /Stopping/);
});

Deno.test("a log file that is a link is refused, told on stderr, and what it leads to stays as it was", async () => {
  using place = folder();
  const { dir } = place;
  Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
  Deno.writeTextFileSync(`${dir}/state/target`, "mine\n");
  Deno.symlinkSync(`${dir}/state/target`, `${dir}/state/cortexd.log`);
  await using daemon = await startDaemon({ dir, env: { CORTEX__LOG__FILE: "auto" } });
  await waitFor(
    "the fault",
    () => Promise.resolve(daemon.output().includes("it is no regular file") || undefined),
  );
  assert.equal(await daemon.stop(), 0);
  assert.equal(Deno.readTextFileSync(`${dir}/state/target`), "mine\n");
});

Deno.test("stderr that only once was the journal's is written as ever", async () => {
  using place = folder();
  await using daemon = await startDaemon({ dir: place.dir, env: { JOURNAL_STREAM: "1:2" } });
  await waitFor("the log", () => Promise.resolve(daemon.output().includes("Ready") || undefined));
  assert.equal(await daemon.stop(), 0);
});

Deno.test("a daemon's lines reach a syslog daemon, and stderr stays empty of them", async () => {
  using place = folder();
  const socket = `${place.dir}/syslog.sock`;
  using receiver = listen(socket);
  const env = { CORTEX__LOG__OUTPUT: "syslog", CORTEX__LOG__SYSLOG_SOCKET: socket };
  await using daemon = await startDaemon({ dir: place.dir, env });
  const lines: string[] = [];
  const reading = (async () => {
    for await (const [bytes] of receiver.socket) lines.push(new TextDecoder().decode(bytes));
  })().catch(() => {});
  await waitFor("the line", () => Promise.resolve(lines.find((line) => line.endsWith("Ready"))));
  assert.equal(await daemon.stop(), 0);
  assert.match(
    lines[0] ?? "",
    new RegExp(`^<\\d+>1 \\S+Z \\S+ cortexd ${daemon.pid} - \\[cortex@32473 component=`),
  );
  assert.doesNotMatch(daemon.output(), /cortex\.daemon/);
  receiver.socket.close();
  await reading;
});
