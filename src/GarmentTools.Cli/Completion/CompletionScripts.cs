namespace GarmentTools.Cli.Completion;

/// <summary>Scripts that hand the command line to <c>garment "[suggest:POSITION]" LINE</c>; where that knows nothing, files are offered.</summary>
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

    private const string Bash = """
        _garment() {
            local word="${COMP_WORDS[COMP_CWORD]}" line
            COMPREPLY=()
            while IFS= read -r line; do
                case "$line" in "$word"*) COMPREPLY+=("$line") ;; esac
            done < <(garment "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
        }
        complete -o default -F _garment garment
        """;

    private const string Zsh = """
        _garment() {
            local -a found
            found=("${(@f)$(garment "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            found=("${(@)found:#}")
            (( ${#found} )) && compadd -a found
            _files
        }
        compdef _garment garment
        """;

    private const string Fish = """
        complete -c garment -a '(garment "[suggest:"(commandline -C)"]" (commandline -cp | string collect) 2>/dev/null)'
        """;

    private const string Pwsh = """
        Register-ArgumentCompleter -Native -CommandName garment -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            garment "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
