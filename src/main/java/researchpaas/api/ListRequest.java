package researchpaas.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/// What a list of documents is narrowed to, its order and its paging, as they arrive: all of them
/// text, so that each mistake gets its own sentence.
record ListRequest(
        @Parameter(
                        description = "How many documents to return.",
                        schema =
                                @Schema(
                                        type = "integer",
                                        minimum = "1",
                                        maximum = "100",
                                        defaultValue = "10"))
                @Nullable String limit,
        @Parameter(
                        description = "How many of the first documents to leave out (paging).",
                        schema =
                                @Schema(
                                        type = "integer",
                                        minimum = "0",
                                        maximum = "10000",
                                        defaultValue = "0"))
                @Nullable String offset,
        @Parameter(
                        description = "Only documents of this kind; may be repeated.",
                        array =
                                @ArraySchema(
                                        schema =
                                                @Schema(
                                                        type = "string",
                                                        allowableValues = {
                                                            "dataset", "paper", "poster"
                                                        })))
                @Nullable List<String> category,
        @Parameter(
                        description = "Only documents in this language; may be repeated.",
                        array =
                                @ArraySchema(
                                        schema =
                                                @Schema(
                                                        type = "string",
                                                        allowableValues = {"en", "ja", "und"})))
                @Nullable List<String> language,
        @Parameter(
                        description =
                                "Only documents with a file of this type, such as pdf, md or txt (a value of the facet, or a media type); may be repeated.",
                        array = @ArraySchema(schema = @Schema(type = "string", example = "pdf")))
                @Nullable List<String> type,
        @Parameter(
                        description =
                                "Only documents of this source, by its number; may be repeated.",
                        array = @ArraySchema(schema = @Schema(type = "integer", minimum = "1")))
                @Nullable List<String> source,
        @Parameter(
                        description = "Only documents of this year; may be repeated.",
                        array =
                                @ArraySchema(
                                        schema =
                                                @Schema(
                                                        type = "integer",
                                                        minimum = "1",
                                                        maximum = "9999")))
                @Nullable List<String> year,
        @Parameter(
                        name = "year_from",
                        description = "Published in this year or later.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "9999"))
                @Nullable String yearFrom,
        @Parameter(
                        name = "year_to",
                        description = "Published in this year or before.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "9999"))
                @Nullable String yearTo,
        @Parameter(description = "A part of an author's name.", schema = @Schema(type = "string"))
                @Nullable String author,
        @Parameter(
                        description =
                                "relevance (only with a question, and then the default), newest or oldest by year, or title.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "relevance",
                                            "newest",
                                            "oldest",
                                            "title"
                                        }))
                @Nullable String sort) {
    /// Written out so that it does not have the components' annotations: they are read again at
    /// each request.
    ListRequest(
            @Nullable String limit,
            @Nullable String offset,
            @Nullable List<String> category,
            @Nullable List<String> language,
            @Nullable List<String> type,
            @Nullable List<String> source,
            @Nullable List<String> year,
            @BindParam("year_from") @Nullable String yearFrom,
            @BindParam("year_to") @Nullable String yearTo,
            @Nullable String author,
            @Nullable String sort) {
        this.limit = limit;
        this.offset = offset;
        this.category = category;
        this.language = language;
        this.type = type;
        this.source = source;
        this.year = year;
        this.yearFrom = yearFrom;
        this.yearTo = yearTo;
        this.author = author;
        this.sort = sort;
    }
}
