#compdef cortex
# Completion of cortex(1) for zsh, made by "cortex completions zsh".

_cortex() {
  local curcontext=$curcontext state line
  local -a commands=(
    'health:How this host is, at a glance'
    'alerts:List, show and change alerts'
    'ask:Answer a question about this host, with the figures it rests on'
    'explain:Explain an alert: cause, course, what to do'
    'model:Language models on this machine'
    'outbox:What waits to be sent out'
    'processes:Processes by load'
    'users:Users by the load of their processes'
    'metrics:Recorded figures: the last ones, or over a range'
    'top:Host, processes and users on a live screen'
    'watch:Health or alerts on a live screen'
    'events:What happened, and what happens now'
    'logs:What the daemon itself says'
    'services:Failed systemd units'
    'runtimes:Installed versions of languages, and those a project asks for'
    'search:Find packages'
    'info:Show one package'
    'explicit:Packages that somebody asked for'
    'updates:Newer versions of packages'
    'conflicts:Packages that are broken'
    'why:What keeps a package installed'
    'history:What was installed, upgraded and removed lately'
    'audit:Known vulnerabilities of what is installed'
    'feed:What says which versions are vulnerable'
    'cache:Search results that are kept'
    'prompt:Updates and vulnerabilities in a few words, for a shell prompt'
    'status:How the daemon itself is'
    'jobs:Work in the background'
    'store:Where the state is kept, and how'
    'backup:Copy the daemon'\''s state into a file'
    'restore:Put a backup in the place of the state'
    'daemon:Start, stop and restart a daemon in the background'
    'config:Show, change and check settings'
    'doctor:What is wrong with the set-up, and the commands that mend it'
    'permissions:What each part of the daemon may do'
    'ping:Whether the daemon answers'
    'version:Versions of program and daemon'
    'reload:Read the configuration again'
    'dump:All that the daemon knows of itself, to look into a fault'
    'shutdown:End the daemon'
    'completions:Print what a shell needs to complete commands and options'
    'man:Print the manual pages'
    'help:Print help on a command'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        health) _cortex_health ;;
        alerts) _cortex_alerts ;;
        ask) _cortex_ask ;;
        explain) _cortex_explain ;;
        model) _cortex_model ;;
        outbox) _cortex_outbox ;;
        processes) _cortex_processes ;;
        users) _cortex_users ;;
        metrics) _cortex_metrics ;;
        top) _cortex_top ;;
        watch) _cortex_watch ;;
        events) _cortex_events ;;
        logs) _cortex_logs ;;
        services) _cortex_services ;;
        runtimes) _cortex_runtimes ;;
        search) _cortex_search ;;
        info) _cortex_info ;;
        explicit) _cortex_explicit ;;
        updates) _cortex_updates ;;
        conflicts) _cortex_conflicts ;;
        why) _cortex_why ;;
        history) _cortex_history ;;
        audit) _cortex_audit ;;
        feed) _cortex_feed ;;
        cache) _cortex_cache ;;
        prompt) _cortex_prompt ;;
        status) _cortex_status ;;
        jobs) _cortex_jobs ;;
        store) _cortex_store ;;
        backup) _cortex_backup ;;
        restore) _cortex_restore ;;
        daemon) _cortex_daemon ;;
        config) _cortex_config ;;
        doctor) _cortex_doctor ;;
        permissions) _cortex_permissions ;;
        ping) _cortex_ping ;;
        version) _cortex_version ;;
        reload) _cortex_reload ;;
        dump) _cortex_dump ;;
        shutdown) _cortex_shutdown ;;
        completions) _cortex_completions ;;
        man) _cortex_man ;;
        help) _cortex ;;
      esac ;;
  esac
}

_cortex_health() {
  _arguments $_cortex_every \
    '--local[Read this host without a daemon; alerts are the conditions that hold now]'
}

