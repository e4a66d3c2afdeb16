/** dpkg's log, the one before it first (dpkg(1), `--log`). */
export const DPKG_LOGS: readonly string[] = ["/var/log/dpkg.log.1", "/var/log/dpkg.log"];

/** apt's own log, the one before it first (apt.conf(5), `Dir::Log::History`). */
export const APT_LOGS: readonly string[] = ["/var/log/apt/history.log.1.gz", "/var/log/apt/history.log"];

/** pacman's log unless its settings say else (pacman.conf(5), `LogFile`). */
export const PACMAN_LOG = "/var/log/pacman.log";
