package researchpaas.answer.configuration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param provider which service answers (LLM_PROVIDER); empty for the one that has a key, `none`
///   for none
/// @param models that readers may ask for beside the configured one, separated by commas
///   (LLM_MODELS)
/// @param tokensADayAccount for each account, 0 for no limit (LLM_TOKENS_PER_DAY_ACCOUNT)
/// @param tokensADay for all together, 0 for no limit (LLM_TOKENS_PER_DAY)
/// @param prices `MODEL=INPUT/OUTPUT` of a million tokens, separated by commas (LLM_PRICES)
/// @param currency of the prices (LLM_CURRENCY)
/// @param failures in a row after which the model is left alone
/// @param pause for how long (LLM_PAUSE)
/// @param zone whose midnight ends a day
@Validated
@ConfigurationProperties("research-paas.llm")
record ModelProperties(
        @NotNull @DefaultValue("") String provider,
        @NotNull @DefaultValue("") String models,
        @DefaultValue("300000") @Min(0) long tokensADayAccount,
        @DefaultValue("3000000") @Min(0) long tokensADay,
        @NotNull @DefaultValue("") String prices,
        @NotNull @DefaultValue("USD") String currency,
        @DefaultValue("4") @Min(1) int failures,
        @NotNull @DefaultValue("60s") Duration pause,
        @NotNull @DefaultValue("Asia/Tokyo") ZoneId zone) {}