_cortex_alerts() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:Alerts, newest first'
    'show:One alert in full'
    'ack:Say that somebody looks after it'
    'dismiss:Hide it for a day'
    'resolve:End it by hand'
    'silence:Keep alerts from being sent out for a time'
    'silences:Silences in force'
    'unsilence:End a silence before its time'
    'clear:Remove the alerts that are over'
  )
  _arguments -C $_cortex_every \
    '--severity=[Only info, warning, error or critical ones]:SEVERITY:(info warning error critical)' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a unit]:SUBJECT: ' \
    '--status=[Only active, acknowledged, resolved or dismissed ones]:STATUS:(active acknowledged resolved dismissed)' \
    '--open[Only active and acknowledged ones]' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: ' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _cortex_alerts_list ;;
        show) _cortex_alerts_show ;;
        ack) _cortex_alerts_ack ;;
        dismiss) _cortex_alerts_dismiss ;;
        resolve) _cortex_alerts_resolve ;;
        silence) _cortex_alerts_silence ;;
        silences) _cortex_alerts_silences ;;
        unsilence) _cortex_alerts_unsilence ;;
        clear) _cortex_alerts_clear ;;
      esac ;;
  esac
}

_cortex_alerts_list() {
  _arguments $_cortex_every \
    '--severity=[Only info, warning, error or critical ones]:SEVERITY:(info warning error critical)' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a unit]:SUBJECT: ' \
    '--status=[Only active, acknowledged, resolved or dismissed ones]:STATUS:(active acknowledged resolved dismissed)' \
    '--open[Only active and acknowledged ones]' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_alerts_show() {
  _arguments $_cortex_every \
    '1:ID: '
}

_cortex_alerts_ack() {
  _arguments $_cortex_every \
    '--all[Every alert that fits the filters]' \
    '--severity=[Only info, warning, error or critical ones]:SEVERITY:(info warning error critical)' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a unit]:SUBJECT: ' \
    '*:ID: '
}

_cortex_alerts_dismiss() {
  _arguments $_cortex_every \
    '--all[Every alert that fits the filters]' \
    '--severity=[Only info, warning, error or critical ones]:SEVERITY:(info warning error critical)' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a unit]:SUBJECT: ' \
    '*:ID: '
}

_cortex_alerts_resolve() {
  _arguments $_cortex_every \
    '*:ID: '
}

_cortex_alerts_silence() {
  _arguments $_cortex_every \
    '--rule=[Only alerts of this rule]:RULE: ' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--severity=[Only alerts that are not worse than this]:SEVERITY:(info warning error critical)' \
    '--for=[How long it lasts\: 30min, 2h, 7d; 90 days at most]:TIME: ' \
    '--until=[When it ends, instead\: 2026-12-24T08\:00Z]:TIME: ' \
    '--reason=[Why; shown with every alert it covers]:TEXT: ' \
    '1::SUBJECT: '
}

_cortex_alerts_silences() {
  _arguments $_cortex_every \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_alerts_unsilence() {
  _arguments $_cortex_every \
    '1:ID: '
}

_cortex_alerts_clear() {
  _arguments $_cortex_every
}

_cortex_ask() {
  _arguments $_cortex_every \
    '--no-model[Without a language model, though there is one]' \
    '*:QUESTION: '
}

_cortex_explain() {
  _arguments $_cortex_every \
    '--no-model[Without a language model, though there is one]' \
    '1:SUBJECT: '
}

_cortex_model() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:Models that are there, and what each takes'
    'info:What a file says of its model'
    'import:Copy a file to where the daemon looks'
    'load:Load a model, also one that is blocked'
    'unload:Give its memory back'
    'status:How the loaded model is'
    'bench:How fast the model answers'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _cortex_model_list ;;
        info) _cortex_model_info ;;
        import) _cortex_model_import ;;
        load) _cortex_model_load ;;
        unload) _cortex_model_unload ;;
        status) _cortex_model_status ;;
        bench) _cortex_model_bench ;;
      esac ;;
  esac
}

_cortex_model_list() {
  _arguments $_cortex_every
}

