package researchpaas.ingest.extract;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import researchpaas.ingest.extract.recognition.Tesseract;

/// How a child is started.
///
/// @param mainClass a parameter so that tests can start one that misbehaves
/// @param tesseract absent without text recognition
record ChildCommand(
        Path java,
        String classPath,
        String mainClass,
        DataSize heap,
        @Nullable Tesseract tesseract) {
    /// The parent's own Java and class path.
    static ChildCommand ownProgram(DataSize heap, @Nullable Tesseract tesseract) {
        return new ChildCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                absolute(System.getProperty("java.class.path")),
                ParsingChild.class.getName(),
                heap,
                tesseract);
    }

    List<String> arguments(Path folder) {
        return Stream.of(
                        Stream.of(java.toString()),
                        options(folder),
                        tesseract == null ? Stream.<String>empty() : tesseract.arguments().stream())
                .flatMap(part -> part)
                .toList();
    }

    private Stream<String> options(Path folder) {
        return Stream.of(
                "-Xmx" + heap.toBytes(),
                // the heap grows for a file that needs it, and shrinks again
                "-Xms8m",
                "-Xmn8m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-Xss2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=off:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Dpdfbox.fontcache=" + folder,
                // no name is looked up anywhere but in a file that does not exist
                "-Djdk.net.hosts.file=" + folder.resolve("no-hosts"),
                "-cp",
                classPath,
                mainClass);
    }

    /// The child works in a folder of its own, where relative entries would lead nowhere.
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
