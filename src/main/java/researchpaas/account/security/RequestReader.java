package researchpaas.account.security;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;

/// The reader as the security chain found him.
record RequestReader() implements CurrentReader {
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

    static Actor actor(SignedIn signedIn) {
        AccountId account = signedIn.reader().account();
        return new Actor(account == null ? null : account.value(), signedIn.proof().means());
    }
}
