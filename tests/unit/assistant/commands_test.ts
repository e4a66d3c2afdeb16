import assert from "node:assert/strict";
import { CAUSES } from "../../../src/assistant/causes.ts";
import { diskFilling } from "../../../src/assistant/causes/disk_filling.ts";
import { failedService } from "../../../src/assistant/causes/failed_service.ts";
import { commandsFor } from "../../../src/assistant/commands.ts";

const texts = (...causes: Parameters<typeof commandsFor>[0]) =>
  commandsFor(causes).map(({ command }) => command);

Deno.test("a command is about what its cause was found of, and stands there once", () => {
  const found = texts({ cause: failedService, subject: "nginx.service" }, {
    cause: failedService,
    subject: "getty@tty1.service",
  });
  assert.deepEqual(found, [
    "systemctl --failed",
    "systemctl status --no-pager nginx.service",
    "journalctl -b -u nginx.service -n 50",
    "journalctl -b -p err -n 50",
    "systemctl status --no-pager getty@tty1.service",
    "journalctl -b -u getty@tty1.service -n 50",
  ]);
  assert.ok(
    texts({ cause: diskFilling, subject: "/srv" }).includes(
      "du -xhd2 /srv 2>/dev/null | sort -rh | head -n 20",
    ),
  );
});

Deno.test("without a subject a command is about the host, or is not offered", () => {
  assert.deepEqual(texts({ cause: failedService, subject: "" }), [
    "systemctl --failed",
    "journalctl -b -p err -n 50",
  ]);
  assert.ok(
    texts({ cause: diskFilling, subject: "" }).includes(
      "du -xhd2 / 2>/dev/null | sort -rh | head -n 20",
    ),
  );
});

Deno.test("a name that means something to a shell is put into no command: of every cause", () => {
  const hostile = [
    "$(reboot)",
    "a;reboot",
    "`x`",
    "a b",
    "-rf",
    "a'b",
    'a"b',
    "a\nb",
    "a|b",
    "a&b",
    "a>b",
    "*",
    "é",
  ];
  for (const cause of CAUSES) {
    const plain = texts({ cause, subject: "" });
    for (const subject of hostile) assert.deepEqual(texts({ cause, subject }), plain, subject);
    for (const command of [...plain, ...texts({ cause, subject: "a" })]) {
      assert.ok(!command.includes("SUBJECT"), command);
      assert.doesNotMatch(command, /\b(rm|kill|restart|stop|mkfs|dd|sudo)\b/, command);
    }
  }
});
