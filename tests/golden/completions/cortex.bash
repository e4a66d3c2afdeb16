# Completion of cortex(1) for bash, made by "cortex completions bash".

# What may follow the words $1.
_cortex_words() {
  case "$1" in
    "") commands="health alerts ask explain model outbox processes users metrics top watch events logs services runtimes search info explicit updates conflicts why history audit feed cache prompt status jobs store backup restore daemon config doctor permissions ping version reload dump shutdown completions man help" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "health") commands="" options="--local --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts") commands="list show ack dismiss resolve silence silences unsilence clear" options="--severity --category --subject --status --open --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts list") commands="" options="--severity --category --subject --status --open --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts show") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts ack") commands="" options="--all --severity --category --subject --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts dismiss") commands="" options="--all --severity --category --subject --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts resolve") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts silence") commands="" options="--rule --category --severity --for --until --reason --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts silences") commands="" options="--limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts unsilence") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "alerts clear") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "ask") commands="" options="--no-model --socket-dir --instance --json --help -h --version" operands= action= ;;
    "explain") commands="" options="--no-model --socket-dir --instance --json --help -h --version" operands= action= ;;
    "model") commands="list info import load unload status bench" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "model list") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "model info") commands="" options="--context --socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "model import") commands="" options="--force --state-dir --system --socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "model load") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "model unload") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "model status") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "model bench") commands="" options="--tokens --socket-dir --instance --json --help -h --version" operands= action= ;;
    "outbox") commands="list follow read ack" options="--limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "outbox list") commands="" options="--limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "outbox follow") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "outbox read") commands="" options="--limit --lease --socket-dir --instance --json --help -h --version" operands= action= ;;
    "outbox ack") commands="" options="--up-to --socket-dir --instance --json --help -h --version" operands= action= ;;
    "processes") commands="" options="--sort --user --filter --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "users") commands="" options="--sort --all --min-uid --min-percent --exclude --include --limit -n --persistent --socket-dir --instance --json --help -h --version" operands= action= ;;
    "metrics") commands="latest query" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "metrics latest") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "metrics query") commands="" options="--from --to --step --aggregate --by --subject --csv --openmetrics --socket-dir --instance --json --help -h --version" operands= action= ;;
    "top") commands="" options="--interval --socket-dir --instance --json --help -h --version" operands= action= ;;
    "watch") commands="health alerts" options="--interval --socket-dir --instance --json --help -h --version" operands= action= ;;
    "watch health") commands="" options="--interval --socket-dir --instance --json --help -h --version" operands= action= ;;
    "watch alerts") commands="" options="--severity --category --subject --status --open --interval --socket-dir --instance --json --help -h --version" operands= action= ;;
    "events") commands="" options="--type --severity --subject --job --after --follow -f --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "logs") commands="" options="--level --component --follow -f --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "services") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "runtimes") commands="" options="--refresh --socket-dir --instance --json --help -h --version" operands= action= ;;
    "search") commands="" options="--root --admindir --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "info") commands="" options="--architecture --root --admindir --socket-dir --instance --json --help -h --version" operands= action= ;;
    "explicit") commands="" options="--limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "updates") commands="" options="--security --root --admindir --socket-dir --instance --json --help -h --version" operands= action= ;;
    "conflicts") commands="" options="--root --admindir --socket-dir --instance --json --help -h --version" operands= action= ;;
    "why") commands="" options="--architecture --root --admindir --socket-dir --instance --json --help -h --version" operands= action= ;;
    "history") commands="" options="--since --limit --root --admindir --socket-dir --instance --json --help -h --version" operands= action= ;;
    "audit") commands="" options="--fixable --all --root --admindir --feed --suite --socket-dir --instance --json --help -h --version" operands= action= ;;
    "feed") commands="list import" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "feed list") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "feed import") commands="" options="--socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "cache") commands="stats clear" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "cache stats") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "cache clear") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "prompt") commands="" options="--format --max-age --socket-dir --instance --json --help -h --version" operands= action= ;;
    "status") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "jobs") commands="list show watch cancel" options="--state --kind --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "jobs list") commands="" options="--state --kind --limit -n --socket-dir --instance --json --help -h --version" operands= action= ;;
    "jobs show") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "jobs watch") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "jobs cancel") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "store") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "backup") commands="" options="--force --socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "restore") commands="" options="--state-dir --system --socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "daemon") commands="start stop restart status" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "daemon start") commands="" options="--own --state-dir --pid-file --user --supervise --socket-dir --instance --json --help -h --version" operands= action= ;;
    "daemon stop") commands="" options="--own --socket-dir --instance --json --help -h --version" operands= action= ;;
    "daemon restart") commands="" options="--own --state-dir --pid-file --user --supervise --socket-dir --instance --json --help -h --version" operands= action= ;;
    "daemon status") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config") commands="show get set unset validate example schema" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config show") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config get") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config set") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config unset") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config validate") commands="" options="--user --socket-dir --instance --json --help -h --version" operands= action=-f ;;
    "config example") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "config schema") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "doctor") commands="" options="--system --state-dir --config --socket-dir --instance --json --help -h --version" operands= action= ;;
    "permissions") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "ping") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "version") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "reload") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "dump") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "shutdown") commands="" options="--socket-dir --instance --json --help -h --version" operands= action= ;;
    "completions") commands="" options="--socket-dir --instance --json --help -h --version" operands="bash zsh fish" action= ;;
    "man") commands="" options="--socket-dir --instance --json --help -h --version" operands="cortex cortexd" action= ;;
  esac
}

