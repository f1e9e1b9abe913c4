package researchpaas.api;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import researchpaas.answer.AskInConversation;
import researchpaas.answer.AskInConversation.Asking;
import researchpaas.answer.AskInConversation.Opening;
import researchpaas.answer.AskInConversation.Request;
import researchpaas.answer.AskInConversation.Why;
import researchpaas.answer.ConversationId;
import researchpaas.answer.Question;
import researchpaas.answer.Question.Kind;

/// Reads a question; each mistake is a [BadParameter], each refusal a [NotDone].
final class Asked {
    private static final int LONGEST_MODEL = 200;
    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::word, Function.identity()));

    private Asked() {}

    static Request request(AskRequest body) {
        Long conversation = body.conversation();
        return new Request(
                question("question", body.question()),
                Parameters.oneOf("kind", body.kind(), KINDS, Kind.GENERAL),
                model(body.model()),
                conversation == null ? null : id("conversation", conversation),
                Boolean.TRUE.equals(body.keep()));
    }

    static Request request(String question, @Nullable String kind, @Nullable String model) {
        return new Request(
                question,
                Parameters.oneOf("consultation_type", kind, KINDS, Kind.GENERAL),
                model(model),
                null,
                false);
    }

    static String question(String name, @Nullable String text) {
        String question =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        if (question.isBlank()) {
            throw new BadParameter("error.noQuestion", name);
        }
        if (question.length() > Question.LONGEST) {
            throw new BadParameter("error.longQuestion", name, String.valueOf(Question.LONGEST));
        }
        return question;
    }

    private static @Nullable String model(@Nullable String name) {
        if (!Parameters.present(name)) {
            return null;
        }
        String clean = Parameters.clean(name);
        if (clean.length() > LONGEST_MODEL) {
            throw new NotDone(HttpStatus.BAD_REQUEST, "ask.refused." + Why.UNKNOWN_MODEL);
        }
        return clean;
    }

    static ConversationId id(String name, long number) {
        if (number < 1) {
            throw new BadParameter("error.id", name);
        }
        return new ConversationId(number);
    }

    static Asking opened(Opening opening) {
        return switch (opening) {
            case Opening.Ready(AskInConversation.Asking asking) -> asking;
            case Opening.Refused(Why why) -> throw refusal(why);
        };
    }

    static RuntimeException refusal(Why why) {
        return switch (why) {
            case NO_CONVERSATION -> new NotHere();
            case UNKNOWN_MODEL -> new NotDone(HttpStatus.BAD_REQUEST, "ask.refused." + why);
            case FULL -> new NotDone(HttpStatus.CONFLICT, "ask.refused." + why);
            case ENOUGH -> new NotDone(HttpStatus.TOO_MANY_REQUESTS, "ask.refused." + why);
            case BUSY -> new NotDone(HttpStatus.SERVICE_UNAVAILABLE, "ask.refused." + why);
        };
    }
}
