package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import researchpaas.document.Database.Trouble;

/// The program can't start on this state; whoever starts it must change something.
final class CannotOpenLibrary extends RuntimeException {
    /// Each has a sentence that says what happened and one that says what to do.
    enum Cause {
        FOLDER_IN_USE("start.folder-in-use"),
        FOREIGN_DATABASE("start.foreign-database"),
        NO_DATABASE("start.no-database"),
        OTHER_VERSION("start.other-version"),
        NEWER_VERSION("start.newer-version"),
        DAMAGED_DATABASE("start.damaged-database"),
        FOLDER_UNUSABLE("start.folder-unusable"),
        FOREIGN_SCHEMA("start.foreign-schema"),
        OLD_SERVER("start.old-server"),
        WRONG_ENCODING("start.wrong-encoding");

        private final String message;

        Cause(String message) {
            this.message = message;
        }
    }

    private final String description;
    private final String advice;
    private final Object[] arguments;

    private CannotOpenLibrary(String description, String advice, String... arguments) {
        super(description + " " + Arrays.toString(arguments));
        this.description = description;
        this.advice = advice;
        this.arguments = arguments.clone();
    }

    CannotOpenLibrary(Cause cause, String... arguments) {
        this(cause.message, cause.message + ".advice", arguments);
    }

    CannotOpenLibrary(Cause cause, Path path) {
        this(cause, path.toString());
    }

    /// @param place host, port and name of the database, or its file
    static CannotOpenLibrary because(Trouble trouble, String place) {
        return new CannotOpenLibrary("start.database", "database." + trouble, place);
    }

    /// @param detail what is wrong with `DATABASE_URL`; no argument may hold a part of a password
    static CannotOpenLibrary unusableUrl(String detail, String... arguments) {
        return new CannotOpenLibrary("start.url." + detail, "start.url.advice", arguments);
    }

    /// What happened, in the words of the person who starts the program.
    String description(Locale locale) {
        return sentence(description, locale);
    }

    String advice(Locale locale) {
        return sentence(advice, locale);
    }

    private String sentence(String key, Locale locale) {
        String pattern = ResourceBundle.getBundle("messages", locale).getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }
}
