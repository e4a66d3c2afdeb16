import type { Health } from "../../contract/mod.ts";
import { factsFrom } from "../fact.ts";
import { counted, say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { courseOf } from "../course.ts";

/** Interfaces told of, where anything goes through them. */
const NAMED = 3;

type Interface = Health["network"][number];

/** What goes through the interfaces. */
export const network = defineTopic({
  name: "network",
  about: "the network's traffic and errors",
  example: "How much traffic is there on the network?",
  words: [
    "network",
    "networks",
    "interface",
    "interfaces",
    "traffic",
    "bandwidth",
    "ethernet",
    "wifi",
    "packet",
    "packets",
    "download",
    "upload",
  ],
  needs: ["health", "hour"],
  series: ["network_rx_bytes_per_second"],
  further: ["network_errors"],
  say: (known) => {
    const { health } = known;
    if (health === null) return [];
    const traffic = (one: Interface) => one.rx_bytes_per_second + one.tx_bytes_per_second;
    const named = health.network.filter((one) => one.interface !== "lo")
      .toSorted((a, b) => traffic(b) - traffic(a))
      .filter((one, index) => index === 0 || (index < NAMED && traffic(one) > 0));
    const { name } = factsFrom({ source: "health.get", at: health.taken_at });
    const [busiest] = named;
    return [
      ...named.flatMap((one) => [trafficOf(one, health), ...faultsOf(one, health)]),
      ...(busiest === undefined ? [say`No interface but the loopback is known`] : courseOf(known, {
        series: "network_rx_bytes_per_second",
        subject: busiest.interface,
        what: say`what ${name("interface", busiest.interface)} received`,
      })),
    ];
  },
});

function trafficOf(one: Interface, { taken_at }: Health): Sentence {
  const { figure, name } = factsFrom({ source: "health.get", at: taken_at });
  return say`${name("interface", one.interface)} receives ${
    figure("bytes received", one.rx_bytes_per_second, "bytes_per_second", one.interface)
  } and sends ${figure("bytes sent", one.tx_bytes_per_second, "bytes_per_second", one.interface)}`;
}

function faultsOf(one: Interface, { taken_at }: Health): Sentence[] {
  const { figure } = factsFrom({ source: "health.get", at: taken_at });
  const errors = one.rx_errors + one.tx_errors;
  const dropped = one.rx_dropped + one.tx_dropped;
  if (errors + dropped === 0) return [];
  return [
    say`Since boot it had ${
      counted(figure("errors since boot", errors, "", one.interface), "error")
    } and dropped ${counted(figure("packets dropped since boot", dropped, "", one.interface), "packet")}`,
  ];
}
