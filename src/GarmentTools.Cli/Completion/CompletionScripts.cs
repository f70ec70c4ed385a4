namespace GarmentTools.Cli.Completion;

/// <summary>
/// Scripts that hand the command line to <c>garment "[suggest:POSITION]" LINE</c>; where that knows nothing, files are offered.
/// </summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => Pwsh,
    } + "\n";

    // Options are offered only after a '-', so that the names of photos come first. Values with spaces are quoted.
    private const string Bash = """
        _garment() {
            local word="${COMP_WORDS[COMP_CWORD]}" text="${COMP_LINE:0:COMP_POINT}" quote="" line
            case "$word" in [\"\']*) quote="${word:0:1}"; word="${word:1}"; text="${text%"$quote$word"}$word" ;; esac
            COMPREPLY=()
            while IFS= read -r line; do
                case "$line" in
                    -*) [[ "$word" == -* && "$line" == "$word"* ]] && COMPREPLY+=("$line") ;;
                    "$word"*) if [[ -n "$quote" ]]; then COMPREPLY+=("$line"); else COMPREPLY+=("$(printf '%q' "$line")"); fi ;;
                esac
            done < <(garment "[suggest:${#text}]" "$text" 2>/dev/null)
        }
        complete -o default -F _garment garment
        """;

    private const string Zsh = """
        _garment() {
            local -a found
            found=("${(@f)$(garment "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            found=("${(@)found:#}")
            [[ "$words[CURRENT]" == -* ]] || found=("${(@)found:#-*}")
            (( ${#found} )) && compadd -a found
            _files
        }
        compdef _garment garment
        """;

    private const string Fish = """
        complete -c garment -a '(garment "[suggest:"(commandline -C)"]" (commandline -cp | string collect) 2>/dev/null)'
        """;

    private const string Pwsh = """"
        Register-ArgumentCompleter -Native -CommandName garment -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $word = $wordToComplete.Trim([char[]]"'""")
            garment "[suggest:$cursorPosition]" "$commandAst" 2>$null |
                Where-Object { $_ -like "$word*" -and ($word -like '-*' -or $_ -notlike '-*') } | ForEach-Object {
                    $text = if ($_ -match '[\s'']') { '"' + $_ + '"' } else { $_ }
                    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
                }
        }
        """";
}
