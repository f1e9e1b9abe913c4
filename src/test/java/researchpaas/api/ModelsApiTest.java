package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import researchpaas.account.Reader;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.TestModels;
import researchpaas.api.ModelsApi.ModelJson;
import researchpaas.api.ModelsApi.UseJson;

class ModelsApiTest {
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    private Why trouble;

    private ModelsApi api(LanguageModels models) {
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return new ModelsApi(models, () -> Reader.local(), messages);
    }

    private final LanguageModel model =
            new LanguageModel() {
                @Override
                public Card card() {
                    return new Card("test", "test-model", 0);
                }

                @Override
                public Completion complete(Prompt prompt, Consumer<String> text) {
                    return new Completion("", "test-model", new Usage(1_000_000, 0, 0), true);
                }

                @Override
                public List<Offered> offered() {
                    if (trouble != null) {
                        throw new ModelUnavailable(trouble, "no", null);
                    }
                    return List.of(
                            new Offered("test-model", "Test", 1000),
                            new Offered("expensive", "Expensive", 0));
                }
            };

    @Test
    void listsWhatMayBeAskedForInTheOldShape() {
        ModelsApi api = api(TestModels.of(model));

        assertThat(api.list(null).models())
                .containsExactly(
                        new ModelJson("test-model", "test-model", "test", null, true, false),
                        new ModelJson("other-model", "other-model", "test", null, false, false));
        assertThat(api.sync(Locale.ENGLISH))
                .returns(2, ModelsApi.Synced::modelsSynced)
                .returns("The service offers 2 models.", ModelsApi.Synced::message);
        assertThat(api.list("false").models().getFirst())
                .isEqualTo(new ModelJson("test-model", "Test", "test", 1000, true, false));
        assertThat(api.list("true"))
                .returns(3, ModelsApi.ModelList::count)
                .satisfies(list ->
                        assertThat(list.models().getLast())
                                .isEqualTo(
                                        new ModelJson(
                                                "expensive",
                                                "Expensive",
                                                "test",
                                                null,
                                                false,
                                                true)));
    }

    @Test
    void saysWhyTheServiceCannotBeAsked() {
        trouble = Why.KEY;
        assertThatThrownBy(() -> api(TestModels.of(model)).sync(Locale.JAPANESE))
                .isInstanceOfSatisfying(
                        NotDone.class,
                        refusal -> {
                            assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                            assertThat(messages.getMessage(refusal.key(), null, Locale.JAPANESE))
                                    .contains("GEMINI_API_KEY");
                        });
        assertThatThrownBy(() -> api(TestModels.none()).sync(Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        NotDone.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT));
        assertThat(api(TestModels.none()).list("true").count()).isZero();
    }

    @Test
    void tellsWhatWasUsed() {
        LanguageModels models = TestModels.of(model);
        models.forReader(Reader.local())
                .complete(
                        new LanguageModel.Prompt(null, "", List.of(), 1, Duration.ofSeconds(1)),
                        _ -> {});

        ModelsApi.Use use = api(models).use("7");
        assertThat(Duration.between(use.from().atStartOfDay(), use.until().atStartOfDay()))
                .isEqualTo(Duration.ofDays(6));
        assertThat(use.lines())
                .singleElement()
                .returns(null, UseJson::account)
                .returns(1_000_000L, UseJson::inputTokens)
                .returns(new BigDecimal("0.3"), UseJson::cost);
        assertThat(use.today()).isEqualTo(new ModelsApi.TodayJson(1_000_000, null, null));
        assertThat(api(models).ownUse("7")).isEqualTo(use);
    }
}
