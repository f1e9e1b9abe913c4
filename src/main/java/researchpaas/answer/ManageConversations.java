package researchpaas.answer;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;

/// One's own conversations: which there are, what they are called, and their end.
@Component
public class ManageConversations {
    private final Conversations conversations;
    private final AnswerLimits limits;
    private final Clock clock;

    ManageConversations(Conversations conversations, AnswerLimits limits, Clock clock) {
        this.conversations = conversations;
        this.limits = limits;
        this.clock = clock;
    }

    /// The one that was last added to first.
    @Transactional(readOnly = true)
    public List<Conversation> list(Reader reader, int offset, int limit) {
        return Owner.of(reader)
                .map(owner -> conversations.list(owner, offset, limit))
                .orElse(List.of());
    }

    @Transactional(readOnly = true)
    public Optional<Conversation> find(ConversationId id, Reader reader) {
        return Owner.of(reader).flatMap(owner -> conversations.find(owner, id));
    }

    /// @param title 1 to [Conversation#LONGEST_TITLE] characters, not blank
    /// @return false when the reader has no such conversation
    @Transactional
    public boolean rename(ConversationId id, String title, Reader reader) {
        return Owner.of(reader)
                .map(owner -> conversations.rename(owner, id, title.strip()))
                .orElse(false);
    }

    /// @return false when the reader had no such conversation
    @Transactional
    public boolean delete(ConversationId id, Reader reader) {
        return Owner.of(reader).map(owner -> conversations.delete(owner, id)).orElse(false);
    }

    /// Removes everybody's that were kept long enough.
    ///
    /// @return how many there were
    @Transactional
    public int forget() {
        return conversations.forget(clock.instant().minus(limits.retention()));
    }
}
