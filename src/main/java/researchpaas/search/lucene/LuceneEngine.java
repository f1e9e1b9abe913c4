package researchpaas.search.lucene;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import researchpaas.document.Access;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Inside this process, on this machine's disk: a folder for each model, below one for all.
@Component
@EnableConfigurationProperties(LuceneProperties.class)
class LuceneEngine implements SearchEngine {
    static final String NAME = "lucene";

    private final LuceneProperties properties;
    private final Access access;

    LuceneEngine(LuceneProperties properties, Access access) {
        this.properties = properties;
        this.access = access;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OpenIndex open(EmbeddingModel.Card model) {
        return new LuceneSearchIndex(
                folder(model.id()),
                properties.buffer().toKilobytes() / 1024.0,
                properties.vectors(),
                access);
    }

    /// An id may hold what a folder's name must not.
    private Path folder(String model) {
        return properties.folder().resolve(URLEncoder.encode(model, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> held() {
        try (Stream<Path> folders = Files.list(properties.folder())) {
            return folders.filter(LuceneEngine::holdsIndex)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new IndexUnavailable(
                    "The folder %s of search indexes cannot be read."
                            .formatted(properties.folder()),
                    e);
        }
    }

    /// What was moved aside as broken is none.
    private static boolean holdsIndex(Path folder) {
        if (folder.getFileName().toString().matches(".*\\.broken-[0-9]+")) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("segments_"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void discard(String model) {
        try {
            FileSystemUtils.deleteRecursively(folder(model));
        } catch (IOException e) {
            throw new IndexUnavailable(
                    "The search index in %s cannot be deleted.".formatted(folder(model)), e);
        }
    }
}
