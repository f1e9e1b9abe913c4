package researchpaas.web;

import java.util.Locale;
import java.util.Set;

/// What a file's pages are called: the messages have a form for each.
enum PageUnit {
    PAGE,
    SLIDE,
    SHEET;

    private static final Set<String> SLIDES = Set.of("pptx", "pptm", "ppsx", "ppt", "odp");
    private static final Set<String> SHEETS = Set.of("xlsx", "xlsm", "xls", "ods");

    static PageUnit of(String fileName) {
        String ending = FileType.of(fileName).toLowerCase(Locale.ROOT);
        if (SLIDES.contains(ending)) {
            return SLIDE;
        }
        return SHEETS.contains(ending) ? SHEET : PAGE;
    }
}
