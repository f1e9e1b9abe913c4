package researchpaas.doors;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;

/// Who asks is what the test says; without its word, as the program has it.
public final class ActingReader implements CurrentReader {
    private final ObjectProvider<CurrentReader> readers;
    private volatile @Nullable Reader acting;
    private volatile boolean standing = true;

    ActingReader(ObjectProvider<CurrentReader> readers) {
        this.readers = readers;
    }

    /// @param reader absent for the program's own
    public void be(@Nullable Reader reader) {
        acting = reader;
        standing = true;
    }

    /// What showed the acting reader to be himself is taken away.
    public void loseStanding() {
        standing = false;
    }

    @Override
    public Reader reader() {
        Reader reader = acting;
        return reader != null ? reader : program().reader();
    }

    @Override
    public Actor actor() {
        return acting != null ? CurrentReader.super.actor() : program().actor();
    }

    @Override
    public String session() {
        return acting != null ? "" : program().session();
    }

    @Override
    public BooleanSupplier standing() {
        return acting != null ? () -> standing : program().standing();
    }

    private CurrentReader program() {
        return readers.stream().filter(other -> other != this).findFirst().orElseThrow();
    }
}
