package researchpaas.search.lucene;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param folder holds one index for each embedding model
/// @param vectors how large the vectors are that searching goes over; a change builds the index
///   anew
/// @param buffer how much text and how many vectors are gathered in memory before they are written
@Validated
@ConfigurationProperties("research-paas.lucene")
record LuceneProperties(
        @DefaultValue("./var/index") Path folder,
        @DefaultValue("16MB") DataSize buffer,
        @DefaultValue("int8") VectorEncoding vectors) {}
