package researchpaas.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;

/// The program's parts that the archive commands use, on one database.
public record Archiving(ConfigurableApplicationContext context) implements AutoCloseable {
    static final Progress SILENT = (_, _) -> {};

    /// @param url a `DATABASE_URL`; absent for SQLite in that folder
    public static Archiving on(Path home, @Nullable String url, String... settings) {
        SpringApplication application = new SpringApplication();
        application.setSources(
                Set.of("researchpaas.audit", "researchpaas.document", "researchpaas.operate"));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        // as the commands have it: nothing runs by itself
        application.addInitializers((GenericApplicationContext context) ->
                context.registerBean(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                        LifecycleProcessor.class,
                        () ->
                                new DefaultLifecycleProcessor() {
                                    @Override
                                    public void onRefresh() {}

                                    @Override
                                    public void onClose() {}
                                }));
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--research-paas.home=" + home);
        arguments.add("--research-paas.database.path=");
        arguments.add("--research-paas.database.url=" + (url == null ? "" : url));
        return new Archiving(application.run(arguments.toArray(String[]::new)));
    }

    BackUp.Outcome backUp(String place) {
        return context.getBean(BackUp.class).backUp(place, 7, SILENT);
    }

    /// @return the archive
    public Path backUp(Path place) {
        return switch (backUp(place.toString())) {
            case BackUp.Saved saved -> place.resolve(saved.proof().name());
            case BackUp.Refused refused ->
                    throw new AssertionError("refused: " + refused.refusal());
        };
    }

    Restore.Outcome restore(Path archive) {
        return context.getBean(Restore.class).restore(archive.toString(), SILENT);
    }

    VerifyBackup.Outcome verify(Path archive) {
        return context.getBean(VerifyBackup.class).verify(archive.toString(), SILENT);
    }

    /// The bytes of each table.
    static TreeMap<String, String> tables(Path archive) throws IOException {
        TreeMap<String, String> tables = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().startsWith(ArchiveWriter.FOLDER)) {
                    tables.put(
                            entry.getName(),
                            new String(
                                    zip.getInputStream(entry).readAllBytes(),
                                    java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return tables;
    }

    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
