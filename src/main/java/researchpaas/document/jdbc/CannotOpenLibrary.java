package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The program can't start on this state; whoever starts it must change something.
final class CannotOpenLibrary extends RuntimeException {
    enum Cause {
        FOLDER_IN_USE("start.folder-in-use"),
        FOREIGN_DATABASE("start.foreign-database"),
        NO_DATABASE("start.no-database"),
        OTHER_VERSION("start.other-version"),
        DAMAGED_DATABASE("start.damaged-database"),
        FOLDER_UNUSABLE("start.folder-unusable");

        private final String message;

        Cause(String message) {
            this.message = message;
        }
    }

    private final Cause cause;
    private final Path path;

    CannotOpenLibrary(Cause cause, Path path) {
        super(cause + ": " + path);
        this.cause = cause;
        this.path = path;
    }

    /// What happened, in the words of the person who starts the program.
    String description(Locale locale) {
        return sentence(cause.message, locale);
    }

    String advice(Locale locale) {
        return sentence(cause.message + ".advice", locale);
    }

    private String sentence(String key, Locale locale) {
        String pattern = ResourceBundle.getBundle("messages", locale).getString(key);
        return new MessageFormat(pattern, locale).format(new Object[] {path.toString()});
    }
}
