package researchpaas.describe;

import java.util.Locale;
import java.util.Set;

/// How far a file's own fields are believed, by its kind. Whoever writes a title into the head of a
/// Markdown file means it; office programs fill the fields by themselves, with the template's title
/// and the name that the machine was sold with.
enum Believed {
    AS_STATED,
    WHERE_THE_TEXT_AGREES,
    /// Sheets and archives: their first heading is a sheet's name or a path, so unless the text
    /// agrees with the field, the file's name says more.
    RATHER_THE_FILE_NAME;

    private static final Set<String> WRITTEN =
            Set.of("docx", "docm", "doc", "rtf", "odt", "pptx", "pptm", "ppsx", "ppt", "odp");
    private static final Set<String> COLLECTED =
            Set.of("xlsx", "xlsm", "xls", "ods", "zip", "tar", "tgz", "gz", "7z");

    private static final Set<String> NOBODY =
            Set.of(
                    "user",
                    "users",
                    "owner",
                    "admin",
                    "administrator",
                    "author",
                    "guest",
                    "home",
                    "pc",
                    "unknown",
                    "microsoft",
                    "microsoft corporation",
                    "microsoft office user",
                    "microsoft account",
                    "windows user",
                    "office user",
                    "python-docx",
                    "python-pptx",
                    "openpyxl",
                    "xlsxwriter",
                    "apache poi",
                    "libreoffice",
                    "steve canny",
                    "ユーザー",
                    "作成者",
                    "所有者",
                    "管理者",
                    "microsoft office ユーザー",
                    "microsoft アカウント",
                    "windows ユーザー");

    static Believed of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (WRITTEN.contains(ending)) {
            return WHERE_THE_TEXT_AGREES;
        }
        return COLLECTED.contains(ending) ? RATHER_THE_FILE_NAME : AS_STATED;
    }

    /// Whether a program or a shop wrote this into the author's field.
    static boolean isNobody(String author) {
        return NOBODY.contains(author.strip().toLowerCase(Locale.ROOT));
    }
}