_cortex_model_info() {
  _arguments $_cortex_every \
    '--context=[Context that its memory is estimated for; 4096 without it]:TOKENS: ' \
    '1:FILE:_files'
}

_cortex_model_import() {
  _arguments $_cortex_every \
    '--force[Replace a model of the same name]' \
    '--state-dir=[Folder of the state, where the daemon is given one]:DIR:_files -/' \
    '--system[For the system'\''s daemon, as root]' \
    '1:FILE:_files'
}

_cortex_model_load() {
  _arguments $_cortex_every \
    '1::MODEL: '
}

_cortex_model_unload() {
  _arguments $_cortex_every
}

_cortex_model_status() {
  _arguments $_cortex_every
}

_cortex_model_bench() {
  _arguments $_cortex_every \
    '--tokens=[Length of each answer; 128 without it]:COUNT: '
}

_cortex_outbox() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:What waits, and who takes it'
    'follow:Take entries as they come, each written as a line'
    'read:Take the next entries as a consumer'
    'ack:Say that entries were delivered'
  )
  _arguments -C $_cortex_every \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: ' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _cortex_outbox_list ;;
        follow) _cortex_outbox_follow ;;
        read) _cortex_outbox_read ;;
        ack) _cortex_outbox_ack ;;
      esac ;;
  esac
}

_cortex_outbox_list() {
  _arguments $_cortex_every \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_outbox_follow() {
  _arguments $_cortex_every \
    '1:CONSUMER: '
}

_cortex_outbox_read() {
  _arguments $_cortex_every \
    '--limit=[Entries at most; 50 otherwise]:N: ' \
    '--lease=[After this time what is not acknowledged is given again; 60 otherwise]:SECONDS: ' \
    '1:CONSUMER: '
}

_cortex_outbox_ack() {
  _arguments $_cortex_every \
    '--up-to=[Every entry that was given, up to this one]:NUMBER: ' \
    '1:CONSUMER: ' \
    '*:NUMBER: '
}

_cortex_processes() {
  _arguments $_cortex_every \
    '--sort=[Order\: cpu (as it stands), memory, pid or name]:KEY:(cpu memory pid name)' \
    '--user=[Only processes of USER]:USER: ' \
    '--filter=[Only those with TEXT in name or command]:TEXT: ' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_users() {
  _arguments $_cortex_every \
    '--sort=[Order\: cpu (as it stands), memory, io, processes or name]:KEY:(cpu memory io processes name)' \
    '--all[Also users that the configuration leaves out, as those of the system]' \
    '--min-uid=[Only users from UID on]:UID: ' \
    '--min-percent=[Only users with N percent of the host'\''s CPU or memory]:N: ' \
    '--exclude=[Never these, separated by commas]:USERS: ' \
    '--include=[Always these, separated by commas]:USERS: ' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: ' \
    '--persistent[Only who has been above their threshold for long, and since when]'
}

_cortex_metrics() {
  local curcontext=$curcontext state line
  local -a commands=(
    'latest:Figures of the last sample'
    'query:Figures over a range of time'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        latest) _cortex_metrics_latest ;;
        query) _cortex_metrics_query ;;
      esac ;;
  esac
}

_cortex_metrics_latest() {
  _arguments $_cortex_every \
    '*:SERIES: '
}

_cortex_metrics_query() {
  _arguments $_cortex_every \
    '--from=[A time, or how long ago\: 6h; an hour before --to if not given]:TIME: ' \
    '--to=[Likewise; now if not given]:TIME: ' \
    '--step=[Time of one value\: 5min; chosen to fit if not given]:SPAN: ' \
    '--aggregate=[What the values of a step become\: avg (as it stands), min, max or last]:HOW:(min avg max last)' \
    '--by=[One series for each; none makes them one]:WHAT:(none user mount device interface)' \
    '--subject=[Only this user, mount point, device or interface]:NAME: ' \
    '--csv[As CSV, a line for each step]' \
    '--openmetrics[As OpenMetrics, each value with its time]' \
    '*:SERIES: '
}

