package researchpaas.account.security;

import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;

/// Development without login: one reader, who is whoever sits at this computer.
record LocalReader() implements CurrentReader {
    @Override
    public Reader reader() {
        return Reader.local();
    }
}
