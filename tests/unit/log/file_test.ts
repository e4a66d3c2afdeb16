import assert from "node:assert/strict";
import { LogFile } from "../../../src/log/sinks/file.ts";

const encoder = new TextEncoder();

/** A log file in a folder of its own. */
function logFile(options: { readonly files?: number; readonly max_bytes?: number } = {}) {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-log-" });
  const path = `${dir}/daemon.log`;
  const faults: string[] = [];
  const file = new LogFile({
    path,
    files: options.files ?? 3,
    max_bytes: () => options.max_bytes ?? 1000,
    onFault: (message) => faults.push(message),
  });
  return {
    dir,
    path,
    faults,
    write: (text: string) => file.write(encoder.encode(text)),
    file,
    names: () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort(),
    [Symbol.dispose]: () => {
      file[Symbol.dispose]();
      Deno.removeSync(dir, { recursive: true });
    },
  };
}

Deno.test("full files are put aside, so many are kept, and no line is torn", () => {
  using log = logFile({ files: 3, max_bytes: 20 });
  for (let number = 1; number <= 9; number++) log.write(`line ${number}\n`);
  assert.deepEqual(log.names(), ["daemon.log", "daemon.log.1", "daemon.log.2"]);
  assert.equal(Deno.readTextFileSync(`${log.path}.2`), "line 5\nline 6\n");
  assert.equal(Deno.readTextFileSync(`${log.path}.1`), "line 7\nline 8\n");
  assert.equal(Deno.readTextFileSync(log.path), "line 9\n");
  assert.deepEqual(log.faults, []);
});

Deno.test("one file alone begins anew when it is full; a line longer than a file is written all the same", () => {
  using log = logFile({ files: 1, max_bytes: 10 });
  log.write("first\n");
  log.write("much longer than the file may be\n");
  assert.deepEqual(log.names(), ["daemon.log"]);
  assert.equal(Deno.readTextFileSync(log.path), "much longer than the file may be\n");
});

Deno.test("the file goes on where it ended and is closed to others", () => {
  using log = logFile();
  log.write("one\n");
  log.file.reopen();
  log.write("two\n");
  assert.equal((Deno.statSync(log.path).mode ?? 0) & 0o777, 0o640);
  assert.equal(Deno.readTextFileSync(log.path), "one\ntwo\n");
});

Deno.test("after a reopening, lines go to a new file where the old one was taken away", () => {
  using log = logFile();
  log.write("one\n");
  Deno.renameSync(log.path, `${log.dir}/taken`);
  log.write("two\n");
  log.file.reopen();
  log.write("three\n");
  assert.equal(Deno.readTextFileSync(`${log.dir}/taken`), "one\ntwo\n");
  assert.equal(Deno.readTextFileSync(log.path), "three\n");
});

Deno.test("a file that cannot be written is told once, and once more after it could be", () => {
  using log = logFile();
  Deno.mkdirSync(log.path);
  log.write("lost\n");
  log.write("lost too\n");
  assert.equal(log.faults.length, 1);
  assert.match(log.faults[0] ?? "", /Cannot write the log file ".*daemon\.log": it is no regular file/);
  Deno.removeSync(log.path);
  log.write("kept\n");
  assert.equal(Deno.readTextFileSync(log.path), "kept\n");
});
