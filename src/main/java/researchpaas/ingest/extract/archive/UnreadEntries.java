package researchpaas.ingest.extract.archive;

import java.util.Map;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.letters.Letters;

/// Names the files of an archive that could not be read, in the language of their names.
///
/// @param more how many are not named
record UnreadEntries(Map<String, Reason.Code> files, int more) {
    String title() {
        return either("Files that were not read", "読み込めなかったファイル");
    }

    String text() {
        StringBuilder text = new StringBuilder(title());
        files.forEach((path, code) ->
                text.append('\n').append(path).append(either(": ", "：")).append(why(code)));
        if (more > 0) {
            text.append('\n').append(either("and " + more + " more", "ほか" + more + "件"));
        }
        return text.toString();
    }

    private String why(Reason.Code code) {
        return switch (code) {
            case UNSUPPORTED_TYPE -> either("no reader for this type", "対応していない形式");
            case ARCHIVE_NOT_OPENED -> either("an archive inside the archive", "アーカイブの中のアーカイブ");
            case ENCRYPTED -> either("protected by a password", "パスワードつき");
            case EMPTY_FILE -> either("empty", "空のファイル");
            case NO_TEXT -> either("holds no text", "文字なし");
            case NOT_WHAT_IT_SAYS -> either("not what its name says", "名前と中身の形式が違う");
            case UNKNOWN_ENCODING -> either("unknown character encoding", "文字コード不明");
            case BROKEN,
                    GARBLED_TEXT,
                    TOO_MUCH_TEXT,
                    UNPACKS_TOO_LARGE,
                    NESTED_TOO_DEEPLY,
                    OUT_OF_MEMORY,
                    NOT_READABLE,
                    // from here on said of whole files only, by the parent
                    TOO_LARGE,
                    UPLOADS_FULL,
                    TOOK_TOO_LONG,
                    READER_CRASHED,
                    LINK_OUTSIDE,
                    UNREADABLE_NAME,
                    VANISHED,
                    CHANGED_MEANWHILE,
                    SOURCE_UNAVAILABLE,
                    NOT_EXPORTABLE,
                    TOO_LARGE_TO_EXPORT,
                    DOWNLOAD_FORBIDDEN,
                    FOLDER_NOT_SHARED,
                    DRIVE_API_OFF,
                    DRIVE_KEY_UNUSABLE,
                    DRIVE_SCOPE_MISSING,
                    DRIVE_CONSENT_REVOKED,
                    DRIVE_CONSENT_EXPIRED,
                    DRIVE_QUOTA_EXHAUSTED,
                    DRIVE_UNAVAILABLE,
                    INTERNAL ->
                    either("broken", "破損");
        };
    }

    private String either(String english, String japanese) {
        boolean cjk = files.keySet().stream().anyMatch(Letters::anyCjk);
        return cjk ? japanese : english;
    }
}
