package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.account.AccountId;
import researchpaas.account.Reader;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.LanguageModel.Speaker;
import researchpaas.answer.LanguageModel.Turn;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.LanguageModels.State;
import researchpaas.answer.ModelSettings.Quota;
import researchpaas.answer.ModelSettings.Rest;
import researchpaas.answer.ModelUse.Entry;

/// What stands around every model: books, quotas, rest.
class LanguageModelsTest {
    private static final Usage USAGE = new Usage(1000, 200, 50);
    private static final Reader ONE = reader(1);
    private static final Reader TWO = reader(2);

    private final ModelUseInMemory use = new ModelUseInMemory();
    private Instant now = Instant.parse("2026-11-28T23:00:00Z");
    private BiFunction<Prompt, Consumer<String>, Completion> writes =
            (_, text) -> {
                text.accept("Well.");
                return new Completion("Well.", "test-model", USAGE, true);
            };
    private int asked;

    private final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };

    private static Reader reader(long account) {
        Reader local = Reader.holding("reader");
        return new Reader(
                "reader", local.principals(), false, local.permissions(), new AccountId(account));
    }

    private LanguageModels models(Quota quota) {
        return TestModels.of(new Scripted(), TestModels.settings(quota), use, clock);
    }

    private final class Scripted implements LanguageModel {
        @Override
        public Card card() {
            return new Card("test", "test-model", 0);
        }

        @Override
        public Completion complete(Prompt prompt, Consumer<String> text) {
            asked++;
            return writes.apply(prompt, text);
        }

        @Override
        public List<Offered> offered() {
            return List.of(new Offered("another", "Another", 0));
        }
    }

    private static Prompt prompt() {
        return new Prompt(
                null,
                "1234".repeat(10),
                List.of(new Turn(Speaker.READER, "光".repeat(90))),
                400,
                Duration.ofSeconds(5));
    }

    private static Why fails(LanguageModel model) {
        ModelUnavailable failure =
                catchThrowableOfType(
                        ModelUnavailable.class, () -> model.complete(prompt(), _ -> {}));
        assertThat(failure).isNotNull();
        return failure.why();
    }

    @Test
    void booksWhatWasUsedOnTheReadersAccountAtTheConfiguredPrice() {
        models(new Quota(0, 0)).forReader(ONE).complete(prompt(), _ -> {});

        assertThat(use.entries())
                .containsExactly(
                        new Entry(
                                now.atOffset(ZoneOffset.UTC).toLocalDate(),
                                ONE.account(),
                                "test",
                                "test-model",
                                USAGE,
                                false,
                                false,
                                // 1000 at 0.3 and 250 at 2.5 a million
                                925_000L));
    }

    @Test
    void guessesTheTokensThatTheServiceDoesNotTell() {
        writes =
                (_, text) -> {
                    text.accept("光です");
                    return new Completion("光です", "test-model", Usage.NONE, true);
                };
        models(new Quota(0, 0)).forReader(ONE).complete(prompt(), _ -> {});

        assertThat(use.entries())
                .singleElement()
                .returns(new Usage(100, 3, 0), Entry::usage)
                .returns(true, Entry::estimated);
    }

    @Test
    void booksWhatWasWrittenBeforeAReaderLeftAndKeepsTheInterrupt() {
        writes =
                (_, text) -> {
                    text.accept("光です");
                    Thread.currentThread().interrupt();
                    throw new ModelUnavailable(Why.CANCELLED, "left", null);
                };
        assertThat(fails(models(new Quota(0, 0)).forReader(ONE))).isEqualTo(Why.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(use.entries())
                .singleElement()
                .returns(new Usage(100, 3, 0), Entry::usage)
                .returns(true, Entry::failed);
    }

    @Test
    void booksNoTokensOfARefusedRequest() {
        writes =
                (_, _) -> {
                    throw new ModelUnavailable(Why.KEY, "no", null);
                };
        fails(models(new Quota(0, 0)).forReader(ONE));

        assertThat(use.entries())
                .singleElement()
                .returns(Usage.NONE, Entry::usage)
                .returns(0L, Entry::nanos);
    }

    @Test
    void doesNotKnowTheCostOfAModelWithoutAPrice() {
        LanguageModels models = models(new Quota(0, 0));
        Prompt other = new Prompt("other-model", "", prompt().turns(), 10, Duration.ofSeconds(1));
        models.forReader(ONE).complete(other, _ -> {});

        assertThat(use.entries()).singleElement().returns(null, Entry::nanos);
        assertThat(models.cost(new Completion("", "other-model", USAGE, true))).isEmpty();
        assertThat(models.cost(new Completion("", "test-model-2026-04-01", USAGE, true)))
                .contains(new Cost(925_000, "USD"));
        assertThat(models.cost(new Completion("", "test-model-mini", USAGE, true))).isEmpty();
    }

    @Test
    void letsNobodyPastTheQuotaOfADay() {
        // a request may use 100 + 400 tokens, and uses 1250
        LanguageModels models = models(new Quota(2000, 4000));
        models.forReader(ONE).complete(prompt(), _ -> {});
        models.forReader(ONE).complete(prompt(), _ -> {});
        assertThat(fails(models.forReader(ONE))).isEqualTo(Why.OWN_QUOTA);

        models.forReader(TWO).complete(prompt(), _ -> {});
        assertThat(fails(models.forReader(TWO))).as("the department's").isEqualTo(Why.OWN_QUOTA);
        assertThat(fails(models.forReader(Reader.local()))).isEqualTo(Why.OWN_QUOTA);
        assertThat(asked).isEqualTo(3);

        now = now.plus(Duration.ofHours(2));
        models.forReader(ONE).complete(prompt(), _ -> {});
    }

    @Test
    void tellsWhatIsLeftOfADayToTheReaderAndToTheDepartment() {
        LanguageModels models = models(new Quota(2000, 0));
        models.forReader(ONE).complete(prompt(), _ -> {});

        assertThat(models.allowance(ONE)).isEqualTo(new Allowance(1250, 2000));
        assertThat(models.allowance(ONE).left()).isEqualTo(750);
        assertThat(models.allowance(TWO)).isEqualTo(new Allowance(0, 2000));
        assertThat(models.allowance()).isEqualTo(new Allowance(1250, 0));
        assertThat(models.allowance().isLimited()).isFalse();
        assertThat(models.allowance(Reader.local())).isEqualTo(models.allowance());
        assertThat(models.used(models.today(), models.today(), ONE)).hasSize(1);
        assertThat(models.used(models.today(), models.today(), TWO)).isEmpty();
        assertThat(new Allowance(5, 3).left()).as("one that ran over").isZero();
    }

    @Test
    void countsRequestsAtWorkAgainstTheQuota() {
        LanguageModels models = models(new Quota(900, 0));
        writes =
                (_, _) -> {
                    assertThat(fails(models.forReader(ONE))).isEqualTo(Why.OWN_QUOTA);
                    return new Completion("", "test-model", new Usage(1, 1, 0), true);
                };
        models.forReader(ONE).complete(prompt(), _ -> {});
        assertThat(asked).isEqualTo(1);

        // what it might have used and did not is free again
        models.forReader(ONE).complete(prompt(), _ -> {});
        assertThat(asked).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Why.class,
            names = {"KEY", "SERVICE_QUOTA", "BUSY", "UNREACHABLE", "TOO_SLOW", "GARBLED"})
    void leavesAModelAloneAfterItFailedSeveralTimes(Why why) {
        LanguageModels models = models(new Quota(0, 0));
        writes =
                (_, _) -> {
                    throw new ModelUnavailable(why, "no", null);
                };
        for (int i = 0; i < 3; i++) {
            assertThat(fails(models.forReader(ONE))).isEqualTo(why);
        }
        assertThat(fails(models.forReader(TWO))).isEqualTo(Why.RESTING);
        assertThat(asked).isEqualTo(3);
        assertThat(models.standing())
                .returns(State.RESTING, LanguageModels.Standing::state)
                .returns(why, LanguageModels.Standing::last);

        now = now.plus(Duration.ofSeconds(61));
        assertThat(fails(models.forReader(ONE))).as("one tries").isEqualTo(why);
        assertThat(fails(models.forReader(ONE))).isEqualTo(Why.RESTING);

        now = now.plus(Duration.ofSeconds(61));
        writes = (_, _) -> new Completion("", "test-model", USAGE, true);
        models.forReader(ONE).complete(prompt(), _ -> {});
        models.forReader(TWO).complete(prompt(), _ -> {});
        assertThat(models.standing().state()).isEqualTo(State.READY);
    }

    @Test
    void letsOneRequestTryAfterTheRest() {
        LanguageModels models = models(new Quota(0, 0));
        writes =
                (_, _) -> {
                    throw new ModelUnavailable(Why.BUSY, "no", null);
                };
        for (int i = 0; i < 3; i++) {
            fails(models.forReader(ONE));
        }
        now = now.plus(Duration.ofSeconds(61));
        writes =
                (_, _) -> {
                    assertThat(fails(models.forReader(TWO))).isEqualTo(Why.RESTING);
                    throw new IllegalStateException("the one who takes the text failed");
                };
        assertThatThrownBy(() -> models.forReader(ONE).complete(prompt(), _ -> {}))
                .isInstanceOf(IllegalStateException.class);
        writes = (_, _) -> new Completion("", "test-model", USAGE, true);
        models.forReader(ONE).complete(prompt(), _ -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = Why.class,
            names = {"REFUSED", "NOT_TAKEN", "CANCELLED", "UNKNOWN_MODEL"})
    void doesNotRestForWhatWasAsked(Why why) {
        LanguageModels models = models(new Quota(0, 0));
        writes =
                (_, _) -> {
                    throw new ModelUnavailable(why, "no", null);
                };
        for (int i = 0; i < 10; i++) {
            assertThat(fails(models.forReader(ONE))).isEqualTo(why);
        }
    }

    @Test
    void asksForNoModelThatReadersMayNotAskFor() {
        LanguageModels models = models(new Quota(0, 0));
        Prompt expensive = new Prompt("expensive", "", prompt().turns(), 10, Duration.ofSeconds(1));
        assertThatThrownBy(() -> models.forReader(ONE).complete(expensive, _ -> {}))
                .isInstanceOfSatisfying(
                        ModelUnavailable.class,
                        e -> assertThat(e.why()).isEqualTo(Why.UNKNOWN_MODEL));
        assertThat(asked).isZero();
        assertThat(models.selectable()).containsExactly("test-model", "other-model");
    }

    @Test
    void tellsWhenTheServiceHasNoModelOfTheConfiguredName() {
        LanguageModels models = models(new Quota(0, 0));
        assertThat(models.standing().state()).isEqualTo(State.READY);
        models.sync();
        assertThat(models.standing().state()).isEqualTo(State.UNKNOWN_MODEL);
        assertThat(models.known()).extracting(Offered::id).containsExactly("another");
    }

    @Test
    void saysSoWhereNoneIsConfigured() {
        LanguageModels none = TestModels.none();
        assertThat(fails(none.forReader(ONE))).isEqualTo(Why.NONE);
        assertThat(none.standing().state()).isEqualTo(State.NONE);
        assertThat(none.selectable()).isEmpty();
        assertThatThrownBy(none::sync).isInstanceOf(ModelUnavailable.class);
    }

    @Test
    void takesTheServiceThatHasAKeyAndAsksWhichWhenSeveralHave() {
        ModelService a = named("a", true);
        ModelService b = named("b", true);
        ModelService c = named("c", false);
        assertThat(chosen("").choose(List.of(a, c))).contains(a);
        assertThat(chosen("").choose(List.of(c))).isEmpty();
        assertThat(chosen("b").choose(List.of(a, b, c))).contains(b);
        assertThat(chosen("none").choose(List.of(a, b))).isEmpty();
        assertThatThrownBy(() -> chosen("").choose(List.of(a, b)))
                .hasMessageContaining("(a, b)")
                .hasMessageContaining("LLM_PROVIDER");
        assertThatThrownBy(() -> chosen("chatbot").choose(List.of(a, b)))
                .hasMessageContaining("'chatbot'");
    }

    private static ModelSettings chosen(String provider) {
        return new ModelSettings(
                provider,
                Set.of(),
                new Quota(0, 0),
                Prices.parse("JPY", ""),
                new Rest(1, Duration.ofSeconds(1)),
                ZoneOffset.UTC);
    }

    private static ModelService named(String name, boolean configured) {
        return new ModelService() {
            @Override
            public String provider() {
                return name;
            }

            @Override
            public boolean isConfigured() {
                return configured;
            }

            @Override
            public LanguageModel open() {
                throw new AssertionError("not asked for");
            }
        };
    }

    @Test
    void refusesPricesThatAreNone() {
        for (String wrong : List.of("model", "model=1", "model=1/2/3", "=1/2", "a=-1/2", "a=x/y")) {
            assertThatThrownBy(() -> Prices.parse("USD", wrong)).hasMessageContaining("LLM_PRICES");
        }
        assertThatThrownBy(() -> Prices.parse("dollars", "")).hasMessageContaining("LLM_CURRENCY");
        assertThat(Prices.parse("USD", " a/b:free=0/0 , c=0.075/12 ").models()).hasSize(2);
    }
}
