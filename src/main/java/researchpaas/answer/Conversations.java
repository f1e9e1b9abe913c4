package researchpaas.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where conversations are kept. Every method but [#forget] knows those of the one owner only:
/// another's is as good as none.
public interface Conversations {
    /// A conversation begins with its first exchange.
    Conversation begin(Owner owner, String title, KeptExchange first);

    /// @return the exchange's ordinal; empty when there is no such conversation any more
    OptionalInt add(Owner owner, ConversationId conversation, KeptExchange next);

    Optional<Conversation> find(Owner owner, ConversationId conversation);

    /// The one that was last added to first.
    List<Conversation> list(Owner owner, int offset, int limit);

    /// As they were asked; empty when there is no such conversation.
    List<KeptExchange> exchanges(Owner owner, ConversationId conversation);

    /// @return false when there is none
    boolean rename(Owner owner, ConversationId conversation, String title);

    /// With all its exchanges.
    ///
    /// @return false when there was none
    boolean delete(Owner owner, ConversationId conversation);

    /// Removes everybody's to which nothing was added since.
    ///
    /// @return how many there were
    int forget(Instant before);
}
