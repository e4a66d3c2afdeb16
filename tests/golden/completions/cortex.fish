# Completion of cortex(1) for fish, made by "cortex completions fish".

# Whether the option $argv[2] after the words $argv[1] takes a value.
function __cortex_takes_value
    switch "$argv[1]:$argv[2]"
        case '*:--socket-dir' '*:--instance'
            return 0
        case 'alerts:--severity' 'alerts:--category' 'alerts:--subject' 'alerts:--status' 'alerts:--limit' 'alerts:-n'
            return 0
        case 'alerts list:--severity' 'alerts list:--category' 'alerts list:--subject' 'alerts list:--status' 'alerts list:--limit' 'alerts list:-n'
            return 0
        case 'alerts ack:--severity' 'alerts ack:--category' 'alerts ack:--subject'
            return 0
        case 'alerts dismiss:--severity' 'alerts dismiss:--category' 'alerts dismiss:--subject'
            return 0
        case 'alerts silence:--rule' 'alerts silence:--category' 'alerts silence:--severity' 'alerts silence:--for' 'alerts silence:--until' 'alerts silence:--reason'
            return 0
        case 'alerts silences:--limit' 'alerts silences:-n'
            return 0
        case 'model info:--context'
            return 0
        case 'model import:--state-dir'
            return 0
        case 'model bench:--tokens'
            return 0
        case 'outbox:--limit' 'outbox:-n'
            return 0
        case 'outbox list:--limit' 'outbox list:-n'
            return 0
        case 'outbox read:--limit' 'outbox read:--lease'
            return 0
        case 'outbox ack:--up-to'
            return 0
        case 'processes:--sort' 'processes:--user' 'processes:--filter' 'processes:--limit' 'processes:-n'
            return 0
        case 'users:--sort' 'users:--min-uid' 'users:--min-percent' 'users:--exclude' 'users:--include' 'users:--limit' 'users:-n'
            return 0
        case 'metrics query:--from' 'metrics query:--to' 'metrics query:--step' 'metrics query:--aggregate' 'metrics query:--by' 'metrics query:--subject'
            return 0
        case 'top:--interval'
            return 0
        case 'watch:--interval'
            return 0
        case 'watch health:--interval'
            return 0
        case 'watch alerts:--severity' 'watch alerts:--category' 'watch alerts:--subject' 'watch alerts:--status' 'watch alerts:--interval'
            return 0
        case 'events:--type' 'events:--severity' 'events:--subject' 'events:--job' 'events:--after' 'events:--limit' 'events:-n'
            return 0
        case 'logs:--level' 'logs:--component' 'logs:--limit' 'logs:-n'
            return 0
        case 'search:--root' 'search:--admindir' 'search:--limit' 'search:-n'
            return 0
        case 'info:--architecture' 'info:--root' 'info:--admindir'
            return 0
        case 'explicit:--limit' 'explicit:-n'
            return 0
        case 'updates:--root' 'updates:--admindir'
            return 0
        case 'conflicts:--root' 'conflicts:--admindir'
            return 0
        case 'why:--architecture' 'why:--root' 'why:--admindir'
            return 0
        case 'history:--since' 'history:--limit' 'history:--root' 'history:--admindir'
            return 0
        case 'audit:--root' 'audit:--admindir' 'audit:--feed' 'audit:--suite'
            return 0
        case 'prompt:--format' 'prompt:--max-age'
            return 0
        case 'jobs:--state' 'jobs:--kind' 'jobs:--limit' 'jobs:-n'
            return 0
        case 'jobs list:--state' 'jobs list:--kind' 'jobs list:--limit' 'jobs list:-n'
            return 0
        case 'restore:--state-dir'
            return 0
        case 'daemon start:--state-dir' 'daemon start:--pid-file' 'daemon start:--user'
            return 0
        case 'daemon restart:--state-dir' 'daemon restart:--pid-file' 'daemon restart:--user'
            return 0
        case 'doctor:--state-dir' 'doctor:--config'
            return 0
    end
    return 1
end

