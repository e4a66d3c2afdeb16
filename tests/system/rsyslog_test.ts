import assert from "node:assert/strict";
import { waitFor } from "../e2e/_daemon.ts";
import { bootBox, type Box, missingForBox } from "./_box.ts";
import { has, run } from "./_run.ts";
import { dropIn, installUnit, property, restart, useProgram } from "./_unit.ts";

const RECEIVER = "/run/receiver/log";
const TOLD = "/var/log/told";

/** Reads RFC 5424 as the documentation says, and writes down what it understood of each line. */
const CONFIGURATION = `module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="${RECEIVER}" CreatePath="on" UseSpecialParser="off" ParseHostname="on")
template(name="told" type="string" string="%app-name%|%procid%|%syslogfacility-text%.%syslogseverity-text%|%structured-data%|%msg%\\n")
*.* action(type="omfile" file="${TOLD}" template="told")
`;

/** Debian's rsyslog, unpacked into the box: installed, its service would start. */
function unpackRsyslog(box: Box): void {
  const folder = Deno.makeTempDirSync();
  const must = (command: string, ...args: string[]) => {
    const { code, stderr } = run(command, args, folder);
    assert.equal(code, 0, `${command}: ${stderr}`);
  };
  must("apt-get", "download", "rsyslog", "libestr0", "libfastjson4");
  must("sh", "-c", "for package in *.deb; do dpkg -x $package unpacked; done");
  must("cp", "-a", "unpacked/usr/.", `${box.root}/usr/`);
  Deno.removeSync(folder, { recursive: true });
}

Deno.test({
  name: "a real rsyslog receives the log and understands each field of it",
  ignore: missingForBox() !== undefined || !has("apt-get"),
  fn: async () => {
    using box = bootBox();
    installUnit(box);
    unpackRsyslog(box);
    box.write("/etc/receiver.conf", CONFIGURATION);
    const receiver = ["rsyslogd", "-n", "-f", "/etc/receiver.conf", "-i", "/run/receiver.pid"];
    box.must(
      "systemd-run",
      "--quiet",
      "--unit=receiver",
      "--property=RuntimeDirectory=receiver",
      ...receiver,
    );
    await waitFor(
      "the receiver",
      () => Promise.resolve(box.run("test", "-S", RECEIVER).code === 0 || undefined),
    );

    const environment = { CORTEX__LOG__OUTPUT: "syslog", CORTEX__LOG__SYSLOG_SOCKET: RECEIVER };
    const lines = Object.entries(environment).map(([name, value]) => `Environment=${name}=${value}`);
    using _setting = dropIn(box, `[Service]\n${lines.join("\n")}\n`);
    using _program = useProgram(box, environment);
    restart(box);
    const pid = property(box, "MainPID");
    const line = await waitFor("the line", () => {
      const { stdout } = box.run("cat", TOLD);
      return Promise.resolve(stdout.split("\n").find((told) => told.endsWith("Ready")));
    });
    const [program, process, priority, facts, message] = line.split("|");
    assert.deepEqual([program, process, priority, message?.trim()], ["cortexd", pid, "daemon.info", "Ready"]);
    assert.match(facts ?? "", /^\[cortex@32473 component="daemon" .*http_socket="\/run\/cortex\/http\.sock"/);
  },
});
