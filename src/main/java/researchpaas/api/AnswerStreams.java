package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import researchpaas.answer.AskInConversation.Answered;
import researchpaas.answer.AskInConversation.Asking;
import researchpaas.answer.AskInConversation.NotPermitted;
import researchpaas.answer.Progress;
import researchpaas.api.AnswerJson.StatementJson;
import researchpaas.api.ApiErrors.Problem;

/// Tells answers while they are made, each in a virtual thread of its own. Whoever listens and goes
/// away ends his answer, and with it whatever was asked of a model. So does whoever loses the right
/// to ask meanwhile.
@Component
class AnswerStreams {
    private static final Logger log = LoggerFactory.getLogger(AnswerStreams.class);

    /// A connection tells that it is gone only when something is sent, and the second time at that.
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /// With what else is waited for at the end it stays below the thirty seconds that a host gives.
    private static final Duration GRACE = Duration.ofSeconds(8);

    private static final Duration LOOKS = Duration.ofMillis(50);

    private final Set<Telling> working = ConcurrentHashMap.newKeySet();

    /// @param json what is sent at the end
    /// @param problem the sentence for what went wrong
    SseEmitter tell(
            Asking asking,
            Function<Answered, AnswerJson> json,
            Function<RuntimeException, Problem> problem) {
        Telling telling = new Telling(asking, json, problem);
        telling.start();
        return telling.emitter;
    }

    int open() {
        return working.size();
    }

    /// At the program's end answers have a while to become whole; then they are told that they will
    /// not.
    @EventListener(ContextClosedEvent.class)
    void close() {
        if (!working.isEmpty()) {
            Thread.ofVirtual().name("answers-end").start(this::end);
        }
    }

    private void end() {
        long begin = System.nanoTime();
        try {
            while (!working.isEmpty() && System.nanoTime() - begin < GRACE.toNanos()) {
                Thread.sleep(LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        working.forEach(telling -> telling.cutOff(new Ending()));
    }

    /// The program ends before the answer is whole.
    static final class Ending extends RuntimeException {}

    private final class Telling {
        // the answer's own end, not a time-out of the web server, bounds it
        private final SseEmitter emitter = new SseEmitter(0L);
        private final Asking asking;
        private final Function<Answered, AnswerJson> json;
        private final Function<RuntimeException, Problem> problem;
        private final Map<String, String> logged = MDC.getCopyOfContextMap();
        private final Thread worker;
        private volatile boolean left;

        Telling(
                Asking asking,
                Function<Answered, AnswerJson> json,
                Function<RuntimeException, Problem> problem) {
            this.asking = asking;
            this.json = json;
            this.problem = problem;
            worker = Thread.ofVirtual().name("answer").unstarted(this::work);
        }

        void start() {
            emitter.onError(_ -> leave());
            emitter.onTimeout(this::leave);
            working.add(this);
            worker.start();
            Thread.ofVirtual().name("answer-heartbeat").start(this::beat);
        }

        private void work() {
            // another thread, and still the same request
            MDC.setContextMap(logged);
            try (asking) {
                Answered answered = asking.run(this::tell);
                send("done", json.apply(answered));
                emitter.complete();
            } catch (RuntimeException failure) {
                if (!left) {
                    send("error", problem.apply(failure));
                    emitter.complete();
                }
            } finally {
                working.remove(this);
            }
        }

        private void beat() {
            try {
                while (worker.isAlive()) {
                    if (!worker.join(HEARTBEAT) && !left) {
                        lookAfter();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void lookAfter() {
            try {
                if (asking.isPermitted()) {
                    emit(SseEmitter.event().comment("still here"));
                } else {
                    cutOff(new NotPermitted());
                }
            } catch (RuntimeException nobodyKnows) {
                cutOff(nobodyKnows);
            }
        }

        private void cutOff(RuntimeException why) {
            send("error", problem.apply(why));
            leave();
            emitter.complete();
        }

        private void tell(Progress progress) {
            switch (progress) {
                case Progress.Stage(Progress.Step step) ->
                        send("stage", new StageJson(step.name().toLowerCase(Locale.ROOT)));
                case Progress.Proved(var statement) ->
                        send("statement", StatementJson.of(statement));
                case Progress.Withheld(int soFar) -> send("withheld", new WithheldJson(soFar));
            }
        }

        private void send(String name, Object data) {
            emit(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
        }

        private void emit(SseEmitter.SseEventBuilder event) {
            if (left) {
                return;
            }
            try {
                emitter.send(event);
            } catch (IOException | IllegalStateException e) {
                // the listener went away: Spring tells it in one of these ways
                log.debug("A listener went away");
                leave();
            }
        }

        private void leave() {
            left = true;
            asking.leave();
        }
    }

    @Schema(name = "AnswerStage")
    record StageJson(
            @Schema(allowableValues = {"searching", "reading", "writing", "checking"})
                    String step) {}

    @Schema(name = "AnswerWithheld")
    record WithheldJson(
            @JsonProperty("so_far")
                    @Schema(
                            description =
                                    "How much was written by now that could not be proved, and is shown to nobody.")
                    int soFar) {}
}