# The commands that may follow the words $argv[1].
function __cortex_commands
    switch "$argv[1]"
        case ''
            printf '%s\n' health alerts ask explain model outbox processes users metrics top watch events logs services runtimes search info explicit updates conflicts why history audit feed cache prompt status jobs store backup restore daemon config doctor permissions ping version reload dump shutdown completions man
        case 'alerts'
            printf '%s\n' list show ack dismiss resolve silence silences unsilence clear
        case 'model'
            printf '%s\n' list info import load unload status bench
        case 'outbox'
            printf '%s\n' list follow read ack
        case 'metrics'
            printf '%s\n' latest query
        case 'watch'
            printf '%s\n' health alerts
        case 'feed'
            printf '%s\n' list import
        case 'cache'
            printf '%s\n' stats clear
        case 'jobs'
            printf '%s\n' list show watch cancel
        case 'daemon'
            printf '%s\n' start stop restart status
        case 'config'
            printf '%s\n' show get set unset validate example schema
    end
end

# Whether the words so far lead to the place $argv[1].
function __cortex_at
    set -l tokens (commandline -opc)
    set -l path ""
    set -l skip 0
    for token in $tokens[2..-1]
        if test $skip = 1
            set skip 0
        else if string match -q -- "-*" $token
            __cortex_takes_value "$path" $token; and set skip 1
        else if contains -- $token (__cortex_commands "$path")
            set path (string trim "$path $token")
        end
    end
    test "$path" = "$argv[1]"
end