_cortex_top() {
  _arguments $_cortex_every \
    '--interval=[Time between two readings, 1 unless given]:SECONDS: '
}

_cortex_watch() {
  local curcontext=$curcontext state line
  local -a commands=(
    'health:The screen of cortex health, as it changes'
    'alerts:The list of cortex alerts, as it changes'
  )
  _arguments -C $_cortex_every \
    '--interval=[Time between two readings, 2 unless given]:SECONDS: ' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        health) _cortex_watch_health ;;
        alerts) _cortex_watch_alerts ;;
      esac ;;
  esac
}

_cortex_watch_health() {
  _arguments $_cortex_every \
    '--interval=[Time between two readings, 2 unless given]:SECONDS: '
}

_cortex_watch_alerts() {
  _arguments $_cortex_every \
    '--severity=[Only info, warning, error or critical ones]:SEVERITY:(info warning error critical)' \
    '--category=[Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure]:CATEGORY:(cpu memory disk apt cve service system network user pressure)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a unit]:SUBJECT: ' \
    '--status=[Only active, acknowledged, resolved or dismissed ones]:STATUS:(active acknowledged resolved dismissed)' \
    '--open[Only active and acknowledged ones]' \
    '--interval=[Time between two readings, 2 unless given]:SECONDS: '
}

_cortex_events() {
  _arguments $_cortex_every \
    '--type=[Only of TYPES, as alert.raised,config]:TYPES: ' \
    '--severity=[Only this severe or more\: info, warning, error or critical]:SEVERITY:(info warning error critical)' \
    '--subject=[Only about SUBJECT\: a mount point, a user, a part]:SUBJECT: ' \
    '--job=[Only what happened to the job of that id]:ID: ' \
    '--after=[Only those after the event of that number]:NUMBER: ' \
    '(-f --follow)-f[Go on with what comes, over restarts of the daemon]' \
    '(-f --follow)--follow[Go on with what comes, over restarts of the daemon]' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_logs() {
  _arguments $_cortex_every \
    '--level=[Only of this level or above\: debug, info, warning, error or fatal]:LEVEL:(debug info warning error fatal)' \
    '--component=[Only what PARTS say, as ipc,monitor]:PARTS: ' \
    '(-f --follow)-f[Go on with what comes, over restarts of the daemon]' \
    '(-f --follow)--follow[Go on with what comes, over restarts of the daemon]' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_services() {
  _arguments $_cortex_every
}

_cortex_runtimes() {
  _arguments $_cortex_every \
    '--refresh[Look again, even when the last look is recent]' \
    '1::FOLDER: '
}

_cortex_search() {
  _arguments $_cortex_every \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: ' \
    '*:WORD: '
}

_cortex_info() {
  _arguments $_cortex_every \
    '--architecture=[Of this architecture, as i386; or PACKAGE\:ARCH]:ARCH: ' \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/' \
    '1:PACKAGE: '
}

_cortex_explicit() {
  _arguments $_cortex_every \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_updates() {
  _arguments $_cortex_every \
    '--security[Only those that come from a security archive]' \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/'
}

_cortex_conflicts() {
  _arguments $_cortex_every \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/'
}

_cortex_why() {
  _arguments $_cortex_every \
    '--architecture=[Of this architecture, as i386; or PACKAGE\:ARCH]:ARCH: ' \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/' \
    '1:PACKAGE: '
}

_cortex_history() {
  _arguments $_cortex_every \
    '--since=[Only since then\: a moment, or how long ago\: 2h, 7d]:TIME: ' \
    '--limit=[So many changes at most; 50 without it]:COUNT: ' \
    '--root=[Look at an unpacked image instead, without a daemon]:DIR:_files -/' \
    '--admindir=[Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon]:DIR:_files -/' \
    '1::PACKAGE: '
}

_cortex_audit() {
  _arguments $_cortex_every \
    '--fixable[Only those that an upgrade ends]' \
    '--all[Also what does not affect the installed version]' \
    '--root=[Audit the unpacked image DIR, without a daemon]:DIR:_files -/' \
    '--admindir=[Audit dpkg'\''s database DIR, without a daemon]:DIR:_files -/' \
    '--feed=[The feed for --root or --admindir]:FILE:_files' \
    '--suite=[The release\: bookworm, Debian\:12, Ubuntu\:24.04]:NAME: '
}

_cortex_feed() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:Feeds that the daemon has, newest first'
    'import:Give the daemon a feed'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _cortex_feed_list ;;
        import) _cortex_feed_import ;;
      esac ;;
  esac
}

