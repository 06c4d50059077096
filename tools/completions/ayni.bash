# Completion of ayni for bash.

_ayni() {
  local cur prev command="" i options="" files=""
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then
      command=${COMP_WORDS[i]}
      break
    fi
  done

  case $command in
    "") options="run compare sweep merge search check params schema info evidence reproduce plot report --help --version" ;;
    run)
      options="--help --set --overlay --runs --seed --twin --by --lang --output --threads --json --tables --csv-style --quiet --force --resume --stop-on-error --dry-run"
      files=toml
      case $prev in
        --set) return ;;
        --overlay) files=toml options="" ;;
        -n | --runs) return ;;
        --seed) return ;;
        --by) files="" options="region product quintile group" ;;
        --lang) files="" options="en es" ;;
        -o | --output) files=h5 options="" ;;
        -t | --threads) return ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    compare)
      options="--help --arm --set --overlay --runs --seed --against --outcome --until --max-runs --confidence --all --by --lang --output --threads --json --tables --csv-style --quiet --force --resume --stop-on-error --dry-run"
      files=toml
      case $prev in
        --arm) return ;;
        --set) return ;;
        --overlay) files=toml options="" ;;
        -n | --runs) return ;;
        --seed) return ;;
        --against) return ;;
        --outcome) return ;;
        --until) return ;;
        --max-runs) return ;;
        --confidence) return ;;
        --by) files="" options="region product quintile group" ;;
        --lang) files="" options="en es" ;;
        -o | --output) files=h5 options="" ;;
        -t | --threads) return ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    sweep)
      options="--help --design --set --runs --points --seed --csv --salib --shard --lang --output --threads --json --tables --csv-style --quiet --force --resume --stop-on-error --dry-run"
      files=toml
      case $prev in
        --design) files=csv options="" ;;
        --set) return ;;
        -n | --runs) return ;;
        --points) return ;;
        --seed) return ;;
        --csv) files=csv options="" ;;
        --salib) files=json options="" ;;
        --shard) return ;;
        --lang) files="" options="en es" ;;
        -o | --output) files=h5 options="" ;;
        -t | --threads) return ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    merge)
      options="--help --output --quiet --force"
      files=h5
      case $prev in
        -o | --output) files=h5 options="" ;;
      esac
      ;;
    search)
      options="--help --set --overlay --lever --goal --within --worst --quantile --minimise --maximise --rank --largest --outcome --tolerance --evaluations --runs --seed --confidence --lang --output --threads --json --tables --csv-style --quiet --force --resume --stop-on-error --dry-run"
      files=toml
      case $prev in
        --set) return ;;
        --overlay) files=toml options="" ;;
        --lever) return ;;
        --goal) files="" options="OUTCOME>=N <=N <=+N%" ;;
        --within) return ;;
        --worst) return ;;
        --quantile) return ;;
        --minimise) return ;;
        --maximise) return ;;
        --rank) return ;;
        --outcome) return ;;
        --tolerance) return ;;
        --evaluations) return ;;
        -n | --runs) return ;;
        --seed) return ;;
        --confidence) return ;;
        --lang) files="" options="en es" ;;
        -o | --output) files=h5 options="" ;;
        -t | --threads) return ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    check)
      options="--help --set --overlay --resolved --json --quiet"
      files=toml
      case $prev in
        --set) return ;;
        --overlay) files=toml options="" ;;
      esac
      ;;
    params)
      options="--help --levers --json"
      case $prev in
      esac
      ;;
    schema)
      options="--help"
      case $prev in
      esac
      ;;
    info)
      options="--help --scenario --outcomes --arm --json --lang --tables --csv-style --force"
      files=h5
      case $prev in
        --arm) return ;;
        --lang) files="" options="en es" ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    evidence)
      options="--help --figures --arm --short --json --markdown --lang --tables --csv-style --force"
      files=h5
      case $prev in
        --figures) files=toml options="" ;;
        --arm) return ;;
        --lang) files="" options="en es" ;;
        --tables) return ;;
        --csv-style) files="" options="en es" ;;
      esac
      ;;
    reproduce)
      options="--help --threads --quiet"
      files=h5
      case $prev in
        -t | --threads) return ;;
      esac
      ;;
    plot)
      options="--help --picture --format --lang --output"
      files=h5
      case $prev in
        --picture) files="" options="list all survival survival-by-region survival-by-product causes differences alliances prices relations buyers income real-income poverty quintiles cash credit spending payers evidence studies network network-causes courses lever heat-map effects tried" ;;
        --format) files="" options="svg png pdf" ;;
        --lang) files="" options="en es" ;;
        -o | --output) files=png options="" ;;
      esac
      ;;
    report)
      options="--help --lang --output --force"
      files=h5
      case $prev in
        --lang) files="" options="en es" ;;
        -o | --output) files=html options="" ;;
      esac
      ;;
  esac
  if [[ -n $command && $cur != -* && -n $files ]]; then
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -X "!*.$files*" -- "$cur"; compgen -d -- "$cur")
  else
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  fi
}
complete -F _ayni ayni
