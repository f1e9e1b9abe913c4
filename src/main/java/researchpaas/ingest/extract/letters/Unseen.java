package researchpaas.ingest.extract.letters;

/// Characters without looks. One of them between two letters is how Persian, emoji or a line break
/// are written; a chain of them spells something that programs read and people do not see, and
/// those that turn the direction of others show a text that is not the one that is stored.
final class Unseen {
    /// Zero-width characters in a row that no writing system has.
    private static final int LONGEST_CHAIN = 6;

    private static final int BLACK_FLAG = 0x1F3F4;

    private Unseen() {}

    static boolean isPart(int point) {
        return isTag(point) || isZeroWidth(point) || isVariation(point) || turns(point);
    }

    /// Behind the chain that starts here.
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /// Whether the chain says or does something; then it is left out.
    static boolean spells(String text, int start, int end) {
        int tags = 0;
        int zeroWidth = 0;
        int variations = 0;
        boolean turns = false;
        for (int i = start; i < end; ) {
            int point = text.codePointAt(i);
            tags += isTag(point) ? 1 : 0;
            zeroWidth += isZeroWidth(point) ? 1 : 0;
            variations += isVariation(point) ? 1 : 0;
            turns |= turns(point);
            i += Character.charCount(point);
        }
        // the flags of England, Scotland and Wales are spelt with tags
        boolean flag = start >= 2 && text.codePointBefore(start) == BLACK_FLAG && tags <= 7;
        return turns
                || (tags > 0 && !flag)
                || zeroWidth > LONGEST_CHAIN
                || (variations > 1 && variations + zeroWidth > 2);
    }

    private static boolean isTag(int point) {
        return point >= 0xE0000 && point <= 0xE007F;
    }

    private static boolean isVariation(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static boolean isZeroWidth(int point) {
        return (point >= 0x200B && point <= 0x200F)
                || (point >= 0x2060 && point <= 0x2064)
                || point == 0xFEFF
                || point == 0x180E
                || point == 0x034F;
    }

    /// The overrides alone: embeddings and isolates are how right-to-left words are written.
    private static boolean turns(int point) {
        return point == 0x202D || point == 0x202E;
    }
}
