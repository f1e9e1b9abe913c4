package researchpaas.search;

/// What documents can be narrowed to, value by value.
public enum Facet {
    CATEGORY,
    LANGUAGE,
    MEDIA_TYPE,
    SOURCE,
    YEAR
}
