import assert from "node:assert/strict";
import { unknownCollectors } from "../../../src/daemon/monitor_settings.ts";

Deno.test("collectors that are to be left out and are not there are named, with what may be meant", () => {
  assert.equal(unknownCollectors([]), null);
  assert.equal(unknownCollectors(["disks", "paging"]), null);
  const problem = unknownCollectors(["disks", "dsks", "weather"]);
  assert.match(
    problem ?? "",
    /collectors "dsks", which may be meant as "disks", "weather": there are .*\bcpu, /,
  );
});
