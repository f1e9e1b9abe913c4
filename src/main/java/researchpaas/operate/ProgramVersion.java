package researchpaas.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version that the build wrote down.
final class ProgramVersion {
    private ProgramVersion() {}

    static String current() {
        Properties build = new Properties();
        try (InputStream in =
                ProgramVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("build.version", "(unbuilt)");
    }
}
