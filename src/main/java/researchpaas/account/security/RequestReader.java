package researchpaas.account.security;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.account.security.SignedIn.Proof;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.audit.Actor;

/// The reader as the security chain found him.
record RequestReader(BrowserSessions sessions) implements CurrentReader {
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

    static Actor actor(SignedIn signedIn) {
        AccountId account = signedIn.reader().account();
        return new Actor(account == null ? null : account.value(), signedIn.proof().means());
    }
}
