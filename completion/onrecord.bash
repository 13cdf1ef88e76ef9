# Completion of onrecord for bash (and zsh after bashcompinit). Commands and options are asked of the program itself.
_onrecord() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(onrecord help 2>/dev/null |
            sed -n 's/^  onrecord \([a-z]*\) .*/\1/p')" -- "$word")
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(onrecord help "$command" 2>/dev/null |
            sed -n 's/^  \(--[a-z-]*\).*/\1/p')" -- "$word")
    elif [ "$command" = help ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(onrecord help 2>/dev/null |
            sed -n 's/^  onrecord \([a-z]*\) .*/\1/p')" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _onrecord onrecord
