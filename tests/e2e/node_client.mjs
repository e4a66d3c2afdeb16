// A program under Node: uses the client whose file it is given on a socket, and prints what came of it.
import process from "node:process";

const [file, socket, empty] = process.argv.slice(2);
const { connect, CortexError, pages, permissionFlags } = await import(file);

const codeOf = async (attempt) => {
  try {
    await attempt();
    return "no fault";
  } catch (error) {
    return error instanceof CortexError ? error.code : String(error);
  }
};

const client = await connect({ socket });
const ids = [];
for await (const page of pages(client, "alerts.list", { limit: 1 })) {
  ids.push(...page.items.map(({ id }) => id));
}
const giving_up = new AbortController();
setTimeout(() => giving_up.abort(), 20);
const results = {
  ping: await client.daemon.ping(),
  socket: client.socket,
  ids,
  changed: await client.alerts.acknowledge_all({ category: "disk" }),
  refused: await codeOf(() => client.alerts.get({ id: "00000000-0000-4000-8000-000000000000" })),
  slow: await codeOf(() => client.health.get({}, { timeout_ms: 50, retry: false })),
  given_up: await codeOf(() => client.health.get({}, { signal: giving_up.signal })),
  no_socket: await codeOf(() => connect({ socket: `${empty}/http.sock` })),
  no_listener: await codeOf(() => connect({ socket: file })),
  by_environment: (await connect()).socket,
  flags: permissionFlags(),
};
const stream = client.events.stream({ after: 0 });
const seqOf = async () => (await stream.next()).value.seq;
results.first_event = await seqOf();
// The daemon is restarted between the two lines: its connections are lost, and the client finds it again.
console.log(JSON.stringify(results));
await new Promise((resolve) => process.stdin.once("data", resolve));
const again = await client.daemon.ping();
const next_events = [await seqOf(), await seqOf()];
await stream.return();
console.log(JSON.stringify({ again, next_events }));
client.close();
process.stdin.destroy();
