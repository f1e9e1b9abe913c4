package researchpaas.operate;

/// What an index that was built must show before searches use it.
///
/// @param leastOverlap the least mean share of the first ten documents that it has in common with
///   the index that serves, where both have the same model; engines weigh words a little
///   differently
public record SwitchRules(double leastOverlap) {}