# What the option $2 after the words $1 takes; fails where it takes nothing.
_cortex_value() {
  case "$1:$2" in
    *:--socket-dir) operands= action=-d ;;
    *:--instance) operands= action= ;;
    "alerts":--severity) operands="info warning error critical" action= ;;
    "alerts":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "alerts":--subject) operands= action= ;;
    "alerts":--status) operands="active acknowledged resolved dismissed" action= ;;
    "alerts":--limit | "alerts":-n) operands= action= ;;
    "alerts list":--severity) operands="info warning error critical" action= ;;
    "alerts list":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "alerts list":--subject) operands= action= ;;
    "alerts list":--status) operands="active acknowledged resolved dismissed" action= ;;
    "alerts list":--limit | "alerts list":-n) operands= action= ;;
    "alerts ack":--severity) operands="info warning error critical" action= ;;
    "alerts ack":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "alerts ack":--subject) operands= action= ;;
    "alerts dismiss":--severity) operands="info warning error critical" action= ;;
    "alerts dismiss":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "alerts dismiss":--subject) operands= action= ;;
    "alerts silence":--rule) operands= action= ;;
    "alerts silence":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "alerts silence":--severity) operands="info warning error critical" action= ;;
    "alerts silence":--for) operands= action= ;;
    "alerts silence":--until) operands= action= ;;
    "alerts silence":--reason) operands= action= ;;
    "alerts silences":--limit | "alerts silences":-n) operands= action= ;;
    "model info":--context) operands= action= ;;
    "model import":--state-dir) operands= action=-d ;;
    "model bench":--tokens) operands= action= ;;
    "outbox":--limit | "outbox":-n) operands= action= ;;
    "outbox list":--limit | "outbox list":-n) operands= action= ;;
    "outbox read":--limit) operands= action= ;;
    "outbox read":--lease) operands= action= ;;
    "outbox ack":--up-to) operands= action= ;;
    "processes":--sort) operands="cpu memory pid name" action= ;;
    "processes":--user) operands= action= ;;
    "processes":--filter) operands= action= ;;
    "processes":--limit | "processes":-n) operands= action= ;;
    "users":--sort) operands="cpu memory io processes name" action= ;;
    "users":--min-uid) operands= action= ;;
    "users":--min-percent) operands= action= ;;
    "users":--exclude) operands= action= ;;
    "users":--include) operands= action= ;;
    "users":--limit | "users":-n) operands= action= ;;
    "metrics query":--from) operands= action= ;;
    "metrics query":--to) operands= action= ;;
    "metrics query":--step) operands= action= ;;
    "metrics query":--aggregate) operands="min avg max last" action= ;;
    "metrics query":--by) operands="none user mount device interface" action= ;;
    "metrics query":--subject) operands= action= ;;
    "top":--interval) operands= action= ;;
    "watch":--interval) operands= action= ;;
    "watch health":--interval) operands= action= ;;
    "watch alerts":--severity) operands="info warning error critical" action= ;;
    "watch alerts":--category) operands="cpu memory disk apt cve service system network user pressure" action= ;;
    "watch alerts":--subject) operands= action= ;;
    "watch alerts":--status) operands="active acknowledged resolved dismissed" action= ;;
    "watch alerts":--interval) operands= action= ;;
    "events":--type) operands= action= ;;
    "events":--severity) operands="info warning error critical" action= ;;
    "events":--subject) operands= action= ;;
    "events":--job) operands= action= ;;
    "events":--after) operands= action= ;;
    "events":--limit | "events":-n) operands= action= ;;
    "logs":--level) operands="debug info warning error fatal" action= ;;
    "logs":--component) operands= action= ;;
    "logs":--limit | "logs":-n) operands= action= ;;
    "search":--root) operands= action=-d ;;
    "search":--admindir) operands= action=-d ;;
    "search":--limit | "search":-n) operands= action= ;;
    "info":--architecture) operands= action= ;;
    "info":--root) operands= action=-d ;;
    "info":--admindir) operands= action=-d ;;
    "explicit":--limit | "explicit":-n) operands= action= ;;
    "updates":--root) operands= action=-d ;;
    "updates":--admindir) operands= action=-d ;;
    "conflicts":--root) operands= action=-d ;;
    "conflicts":--admindir) operands= action=-d ;;
    "why":--architecture) operands= action= ;;
    "why":--root) operands= action=-d ;;
    "why":--admindir) operands= action=-d ;;
    "history":--since) operands= action= ;;
    "history":--limit) operands= action= ;;
    "history":--root) operands= action=-d ;;
    "history":--admindir) operands= action=-d ;;
    "audit":--root) operands= action=-d ;;
    "audit":--admindir) operands= action=-d ;;
    "audit":--feed) operands= action=-f ;;
    "audit":--suite) operands= action= ;;
    "prompt":--format) operands= action= ;;
    "prompt":--max-age) operands= action= ;;
    "jobs":--state) operands="running done failed cancelled lost" action= ;;
    "jobs":--kind) operands= action= ;;
    "jobs":--limit | "jobs":-n) operands= action= ;;
    "jobs list":--state) operands="running done failed cancelled lost" action= ;;
    "jobs list":--kind) operands= action= ;;
    "jobs list":--limit | "jobs list":-n) operands= action= ;;
    "restore":--state-dir) operands= action=-d ;;
    "daemon start":--state-dir) operands= action=-d ;;
    "daemon start":--pid-file) operands= action=-f ;;
    "daemon start":--user) operands= action= ;;
    "daemon restart":--state-dir) operands= action=-d ;;
    "daemon restart":--pid-file) operands= action=-f ;;
    "daemon restart":--user) operands= action= ;;
    "doctor":--state-dir) operands= action=-d ;;
    "doctor":--config) operands= action=-f ;;
    *) return 1 ;;
  esac
}

_cortex() {
  local cur=${COMP_WORDS[COMP_CWORD]} path= option= word i
  local commands= options= operands= action=
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      [[ $word == "=" ]] || option=
    elif [[ $word == -* ]]; then
      _cortex_value "$path" "$word" && option=$word
    else
      _cortex_words "$path"
      [[ " $commands " == *" $word "* && $word != help ]] && path="${path:+$path }$word"
    fi
  done
  [[ $cur == "=" ]] && cur=
  operands= action=
  if [[ -n $option ]]; then
    _cortex_value "$path" "$option"
  else
    _cortex_words "$path"
    if [[ $cur == -* ]]; then
      operands=$options action=
    else
      operands="$commands $operands"
    fi
  fi
  COMPREPLY=($(compgen $action -W "$operands" -- "$cur"))
  if [[ $action == -* ]]; then compopt -o filenames 2>/dev/null; fi
}

complete -F _cortex cortex
