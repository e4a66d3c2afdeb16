import { defineCollector } from "../collector.ts";
import { lines, numbers } from "../proc_text.ts";
import { createRates } from "../rates.ts";

/** What went through each interface (proc_net(5)). */
export const network = defineCollector({
  name: "network",
  help: "Bytes and packets of each network interface since the tick before",
  reads: ["/proc/net/dev"],
  rates: true,
  create({ host }) {
    const rates = createRates();
    return ({ steady_ms }) => {
      const text = host.readText("/proc/net/dev");
      if (text === null) return null;
      const interfaces = lines(text).slice(2).map((line) => {
        const colon = line.lastIndexOf(":");
        const name = line.slice(0, colon).trim();
        const columns = numbers(line.slice(colon + 1));
        const [rx_bytes = 0, rx_packets = 0, rx_errors = 0, rx_dropped = 0] = columns;
        const [tx_bytes = 0, tx_packets = 0, tx_errors = 0, tx_dropped = 0] = columns.slice(8);
        const [
          rx_bytes_per_second = 0,
          tx_bytes_per_second = 0,
          rx_packets_per_second = 0,
          tx_packets_per_second = 0,
        ] = rates.update(name, [rx_bytes, tx_bytes, rx_packets, tx_packets], steady_ms);
        return {
          interface: name,
          rx_bytes_per_second,
          tx_bytes_per_second,
          rx_packets_per_second,
          tx_packets_per_second,
          rx_errors,
          tx_errors,
          rx_dropped,
          tx_dropped,
        };
      });
      rates.forgetOthers(steady_ms);
      return interfaces;
    };
  },
});
