package researchpaas.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/// The command line's sentences in the language of the terminal.
record Messages(ResourceBundle bundle) {
    String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(arguments);
    }
}
