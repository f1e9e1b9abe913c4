package researchpaas.account.security;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.security.core.context.SecurityContextHolder;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.account.security.SignedIn.Proof;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.audit.Actor;
import researchpaas.credential.FamilyId;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.RotateTokens;

/// The reader as the security chain found him.
record RequestReader(BrowserSessions sessions, RotateTokens families, ManageKeys keys)
        implements CurrentReader {
    static Optional<SignedIn> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    @Override
    public Reader reader() {
        return signedIn().map(SignedIn::reader).orElseGet(Reader::nobody);
    }

    @Override
    public Actor actor() {
        return signedIn().map(RequestReader::actor).orElseGet(Actor::nobody);
    }

    @Override
    public String session() {
        return signedIn()
                .map(signedIn ->
                        switch (signedIn.proof()) {
                            case Proof.BySession(var begun) -> sessions.reference(begun);
                            case Proof.ByToken(var token) -> token.family();
                            case Proof.ByKey _, Proof.ByOperatorToken _, Proof.ByMetricsToken _ ->
                                    "";
                        })
                .orElse("");
    }

    @Override
    public BooleanSupplier standing() {
        return signedIn()
                .map(SignedIn::proof)
                .<BooleanSupplier>map(proof -> () -> holds(proof))
                .orElse(() -> true);
    }

    /// An access token that runs out is none that was taken away: its family is what ends.
    private boolean holds(Proof proof) {
        return switch (proof) {
            case Proof.BySession(var begun) -> sessions.holds(begun);
            case Proof.ByToken(var token) -> families.isAlive(new FamilyId(token.family()));
            case Proof.ByKey(var key) -> keys.holds(key);
            // of a file or setting that is read at the start
            case Proof.ByOperatorToken _, Proof.ByMetricsToken _ -> true;
        };
    }

    static Actor actor(SignedIn signedIn) {
        AccountId account = signedIn.reader().account();
        return new Actor(account == null ? null : account.value(), signedIn.proof().means());
    }
}
