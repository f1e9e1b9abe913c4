package researchpaas.ingest.extract.tex;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The commands and environments of TeX that the reader knows, by what becomes of them.
final class TexCommands {
    static final Set<String> VERBATIM =
            Set.of("verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt");
    static final Set<String> DROPPED_ENVIRONMENTS =
            Set.of(
                    "comment",
                    "tikzpicture",
                    "pspicture",
                    "picture",
                    "filecontents",
                    "filecontents*");
    static final Set<String> FORMULAS =
            Set.of(
                    "equation",
                    "equation*",
                    "align",
                    "align*",
                    "gather",
                    "gather*",
                    "multline",
                    "multline*",
                    "eqnarray",
                    "eqnarray*",
                    "displaymath",
                    "math",
                    "flalign",
                    "flalign*",
                    "alignat",
                    "alignat*");

    /// How many arguments of an environment say how it is set.
    static final Map<String, Integer> ENVIRONMENT_ARGUMENTS =
            arguments(
                    "minipage multicols thebibliography tabular longtable supertabular adjustbox",
                    "tabularx tabular* wrapfigure");

    static final Set<String> TABLES =
            Set.of("tabular", "tabular*", "tabularx", "longtable", "supertabular");

    /// Commands that print nothing of their arguments, which are so many.
    static final Map<String, Integer> DROPPED =
            arguments(
                    "label cite citep citet citealp citealt parencite textcite autocite nocite ref"
                            + " eqref pageref autoref cref Cref nameref input include includeonly"
                            + " includegraphics bibliography bibliographystyle addbibresource"
                            + " usepackage documentclass RequirePackage vspace hspace title author"
                            + " date thanks pagestyle thispagestyle pagenumbering color index"
                            + " graphicspath hypersetup captionsetup inst theoremstyle"
                            + " usetikzlibrary linespread",
                    "setlength addtolength setcounter addtocounter newcommand renewcommand"
                            + " providecommand newtheorem markboth fontsize DeclareMathOperator def let",
                    "newenvironment renewenvironment");

    /// Commands whose first arguments, so many, say how the last one is set.
    static final Map<String, Integer> SETTING =
            arguments(
                    "textcolor colorbox scalebox raisebox href parbox rotatebox",
                    "fcolorbox resizebox multicolumn multirow");

    private TexCommands() {}

    /// @param names with spaces between them: those with one argument, those with two, …
    private static Map<String, Integer> arguments(String... names) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i].split(" ", -1)) {
                counts.put(name, i + 1);
            }
        }
        return Map.copyOf(counts);
    }
}
