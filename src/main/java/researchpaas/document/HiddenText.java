package researchpaas.document;

import java.util.List;

/// A stretch of text that whoever opens the file does not see: white on white, behind a picture,
/// beside the page. It can be a remnant, or a message to programs that read the file. Search finds
/// it, since it may be flagged wrongly and hides nothing then; no answer is made from it.
///
/// @param start a UTF-16 offset in the text of the page, or passage, that it belongs to
/// @param end behind the last character; the same as `start` where the words were left out of the
///   text when the file was read
public record HiddenText(int start, int end, Kind kind) {
    public enum Kind {
        /// In the colour of what is behind it.
        COLOUR,
        /// Drawn without colour, or see-through.
        TRANSPARENT,
        /// Too small to be read.
        TINY,
        /// Outside the page, the slide, or what is cut out of it.
        OFF_PAGE,
        /// Under something that was drawn later.
        COVERED,
        /// The format's own way of hiding.
        MARKUP,
        /// Characters that have no looks and spell something, or turn the others around.
        CHARACTERS
    }

    /// The text with spaces in place of what is hidden, so that every offset stays.
    public static String without(List<HiddenText> hidden, String text) {
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        for (HiddenText one : hidden) {
            for (int i = Math.max(0, one.start()); i < Math.min(one.end(), text.length()); i++) {
                if (text.charAt(i) != '\n') {
                    shown.setCharAt(i, ' ');
                }
            }
        }
        return shown.toString();
    }
}
