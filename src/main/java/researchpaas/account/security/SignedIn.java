package researchpaas.account.security;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import researchpaas.account.Account;
import researchpaas.account.Reader;
import researchpaas.account.security.AccessTokens.Bearer;
import researchpaas.account.security.session.BrowserSessions.Begun;
import researchpaas.audit.Means;
import researchpaas.credential.KeyId;

/// Whoever a request comes from has shown who he is. Made anew for each request, from the account
/// as it stands then; nothing keeps it.
final class SignedIn extends AbstractAuthenticationToken {
    private final transient Reader reader;
    private final transient @Nullable Account account;
    private final transient Proof proof;

    /// @param account absent for the operator and the monitoring system
    SignedIn(Reader reader, @Nullable Account account, Proof proof) {
        // what somebody may do is asked of the reader
        super(List.of());
        this.reader = reader;
        this.account = account;
        this.proof = proof;
        setAuthenticated(true);
    }

    /// How it was shown.
    sealed interface Proof {
        Means means();

        record BySession(Begun session) implements Proof {
            @Override
            public Means means() {
                return Means.SESSION;
            }
        }

        record ByToken(Bearer token) implements Proof {
            @Override
            public Means means() {
                return Means.TOKEN;
            }
        }

        record ByKey(KeyId key) implements Proof {
            @Override
            public Means means() {
                return Means.KEY;
            }
        }

        /// A program that may read figures.
        record ByMetricsToken() implements Proof {
            @Override
            public Means means() {
                return Means.OPERATOR;
            }
        }

        record ByOperatorToken() implements Proof {
            @Override
            public Means means() {
                return Means.OPERATOR;
            }
        }
    }

    Reader reader() {
        return reader;
    }

    @Nullable Account account() {
        return account;
    }

    Proof proof() {
        return proof;
    }

    /// The account's number: logs may name it, and never an address.
    @Override
    public Object getPrincipal() {
        return account == null ? reader.name() : account.id().toString();
    }

    /// What limits and logs go by: a number, never an address.
    @Override
    public String getName() {
        return account == null ? reader.name() : String.valueOf(account.id().value());
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that
                && reader.equals(that.reader)
                && proof.equals(that.proof);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reader, proof);
    }

    @Override
    public String toString() {
        return "SignedIn[by=" + proof.means() + "]";
    }
}