complete -c cortex -f
complete -c cortex -l socket-dir -x -a '(__fish_complete_directories)' -d 'Folder of the daemon\'s sockets [CORTEX_SOCKET_DIR]'
complete -c cortex -l instance -x -d 'Daemon of that name [CORTEX_INSTANCE]'
complete -c cortex -l json -d 'Print the daemon\'s answer as JSON'
complete -c cortex -l help -s h -d 'Print help'
complete -c cortex -l version -d 'Print the version of this program'
complete -c cortex -n '__cortex_at ""' -a health -d 'How this host is, at a glance'
complete -c cortex -n '__cortex_at ""' -a alerts -d 'List, show and change alerts'
complete -c cortex -n '__cortex_at ""' -a ask -d 'Answer a question about this host, with the figures it rests on'
complete -c cortex -n '__cortex_at ""' -a explain -d 'Explain an alert: cause, course, what to do'
complete -c cortex -n '__cortex_at ""' -a model -d 'Language models on this machine'
complete -c cortex -n '__cortex_at ""' -a outbox -d 'What waits to be sent out'
complete -c cortex -n '__cortex_at ""' -a processes -d 'Processes by load'
complete -c cortex -n '__cortex_at ""' -a users -d 'Users by the load of their processes'
complete -c cortex -n '__cortex_at ""' -a metrics -d 'Recorded figures: the last ones, or over a range'
complete -c cortex -n '__cortex_at ""' -a top -d 'Host, processes and users on a live screen'
complete -c cortex -n '__cortex_at ""' -a watch -d 'Health or alerts on a live screen'
complete -c cortex -n '__cortex_at ""' -a events -d 'What happened, and what happens now'
complete -c cortex -n '__cortex_at ""' -a logs -d 'What the daemon itself says'
complete -c cortex -n '__cortex_at ""' -a services -d 'Failed systemd units'
complete -c cortex -n '__cortex_at ""' -a runtimes -d 'Installed versions of languages, and those a project asks for'
complete -c cortex -n '__cortex_at ""' -a search -d 'Find packages'
complete -c cortex -n '__cortex_at ""' -a info -d 'Show one package'
complete -c cortex -n '__cortex_at ""' -a explicit -d 'Packages that somebody asked for'
complete -c cortex -n '__cortex_at ""' -a updates -d 'Newer versions of packages'
complete -c cortex -n '__cortex_at ""' -a conflicts -d 'Packages that are broken'
complete -c cortex -n '__cortex_at ""' -a why -d 'What keeps a package installed'
complete -c cortex -n '__cortex_at ""' -a history -d 'What was installed, upgraded and removed lately'
complete -c cortex -n '__cortex_at ""' -a audit -d 'Known vulnerabilities of what is installed'
complete -c cortex -n '__cortex_at ""' -a feed -d 'What says which versions are vulnerable'
complete -c cortex -n '__cortex_at ""' -a cache -d 'Search results that are kept'
complete -c cortex -n '__cortex_at ""' -a prompt -d 'Updates and vulnerabilities in a few words, for a shell prompt'
complete -c cortex -n '__cortex_at ""' -a status -d 'How the daemon itself is'
complete -c cortex -n '__cortex_at ""' -a jobs -d 'Work in the background'
complete -c cortex -n '__cortex_at ""' -a store -d 'Where the state is kept, and how'
complete -c cortex -n '__cortex_at ""' -a backup -d 'Copy the daemon\'s state into a file'
complete -c cortex -n '__cortex_at ""' -a restore -d 'Put a backup in the place of the state'
complete -c cortex -n '__cortex_at ""' -a daemon -d 'Start, stop and restart a daemon in the background'
complete -c cortex -n '__cortex_at ""' -a config -d 'Show, change and check settings'
complete -c cortex -n '__cortex_at ""' -a doctor -d 'What is wrong with the set-up, and the commands that mend it'
complete -c cortex -n '__cortex_at ""' -a permissions -d 'What each part of the daemon may do'
complete -c cortex -n '__cortex_at ""' -a ping -d 'Whether the daemon answers'
complete -c cortex -n '__cortex_at ""' -a version -d 'Versions of program and daemon'
complete -c cortex -n '__cortex_at ""' -a reload -d 'Read the configuration again'
complete -c cortex -n '__cortex_at ""' -a dump -d 'All that the daemon knows of itself, to look into a fault'
complete -c cortex -n '__cortex_at ""' -a shutdown -d 'End the daemon'
complete -c cortex -n '__cortex_at ""' -a completions -d 'Print what a shell needs to complete commands and options'
complete -c cortex -n '__cortex_at ""' -a man -d 'Print the manual pages'
complete -c cortex -n '__cortex_at ""' -a help -d 'Print help on a command'
complete -c cortex -n '__cortex_at "health"' -l local -d 'Read this host without a daemon; alerts are the conditions that hold now'
complete -c cortex -n '__cortex_at "alerts"' -a list -d 'Alerts, newest first'
complete -c cortex -n '__cortex_at "alerts"' -a show -d 'One alert in full'
complete -c cortex -n '__cortex_at "alerts"' -a ack -d 'Say that somebody looks after it'
complete -c cortex -n '__cortex_at "alerts"' -a dismiss -d 'Hide it for a day'
complete -c cortex -n '__cortex_at "alerts"' -a resolve -d 'End it by hand'
complete -c cortex -n '__cortex_at "alerts"' -a silence -d 'Keep alerts from being sent out for a time'
complete -c cortex -n '__cortex_at "alerts"' -a silences -d 'Silences in force'
complete -c cortex -n '__cortex_at "alerts"' -a unsilence -d 'End a silence before its time'
complete -c cortex -n '__cortex_at "alerts"' -a clear -d 'Remove the alerts that are over'
complete -c cortex -n '__cortex_at "alerts"' -l severity -x -a 'info warning error critical' -d 'Only info, warning, error or critical ones'
complete -c cortex -n '__cortex_at "alerts"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "alerts"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a unit'
complete -c cortex -n '__cortex_at "alerts"' -l status -x -a 'active acknowledged resolved dismissed' -d 'Only active, acknowledged, resolved or dismissed ones'
complete -c cortex -n '__cortex_at "alerts"' -l open -d 'Only active and acknowledged ones'
complete -c cortex -n '__cortex_at "alerts"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "alerts list"' -l severity -x -a 'info warning error critical' -d 'Only info, warning, error or critical ones'
complete -c cortex -n '__cortex_at "alerts list"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "alerts list"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a unit'
complete -c cortex -n '__cortex_at "alerts list"' -l status -x -a 'active acknowledged resolved dismissed' -d 'Only active, acknowledged, resolved or dismissed ones'
complete -c cortex -n '__cortex_at "alerts list"' -l open -d 'Only active and acknowledged ones'
complete -c cortex -n '__cortex_at "alerts list"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "alerts ack"' -l all -d 'Every alert that fits the filters'
complete -c cortex -n '__cortex_at "alerts ack"' -l severity -x -a 'info warning error critical' -d 'Only info, warning, error or critical ones'
complete -c cortex -n '__cortex_at "alerts ack"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "alerts ack"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a unit'
complete -c cortex -n '__cortex_at "alerts dismiss"' -l all -d 'Every alert that fits the filters'
complete -c cortex -n '__cortex_at "alerts dismiss"' -l severity -x -a 'info warning error critical' -d 'Only info, warning, error or critical ones'
complete -c cortex -n '__cortex_at "alerts dismiss"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "alerts dismiss"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a unit'
complete -c cortex -n '__cortex_at "alerts silence"' -l rule -x -d 'Only alerts of this rule'
complete -c cortex -n '__cortex_at "alerts silence"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "alerts silence"' -l severity -x -a 'info warning error critical' -d 'Only alerts that are not worse than this'
complete -c cortex -n '__cortex_at "alerts silence"' -l for -x -d 'How long it lasts: 30min, 2h, 7d; 90 days at most'
complete -c cortex -n '__cortex_at "alerts silence"' -l until -x -d 'When it ends, instead: 2026-12-24T08:00Z'
complete -c cortex -n '__cortex_at "alerts silence"' -l reason -x -d 'Why; shown with every alert it covers'
complete -c cortex -n '__cortex_at "alerts silences"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "ask"' -l no-model -d 'Without a language model, though there is one'
complete -c cortex -n '__cortex_at "explain"' -l no-model -d 'Without a language model, though there is one'
complete -c cortex -n '__cortex_at "model"' -a list -d 'Models that are there, and what each takes'
complete -c cortex -n '__cortex_at "model"' -a info -d 'What a file says of its model'
complete -c cortex -n '__cortex_at "model"' -a import -d 'Copy a file to where the daemon looks'
complete -c cortex -n '__cortex_at "model"' -a load -d 'Load a model, also one that is blocked'
complete -c cortex -n '__cortex_at "model"' -a unload -d 'Give its memory back'
complete -c cortex -n '__cortex_at "model"' -a status -d 'How the loaded model is'
complete -c cortex -n '__cortex_at "model"' -a bench -d 'How fast the model answers'
complete -c cortex -n '__cortex_at "model info"' -l context -x -d 'Context that its memory is estimated for; 4096 without it'
complete -c cortex -n '__cortex_at "model info"' -F
complete -c cortex -n '__cortex_at "model import"' -l force -d 'Replace a model of the same name'
complete -c cortex -n '__cortex_at "model import"' -l state-dir -x -a '(__fish_complete_directories)' -d 'Folder of the state, where the daemon is given one'
complete -c cortex -n '__cortex_at "model import"' -l system -d 'For the system\'s daemon, as root'
complete -c cortex -n '__cortex_at "model import"' -F
complete -c cortex -n '__cortex_at "model bench"' -l tokens -x -d 'Length of each answer; 128 without it'
complete -c cortex -n '__cortex_at "outbox"' -a list -d 'What waits, and who takes it'
complete -c cortex -n '__cortex_at "outbox"' -a follow -d 'Take entries as they come, each written as a line'
complete -c cortex -n '__cortex_at "outbox"' -a read -d 'Take the next entries as a consumer'
complete -c cortex -n '__cortex_at "outbox"' -a ack -d 'Say that entries were delivered'
complete -c cortex -n '__cortex_at "outbox"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "outbox list"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "outbox read"' -l limit -x -d 'Entries at most; 50 otherwise'
complete -c cortex -n '__cortex_at "outbox read"' -l lease -x -d 'After this time what is not acknowledged is given again; 60 otherwise'
complete -c cortex -n '__cortex_at "outbox ack"' -l up-to -x -d 'Every entry that was given, up to this one'
complete -c cortex -n '__cortex_at "processes"' -l sort -x -a 'cpu memory pid name' -d 'Order: cpu (as it stands), memory, pid or name'
complete -c cortex -n '__cortex_at "processes"' -l user -x -d 'Only processes of USER'
complete -c cortex -n '__cortex_at "processes"' -l filter -x -d 'Only those with TEXT in name or command'
complete -c cortex -n '__cortex_at "processes"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "users"' -l sort -x -a 'cpu memory io processes name' -d 'Order: cpu (as it stands), memory, io, processes or name'
complete -c cortex -n '__cortex_at "users"' -l all -d 'Also users that the configuration leaves out, as those of the system'
complete -c cortex -n '__cortex_at "users"' -l min-uid -x -d 'Only users from UID on'
complete -c cortex -n '__cortex_at "users"' -l min-percent -x -d 'Only users with N percent of the host\'s CPU or memory'
complete -c cortex -n '__cortex_at "users"' -l exclude -x -d 'Never these, separated by commas'
complete -c cortex -n '__cortex_at "users"' -l include -x -d 'Always these, separated by commas'
complete -c cortex -n '__cortex_at "users"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "users"' -l persistent -d 'Only who has been above their threshold for long, and since when'
complete -c cortex -n '__cortex_at "metrics"' -a latest -d 'Figures of the last sample'
complete -c cortex -n '__cortex_at "metrics"' -a query -d 'Figures over a range of time'
complete -c cortex -n '__cortex_at "metrics query"' -l from -x -d 'A time, or how long ago: 6h; an hour before --to if not given'
complete -c cortex -n '__cortex_at "metrics query"' -l to -x -d 'Likewise; now if not given'
complete -c cortex -n '__cortex_at "metrics query"' -l step -x -d 'Time of one value: 5min; chosen to fit if not given'
complete -c cortex -n '__cortex_at "metrics query"' -l aggregate -x -a 'min avg max last' -d 'What the values of a step become: avg (as it stands), min, max or last'
complete -c cortex -n '__cortex_at "metrics query"' -l by -x -a 'none user mount device interface' -d 'One series for each; none makes them one'
complete -c cortex -n '__cortex_at "metrics query"' -l subject -x -d 'Only this user, mount point, device or interface'
complete -c cortex -n '__cortex_at "metrics query"' -l csv -d 'As CSV, a line for each step'
complete -c cortex -n '__cortex_at "metrics query"' -l openmetrics -d 'As OpenMetrics, each value with its time'
complete -c cortex -n '__cortex_at "top"' -l interval -x -d 'Time between two readings, 1 unless given'
complete -c cortex -n '__cortex_at "watch"' -a health -d 'The screen of cortex health, as it changes'
complete -c cortex -n '__cortex_at "watch"' -a alerts -d 'The list of cortex alerts, as it changes'
complete -c cortex -n '__cortex_at "watch"' -l interval -x -d 'Time between two readings, 2 unless given'
complete -c cortex -n '__cortex_at "watch health"' -l interval -x -d 'Time between two readings, 2 unless given'
complete -c cortex -n '__cortex_at "watch alerts"' -l severity -x -a 'info warning error critical' -d 'Only info, warning, error or critical ones'
complete -c cortex -n '__cortex_at "watch alerts"' -l category -x -a 'cpu memory disk apt cve service system network user pressure' -d 'Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure'
complete -c cortex -n '__cortex_at "watch alerts"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a unit'
complete -c cortex -n '__cortex_at "watch alerts"' -l status -x -a 'active acknowledged resolved dismissed' -d 'Only active, acknowledged, resolved or dismissed ones'
complete -c cortex -n '__cortex_at "watch alerts"' -l open -d 'Only active and acknowledged ones'
complete -c cortex -n '__cortex_at "watch alerts"' -l interval -x -d 'Time between two readings, 2 unless given'
complete -c cortex -n '__cortex_at "events"' -l type -x -d 'Only of TYPES, as alert.raised,config'
complete -c cortex -n '__cortex_at "events"' -l severity -x -a 'info warning error critical' -d 'Only this severe or more: info, warning, error or critical'
complete -c cortex -n '__cortex_at "events"' -l subject -x -d 'Only about SUBJECT: a mount point, a user, a part'
complete -c cortex -n '__cortex_at "events"' -l job -x -d 'Only what happened to the job of that id'
complete -c cortex -n '__cortex_at "events"' -l after -x -d 'Only those after the event of that number'
complete -c cortex -n '__cortex_at "events"' -l follow -s f -d 'Go on with what comes, over restarts of the daemon'
complete -c cortex -n '__cortex_at "events"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "logs"' -l level -x -a 'debug info warning error fatal' -d 'Only of this level or above: debug, info, warning, error or fatal'
complete -c cortex -n '__cortex_at "logs"' -l component -x -d 'Only what PARTS say, as ipc,monitor'
complete -c cortex -n '__cortex_at "logs"' -l follow -s f -d 'Go on with what comes, over restarts of the daemon'
complete -c cortex -n '__cortex_at "logs"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "runtimes"' -l refresh -d 'Look again, even when the last look is recent'
complete -c cortex -n '__cortex_at "search"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "search"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "search"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "info"' -l architecture -x -d 'Of this architecture, as i386; or PACKAGE:ARCH'
complete -c cortex -n '__cortex_at "info"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "info"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "explicit"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "updates"' -l security -d 'Only those that come from a security archive'
complete -c cortex -n '__cortex_at "updates"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "updates"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "conflicts"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "conflicts"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "why"' -l architecture -x -d 'Of this architecture, as i386; or PACKAGE:ARCH'
complete -c cortex -n '__cortex_at "why"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "why"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "history"' -l since -x -d 'Only since then: a moment, or how long ago: 2h, 7d'
complete -c cortex -n '__cortex_at "history"' -l limit -x -d 'So many changes at most; 50 without it'
complete -c cortex -n '__cortex_at "history"' -l root -x -a '(__fish_complete_directories)' -d 'Look at an unpacked image instead, without a daemon'
complete -c cortex -n '__cortex_at "history"' -l admindir -x -a '(__fish_complete_directories)' -d 'Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon'
complete -c cortex -n '__cortex_at "audit"' -l fixable -d 'Only those that an upgrade ends'
complete -c cortex -n '__cortex_at "audit"' -l all -d 'Also what does not affect the installed version'
complete -c cortex -n '__cortex_at "audit"' -l root -x -a '(__fish_complete_directories)' -d 'Audit the unpacked image DIR, without a daemon'
complete -c cortex -n '__cortex_at "audit"' -l admindir -x -a '(__fish_complete_directories)' -d 'Audit dpkg\'s database DIR, without a daemon'
complete -c cortex -n '__cortex_at "audit"' -l feed -r -F -d 'The feed for --root or --admindir'
complete -c cortex -n '__cortex_at "audit"' -l suite -x -d 'The release: bookworm, Debian:12, Ubuntu:24.04'
complete -c cortex -n '__cortex_at "feed"' -a list -d 'Feeds that the daemon has, newest first'
complete -c cortex -n '__cortex_at "feed"' -a import -d 'Give the daemon a feed'
complete -c cortex -n '__cortex_at "feed import"' -F
complete -c cortex -n '__cortex_at "cache"' -a stats -d 'How the cache is used'
complete -c cortex -n '__cortex_at "cache"' -a clear -d 'Forget what is kept'
complete -c cortex -n '__cortex_at "prompt"' -l format -x -d 'Say this, with figures by name: {updates}'
complete -c cortex -n '__cortex_at "prompt"' -l max-age -x -d 'Say nothing when they are older [10min]'
complete -c cortex -n '__cortex_at "jobs"' -a list -d 'Jobs of the last day, newest first'
complete -c cortex -n '__cortex_at "jobs"' -a show -d 'One job with its log'
complete -c cortex -n '__cortex_at "jobs"' -a watch -d 'Progress and log of a job, until it has ended'
complete -c cortex -n '__cortex_at "jobs"' -a cancel -d 'End a job that runs'
complete -c cortex -n '__cortex_at "jobs"' -l state -x -a 'running done failed cancelled lost' -d 'Only running, done, failed, cancelled or lost ones'
complete -c cortex -n '__cortex_at "jobs"' -l kind -x -d 'Only jobs of this kind'
complete -c cortex -n '__cortex_at "jobs"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "jobs list"' -l state -x -a 'running done failed cancelled lost' -d 'Only running, done, failed, cancelled or lost ones'
complete -c cortex -n '__cortex_at "jobs list"' -l kind -x -d 'Only jobs of this kind'
complete -c cortex -n '__cortex_at "jobs list"' -l limit -s n -x -d 'Show N items at most'
complete -c cortex -n '__cortex_at "backup"' -l force -d 'Replace FILE where it is there'
complete -c cortex -n '__cortex_at "backup"' -F
complete -c cortex -n '__cortex_at "restore"' -l state-dir -x -a '(__fish_complete_directories)' -d 'Folder of the state, where the daemon is given one'
complete -c cortex -n '__cortex_at "restore"' -l system -d 'The system\'s daemon, not the user\'s own'
complete -c cortex -n '__cortex_at "restore"' -F
complete -c cortex -n '__cortex_at "daemon"' -a start -d 'Start it and wait until it is ready'
complete -c cortex -n '__cortex_at "daemon"' -a stop -d 'End it and wait until it has ended'
complete -c cortex -n '__cortex_at "daemon"' -a restart -d 'Start a new one in its place'
complete -c cortex -n '__cortex_at "daemon"' -a status -d 'How the daemon itself is'
complete -c cortex -n '__cortex_at "daemon start"' -l own -d 'The user\'s own daemon, also where systemd has one'
complete -c cortex -n '__cortex_at "daemon start"' -l state-dir -x -a '(__fish_complete_directories)' -d 'Folder of its database and log [CORTEX_STATE_DIR]'
complete -c cortex -n '__cortex_at "daemon start"' -l pid-file -r -F -d 'Write its process id there, locked while it runs'
complete -c cortex -n '__cortex_at "daemon start"' -l user -x -d 'As that user; root only'
complete -c cortex -n '__cortex_at "daemon start"' -l supervise -d 'Start it again when it ends by itself'
complete -c cortex -n '__cortex_at "daemon stop"' -l own -d 'The user\'s own daemon, also where systemd has one'
complete -c cortex -n '__cortex_at "daemon restart"' -l own -d 'The user\'s own daemon, also where systemd has one'
complete -c cortex -n '__cortex_at "daemon restart"' -l state-dir -x -a '(__fish_complete_directories)' -d 'Folder of its database and log [CORTEX_STATE_DIR]'
complete -c cortex -n '__cortex_at "daemon restart"' -l pid-file -r -F -d 'Write its process id there, locked while it runs'
complete -c cortex -n '__cortex_at "daemon restart"' -l user -x -d 'As that user; root only'
complete -c cortex -n '__cortex_at "daemon restart"' -l supervise -d 'Start it again when it ends by itself'
complete -c cortex -n '__cortex_at "config"' -a show -d 'Settings in force, and where each comes from'
complete -c cortex -n '__cortex_at "config"' -a get -d 'The value of a setting alone, for scripts'
complete -c cortex -n '__cortex_at "config"' -a set -d 'Change a setting in the daemon\'s file; says when it comes into force'
complete -c cortex -n '__cortex_at "config"' -a unset -d 'Take a setting out of the daemon\'s file'
complete -c cortex -n '__cortex_at "config"' -a validate -d 'Check configuration files; no daemon is needed'
complete -c cortex -n '__cortex_at "config"' -a example -d 'A file with every setting, commented out; no daemon is needed'
complete -c cortex -n '__cortex_at "config"' -a schema -d 'JSON Schema of the file, for editors; no daemon is needed'
complete -c cortex -n '__cortex_at "config validate"' -l user -d 'Check the user\'s own files, also as root'
complete -c cortex -n '__cortex_at "config validate"' -F
complete -c cortex -n '__cortex_at "doctor"' -l system -d 'Examine the system\'s daemon, also when the user\'s own answers'
complete -c cortex -n '__cortex_at "doctor"' -l state-dir -x -a '(__fish_complete_directories)' -d 'Folder of the database, where the daemon was given one'
complete -c cortex -n '__cortex_at "doctor"' -l config -r -F -d 'The configuration file, where the daemon was given one'
complete -c cortex -n '__cortex_at "completions"' -a 'bash zsh fish'
complete -c cortex -n '__cortex_at "man"' -a 'cortex cortexd'