_cortex_feed_list() {
  _arguments $_cortex_every
}

_cortex_feed_import() {
  _arguments $_cortex_every \
    '1:FILE:_files'
}

_cortex_cache() {
  local curcontext=$curcontext state line
  local -a commands=(
    'stats:How the cache is used'
    'clear:Forget what is kept'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        stats) _cortex_cache_stats ;;
        clear) _cortex_cache_clear ;;
      esac ;;
  esac
}

_cortex_cache_stats() {
  _arguments $_cortex_every
}

_cortex_cache_clear() {
  _arguments $_cortex_every
}

_cortex_prompt() {
  _arguments $_cortex_every \
    '--format=[Say this, with figures by name\: {updates}]:TEXT: ' \
    '--max-age=[Say nothing when they are older \[10min\]]:AGE: '
}

_cortex_status() {
  _arguments $_cortex_every
}

_cortex_jobs() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:Jobs of the last day, newest first'
    'show:One job with its log'
    'watch:Progress and log of a job, until it has ended'
    'cancel:End a job that runs'
  )
  _arguments -C $_cortex_every \
    '--state=[Only running, done, failed, cancelled or lost ones]:STATE:(running done failed cancelled lost)' \
    '--kind=[Only jobs of this kind]:KIND: ' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: ' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _cortex_jobs_list ;;
        show) _cortex_jobs_show ;;
        watch) _cortex_jobs_watch ;;
        cancel) _cortex_jobs_cancel ;;
      esac ;;
  esac
}

_cortex_jobs_list() {
  _arguments $_cortex_every \
    '--state=[Only running, done, failed, cancelled or lost ones]:STATE:(running done failed cancelled lost)' \
    '--kind=[Only jobs of this kind]:KIND: ' \
    '(-n --limit)-n[Show N items at most]:N: ' \
    '(-n --limit)--limit=[Show N items at most]:N: '
}

_cortex_jobs_show() {
  _arguments $_cortex_every \
    '1:ID: '
}

_cortex_jobs_watch() {
  _arguments $_cortex_every \
    '1:ID: '
}

_cortex_jobs_cancel() {
  _arguments $_cortex_every \
    '1:ID: '
}

_cortex_store() {
  _arguments $_cortex_every
}

_cortex_backup() {
  _arguments $_cortex_every \
    '--force[Replace FILE where it is there]' \
    '1:FILE:_files'
}

_cortex_restore() {
  _arguments $_cortex_every \
    '--state-dir=[Folder of the state, where the daemon is given one]:DIR:_files -/' \
    '--system[The system'\''s daemon, not the user'\''s own]' \
    '1:FILE:_files'
}

_cortex_daemon() {
  local curcontext=$curcontext state line
  local -a commands=(
    'start:Start it and wait until it is ready'
    'stop:End it and wait until it has ended'
    'restart:Start a new one in its place'
    'status:How the daemon itself is'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        start) _cortex_daemon_start ;;
        stop) _cortex_daemon_stop ;;
        restart) _cortex_daemon_restart ;;
        status) _cortex_daemon_status ;;
      esac ;;
  esac
}

