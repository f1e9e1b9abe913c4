package researchpaas.outbound;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import researchpaas.outbound.CallFailed.Why;
import researchpaas.outbound.Tries.Again;

/// A service behind its line: asked again where it may be, its refusals and failures told in the
/// words of whoever asks.
///
/// @param <X> those words
public final class OutsideService<X extends RuntimeException> implements AutoCloseable {
    private final Line line;
    private final Tries tries;
    private final Words<X> words;

    public OutsideService(Line line, Tries tries, Words<X> words) {
        this.line = line;
        this.tries = tries;
        this.words = words;
    }

    /// @param repeatable asked after a failure: false once the answer was used in part
    /// @param reading of an answer that says yes; may throw [Again]
    public <T> T ask(
            Call call, Deadline until, BooleanSupplier repeatable, Line.Reading<T> reading) {
        try {
            return tries.run(until, () -> once(call, until, repeatable, reading));
        } catch (CallFailed e) {
            throw words.failed(e);
        }
    }

    private <T> T once(
            Call call, Deadline until, BooleanSupplier repeatable, Line.Reading<T> reading)
            throws CallFailed {
        try {
            return line.send(
                    call,
                    until,
                    reply -> {
                        if (!reply.isGood()) {
                            throw refusal(reply);
                        }
                        return reading.read(reply);
                    });
        } catch (CallFailed e) {
            if (e.why() == Why.NOT_REACHED && repeatable.getAsBoolean()) {
                throw new Again(words.failed(e), null);
            }
            throw e;
        }
    }

    private RuntimeException refusal(Reply reply) throws CallFailed {
        Refusal<X> refusal = words.refused(reply.status(), reply.refusal());
        return refusal.again()
                ? new Again(refusal.failure(), reply.retryAfter().orElse(refusal.after()))
                : refusal.failure();
    }

    @Override
    public void close() {
        line.close();
    }

    public interface Words<X extends RuntimeException> {
        X failed(CallFailed failure);

        /// @param body its beginning; what the service wrote, so nothing to repeat to anybody
        Refusal<X> refused(int status, String body);
    }

    /// @param again whether the service may be asked once more
    /// @param after what the body asks for; the header goes first
    public record Refusal<X>(X failure, boolean again, @Nullable Duration after) {}
}
