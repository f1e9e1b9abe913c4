package researchpaas.account;

import java.util.function.BooleanSupplier;
import researchpaas.audit.Actor;
import researchpaas.audit.Means;

/// Tells a door on whose behalf it answers.
public interface CurrentReader {
    /// The reader of the request that this thread is answering; without login the local reader, and
    /// [Reader#nobody] for whoever has not signed in.
    Reader reader();

    /// The same person, for the audit log.
    default Actor actor() {
        Reader reader = reader();
        AccountId account = reader.account();
        if (account != null) {
            return new Actor(account.value(), Means.SESSION);
        }
        return reader.seesEverything() ? Actor.local() : Actor.nobody();
    }

    /// How lists call the session, or the program's sign-in, that this request comes from; empty
    /// where there is none.
    default String session() {
        return "";
    }

    /// Tells, as often as it is asked and on any thread, whether what showed this request's reader
    /// to be himself would be taken still: it is not once the session has ended or the key was
    /// revoked. For what lasts longer than a request's beginning.
    default BooleanSupplier standing() {
        return () -> true;
    }
}
