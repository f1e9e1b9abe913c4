package researchpaas.answer;

/// Where an answer is kept.
///
/// @param ordinal of the exchange in the conversation, from 1
public record Kept(ConversationId conversation, int ordinal) {}
