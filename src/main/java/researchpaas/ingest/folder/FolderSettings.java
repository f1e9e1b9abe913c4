package researchpaas.ingest.folder;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param root the library's folder (DATA_DIR_PATH); without one, no folder is followed
/// @param visibleTo principals, see `account.Principal` (FOLDER_VISIBLE_TO)
/// @param archives whether the files inside archives are read (FOLDER_ARCHIVES)
/// @param watch whether changes are noticed at once
/// @param quiet how long nothing must change before a scan starts
@Validated
@ConfigurationProperties("research-paas.folder")
record FolderSettings(
        @Nullable Path root,
        @NotEmpty @DefaultValue("anyone") Set<String> visibleTo,
        @DefaultValue("false") boolean archives,
        @DefaultValue("true") boolean watch,
        @NotNull @DefaultValue("2s") Duration quiet) {}
