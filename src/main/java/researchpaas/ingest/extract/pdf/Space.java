package researchpaas.ingest.extract.pdf;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/// What a colour's numbers mean, told from the names alone: profiles are as hostile as the rest of
/// a file, and reading one takes longer than a page.
enum Space {
    GRAY,
    RGB,
    CMYK,
    /// One ink or several, 0 for none of it.
    INKS,
    UNKNOWN;

    static Space of(COSBase named, @Nullable PDResources resources) {
        @Nullable COSBase space = named;
        if (named instanceof COSName name && resources != null) {
            COSDictionary spaces = resources.getCOSObject().getCOSDictionary(COSName.COLORSPACE);
            @Nullable COSBase found = spaces == null ? null : spaces.getDictionaryObject(name);
            space = found == null ? named : found;
        }
        if (space instanceof COSObject reference) {
            space = reference.getObject();
        }
        if (space instanceof COSName name) {
            return ofName(name.getName());
        }
        if (space instanceof COSArray array
                && array.size() > 1
                && array.getObject(0) instanceof COSName kind) {
            return kind.getName().equals("ICCBased") && array.getObject(1) instanceof COSStream icc
                    ? ofComponents(icc.getInt(COSName.N))
                    : ofName(kind.getName());
        }
        return UNKNOWN;
    }

    private static Space ofName(String name) {
        return switch (name) {
            case "DeviceGray", "CalGray", "G" -> GRAY;
            case "DeviceRGB", "CalRGB", "RGB" -> RGB;
            case "DeviceCMYK", "CMYK" -> CMYK;
            case "Separation", "DeviceN" -> INKS;
            default -> UNKNOWN;
        };
    }

    private static Space ofComponents(int components) {
        return switch (components) {
            case 1 -> GRAY;
            case 3 -> RGB;
            case 4 -> CMYK;
            default -> UNKNOWN;
        };
    }

    /// Before a colour is chosen.
    Colour first() {
        return switch (this) {
            case GRAY, RGB, CMYK -> Colour.BLACK;
            case INKS, UNKNOWN -> Colour.UNKNOWN;
        };
    }

    Colour colour(float[] parts) {
        return switch (this) {
            case GRAY -> parts.length == 1 ? rgb(parts[0], parts[0], parts[0]) : Colour.UNKNOWN;
            case RGB -> parts.length == 3 ? rgb(parts[0], parts[1], parts[2]) : Colour.UNKNOWN;
            case CMYK ->
                    parts.length == 4
                            ? rgb(
                                    (1 - parts[0]) * (1 - parts[3]),
                                    (1 - parts[1]) * (1 - parts[3]),
                                    (1 - parts[2]) * (1 - parts[3]))
                            : Colour.UNKNOWN;
            case INKS -> parts.length > 0 && isNone(parts) ? Colour.WHITE : Colour.UNKNOWN;
            case UNKNOWN -> Colour.UNKNOWN;
        };
    }

    private static boolean isNone(float[] inks) {
        for (float ink : inks) {
            if (ink > 0.02f) {
                return false;
            }
        }
        return true;
    }

    private static Colour rgb(float red, float green, float blue) {
        return new Colour(
                Math.clamp(red, 0f, 1f), Math.clamp(green, 0f, 1f), Math.clamp(blue, 0f, 1f), true);
    }
}
