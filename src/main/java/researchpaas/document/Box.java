package researchpaas.document;

/// A rectangle on a page, in points (1/72 inch) from the top left corner of the crop box after
/// rotation.
public record Box(float x, float y, float width, float height) {}
