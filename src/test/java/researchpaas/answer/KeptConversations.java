package researchpaas.answer;

import java.time.Duration;
import java.util.List;
import researchpaas.account.Account;
import researchpaas.answer.KeptExchange.Outcome;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.jdbc.TestConversations;
import researchpaas.document.jdbc.TestLibrary;

/// Conversations of a library that a test opened.
public final class KeptConversations {
    private KeptConversations() {}

    public static ManageConversations managed(TestLibrary library, Duration retention) {
        return library.transactional(
                ManageConversations.class,
                new ManageConversations(
                        TestConversations.in(library),
                        new AnswerLimits(9, 9, retention),
                        library.clock()));
    }

    /// With one question to which nothing was found.
    public static Conversation begin(TestLibrary library, Account owner) {
        return TestConversations.in(library)
                .begin(
                        new Owner(owner.id()),
                        "A question",
                        new KeptExchange(
                                0,
                                library.now(),
                                "A question?",
                                Question.Kind.GENERAL,
                                null,
                                Outcome.NOT_FOUND,
                                List.of(),
                                0,
                                List.of(),
                                List.of(),
                                List.of(),
                                new Receipt(
                                        List.of(),
                                        List.of(),
                                        null,
                                        null,
                                        Why.NONE,
                                        0,
                                        0,
                                        new Trace.Index("lucene", 1, "m"),
                                        new Trace.Timings(
                                                Duration.ZERO,
                                                null,
                                                Duration.ZERO,
                                                Duration.ZERO))));
    }
}
