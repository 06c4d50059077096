# Completion of ayni for bash.

_ayni() {
  local cur prev command="" i
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then
      command=${COMP_WORDS[i]}
      break
    fi
  done

  local scenario="--set --overlay" options="" files=""
  case $command in
    "") options="run compare search sweep merge check params schema info evidence reproduce --help --version" ;;
    run)
      options="$scenario --runs --output --seed --threads --twin --json --quiet --force --resume --stop-on-error --dry-run --help"
      files=toml
      ;;
    compare)
      options="$scenario --runs --output --seed --outcome --until --max-runs --confidence --threads --json --quiet --force \
        --resume --stop-on-error --dry-run --help"
      files=toml
      ;;
    search)
      options="$scenario --lever --goal --worst --quantile --minimise --maximise --largest --outcome --tolerance --runs --seed \
        --confidence --output --threads --json --quiet --force --resume --stop-on-error --dry-run --help"
      files=toml
      ;;
    sweep)
      options="--design --set --runs --points --seed --output --csv --salib --shard --threads --json --quiet --force \
        --resume --stop-on-error --dry-run --help"
      files=toml
      ;;
    merge)
      options="--output --quiet --force --help"
      files=h5
      ;;
    check)
      options="$scenario --resolved --json --quiet --help"
      files=toml
      ;;
    params) options="--json --help" ;;
    schema) options="--help" ;;
    info)
      options="--scenario --arm --json --help"
      files=h5
      ;;
    evidence)
      options="--figures --arm --short --json --markdown --help"
      files=h5
      ;;
    reproduce)
      options="--threads --quiet --help"
      files=h5
      ;;
  esac

  case $prev in
    --overlay | --figures) files=toml options="" ;;
    -o | --output) files=h5 options="" ;;
    --design | --csv) files=csv options="" ;;
    --salib) files=json options="" ;;
    -n | --runs | --seed | -t | --threads | --outcome | --until | --max-runs | --confidence | --set | --arm | \
      --points | --shard | \
      --lever | --goal | --worst | --quantile | --minimise | --maximise | --tolerance) return ;;
  esac
  if [[ -n $command && $cur != -* && -n $files ]]; then
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -X "!*.$files*" -- "$cur"; compgen -d -- "$cur")
  else
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  fi
}
complete -F _ayni ayni
