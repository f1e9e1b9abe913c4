package researchpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold of the container image whoever changes it; `scripts/image/try` builds and runs
/// it.
class ImageTest {
    /// With continued lines joined, without comments.
    private static List<String> instructions() throws IOException {
        String joined = Files.readString(Path.of("Dockerfile")).replaceAll("\\s*\\\\\n\\s*", " ");
        return joined.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private static List<String> all(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    @Test
    void basesArePinnedByTagAndDigest() throws IOException {
        assertThat(all("FROM"))
                .filteredOn(from -> !from.matches("program( AS trained)?"))
                .hasSize(2)
                .allMatch(from -> from.matches("[a-z]+:[0-9][\\w.-]+@sha256:[0-9a-f]{64} AS \\w+"));
    }

    @Test
    void whatRunsIsNotRoot() throws IOException {
        assertThat(all("USER")).containsExactly("10001:10001");
    }

    @Test
    void nothingIsHandedInThatCouldBeASecret() throws IOException {
        assertThat(all("ARG")).isEmpty();
        assertThat(all("ENV"))
                .singleElement()
                .asString()
                .matches(
                        "PAAS_ENVIRONMENT=production RESEARCH_PAAS_HOME=/data LC_ALL=C.UTF-8 PATH=\\S+");
    }

    @Test
    void noProcessorIsNamed() throws IOException {
        assertThat(instructions())
                .noneMatch(line ->
                        line.matches("(?i).*(amd64|arm64|x86_64|aarch64|x64|--platform).*"));
    }

    @Test
    void whatIsCopiedExistsAndIsNotIgnored() throws IOException {
        List<String> ignore = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(ignore).contains("*");
        List<Path> let =
                ignore.stream()
                        .filter(l -> l.startsWith("!"))
                        .map(l -> Path.of(l.substring(1)))
                        .toList();
        List<Path> copied =
                all("COPY").stream()
                        .filter(copy -> !copy.startsWith("--from="))
                        .map(copy -> List.of(copy.split(" ")))
                        .flatMap(words -> words.subList(0, words.size() - 1).stream())
                        .map(Path::of)
                        .toList();
        assertThat(copied).isNotEmpty().allMatch(Files::exists);
        assertThat(copied).allMatch(path -> let.stream().anyMatch(path::startsWith));
        assertThat(let).allMatch(path -> copied.stream().anyMatch(path::startsWith));
    }

    /// A start-up cache holds for one set of flags.
    @Test
    void flagsStandOnceForRunAndImage() throws IOException {
        for (String script : List.of("run", "scripts/image/research-paas", "scripts/image/train")) {
            assertThat(Files.readString(Path.of(script)))
                    .contains("memory.sh", "settle_memory", "jvm.sh")
                    .containsAnyOf("$memory_flags $jvm_flags", "train_start")
                    .doesNotContain("-Xmx", "--add-modules", "GC");
        }
    }

    @Test
    void theServerTakesTheShellsPlace() throws IOException {
        assertThat(all("ENTRYPOINT")).containsExactly("[\"/app/research-paas\"]");
        assertThat(Files.readAllLines(Path.of("scripts/image/research-paas")))
                .anyMatch(line -> line.startsWith("exec ") && line.contains("-jar"));
        assertThat(Stream.of("research-paas", "health", "train", "try"))
                .allMatch(script -> Files.isExecutable(Path.of("scripts/image", script)));
    }

    /// What is unpacked from the dependencies when an image is built there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
                "native/lib/linux-x86_64/cpu/libtokenizers.so",
                "native/lib/linux-aarch64/cpu/libtokenizers.so",
                "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                "META-INF/native/libio_grpc_netty_shaded_netty_tcnative_linux_x86_64.so",
                "META-INF/native/libio_grpc_netty_shaded_netty_tcnative_linux_aarch_64.so"
            })
    void nativeCodeIsThereForBothProcessors(String resource) {
        assertThat(ImageTest.class.getClassLoader().getResource(resource)).isNotNull();
    }
}