_cortex_daemon_start() {
  _arguments $_cortex_every \
    '--own[The user'\''s own daemon, also where systemd has one]' \
    '--state-dir=[Folder of its database and log \[CORTEX_STATE_DIR\]]:DIR:_files -/' \
    '--pid-file=[Write its process id there, locked while it runs]:FILE:_files' \
    '--user=[As that user; root only]:NAME: ' \
    '--supervise[Start it again when it ends by itself]'
}

_cortex_daemon_stop() {
  _arguments $_cortex_every \
    '--own[The user'\''s own daemon, also where systemd has one]'
}

_cortex_daemon_restart() {
  _arguments $_cortex_every \
    '--own[The user'\''s own daemon, also where systemd has one]' \
    '--state-dir=[Folder of its database and log \[CORTEX_STATE_DIR\]]:DIR:_files -/' \
    '--pid-file=[Write its process id there, locked while it runs]:FILE:_files' \
    '--user=[As that user; root only]:NAME: ' \
    '--supervise[Start it again when it ends by itself]'
}

_cortex_daemon_status() {
  _arguments $_cortex_every
}

_cortex_config() {
  local curcontext=$curcontext state line
  local -a commands=(
    'show:Settings in force, and where each comes from'
    'get:The value of a setting alone, for scripts'
    'set:Change a setting in the daemon'\''s file; says when it comes into force'
    'unset:Take a setting out of the daemon'\''s file'
    'validate:Check configuration files; no daemon is needed'
    'example:A file with every setting, commented out; no daemon is needed'
    'schema:JSON Schema of the file, for editors; no daemon is needed'
  )
  _arguments -C $_cortex_every \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        show) _cortex_config_show ;;
        get) _cortex_config_get ;;
        set) _cortex_config_set ;;
        unset) _cortex_config_unset ;;
        validate) _cortex_config_validate ;;
        example) _cortex_config_example ;;
        schema) _cortex_config_schema ;;
      esac ;;
  esac
}

_cortex_config_show() {
  _arguments $_cortex_every \
    '1::KEY: '
}

_cortex_config_get() {
  _arguments $_cortex_every \
    '1:KEY: '
}

_cortex_config_set() {
  _arguments $_cortex_every \
    '1:KEY: ' \
    '2:VALUE: '
}

_cortex_config_unset() {
  _arguments $_cortex_every \
    '1:KEY: '
}

_cortex_config_validate() {
  _arguments $_cortex_every \
    '--user[Check the user'\''s own files, also as root]' \
    '1::FILE:_files'
}

_cortex_config_example() {
  _arguments $_cortex_every
}

_cortex_config_schema() {
  _arguments $_cortex_every
}

_cortex_doctor() {
  _arguments $_cortex_every \
    '--system[Examine the system'\''s daemon, also when the user'\''s own answers]' \
    '--state-dir=[Folder of the database, where the daemon was given one]:DIR:_files -/' \
    '--config=[The configuration file, where the daemon was given one]:FILE:_files'
}

_cortex_permissions() {
  _arguments $_cortex_every
}

_cortex_ping() {
  _arguments $_cortex_every
}

_cortex_version() {
  _arguments $_cortex_every
}

_cortex_reload() {
  _arguments $_cortex_every
}

_cortex_dump() {
  _arguments $_cortex_every
}

_cortex_shutdown() {
  _arguments $_cortex_every
}

_cortex_completions() {
  _arguments $_cortex_every \
    '1:SHELL:(bash zsh fish)'
}

_cortex_man() {
  _arguments $_cortex_every \
    '1::PAGE:(cortex cortexd)'
}

_cortex_every=(
    '--socket-dir=[Folder of the daemon'\''s sockets \[CORTEX_SOCKET_DIR\]]:DIR:_files -/'
    '--instance=[Daemon of that name \[CORTEX_INSTANCE\]]:NAME: '
    '--json[Print the daemon'\''s answer as JSON]'
    '(-h --help)-h[Print help]'
    '(-h --help)--help[Print help]'
    '--version[Print the version of this program]'
)

if [ "$funcstack[1]" = "_cortex" ]; then
  _cortex "$@"
else
  compdef _cortex cortex
fi
