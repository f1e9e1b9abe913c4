package researchpaas.answer;

import java.time.Duration;

/// @param atOnce how many answers are made at once
/// @param atOncePerPerson how many of these one person may have
/// @param retention how long a conversation is kept to which nothing is added
public record AnswerLimits(int atOnce, int atOncePerPerson, Duration retention) {}
