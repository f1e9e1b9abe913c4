package researchpaas.ingest.extract.tex;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The characters that TeX commands stand for.
final class TexSymbols {
    private static final Map<String, String> SYMBOLS =
            pairs(
                    """
                    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ
                    iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς
                    tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
                    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
                    times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙
                    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝
                    ll ≪ gg ≫ prec ≺ succ ≻ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ notin ∉ ni ∋
                    cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ land ∧
                    wedge ∧ lor ∨ vee ∨ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ mapsto ↦
                    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ uparrow ↑ downarrow ↓
                    longrightarrow → longleftarrow ← infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮
                    sqrt √ angle ∠ perp ⊥ parallel ∥ mid | vert | Vert ‖ lVert ‖ rVert ‖ lvert | rvert |
                    langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ
                    aleph ℵ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dag † dagger † ddag ‡ ddagger ‡
                    S § P ¶ copyright © textregistered ® texttrademark ™ pounds £ euro € yen ¥ degree °
                    textdegree ° textmu µ textbackslash \\ textasciitilde ~ textasciicircum ^
                    textunderscore _ textless < textgreater > textbar | textbullet • textendash –
                    textemdash — textquotedblleft “ textquotedblright ” textquoteleft ‘ textquoteright ’
                    ss ß ae æ AE Æ oe œ OE Œ o ø O Ø aa å AA Å l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ
                    TeX TeX LaTeX LaTeX LaTeXe LaTeX2e BibTeX BibTeX lbrace { rbrace } colon :
                    """);

    /// Combining characters by the accent's command.
    private static final Map<String, String> ACCENTS =
            Map.ofEntries(
                    Map.entry("'", "\u0301"),
                    Map.entry("`", "\u0300"),
                    Map.entry("^", "\u0302"),
                    Map.entry("\"", "\u0308"),
                    Map.entry("~", "\u0303"),
                    Map.entry("=", "\u0304"),
                    Map.entry(".", "\u0307"),
                    Map.entry("u", "\u0306"),
                    Map.entry("v", "\u030C"),
                    Map.entry("H", "\u030B"),
                    Map.entry("c", "\u0327"),
                    Map.entry("k", "\u0328"),
                    Map.entry("r", "\u030A"),
                    Map.entry("d", "\u0323"),
                    Map.entry("b", "\u0331"));

    private TexSymbols() {}

    static @Nullable String symbol(String command) {
        return SYMBOLS.get(command);
    }

    static boolean isAccent(String command) {
        return ACCENTS.containsKey(command);
    }

    /// @param command an accent
    /// @param letter what it stands on; with none, the accent is nothing
    static String accented(String command, String letter) {
        if (letter.isEmpty()) {
            return "";
        }
        // the letter under an accent loses its own dot
        String bare = letter.replace('ı', 'i').replace('ȷ', 'j');
        int first = Character.charCount(bare.codePointAt(0));
        return Normalizer.normalize(
                        bare.substring(0, first) + ACCENTS.getOrDefault(command, ""),
                        Normalizer.Form.NFC)
                + bare.substring(first);
    }

    private static Map<String, String> pairs(String list) {
        String[] words = list.strip().split("\\s+", -1);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return Map.copyOf(pairs);
    }
}
