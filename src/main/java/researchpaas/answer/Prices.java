package researchpaas.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import researchpaas.answer.LanguageModel.Usage;

/// What models cost, as the configuration says: the services tell tokens, not money. A model that
/// is not named costs an unknown amount, never nothing.
///
/// @param currency three letters
/// @param models by the model's id, in the currency for a million tokens
public record Prices(String currency, Map<String, Price> models) {
    private static final Pattern ENTRY =
            Pattern.compile("([^=\\s]+)=(\\d{1,6}(?:\\.\\d{1,6})?)/(\\d{1,6}(?:\\.\\d{1,6})?)");

    /// Services say which day's model wrote where its name alone was asked for.
    private static final Pattern DAY = Pattern.compile("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8})$");

    public Prices {
        models = Map.copyOf(models);
    }

    public record Price(BigDecimal input, BigDecimal output) {}

    /// @param text `MODEL=INPUT/OUTPUT`, separated by commas
    public static Prices parse(String currency, String text) {
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    "LLM_CURRENCY is not three capital letters, like USD");
        }
        Map<String, Price> models = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "LLM_PRICES is not of the form MODEL=INPUT/OUTPUT, MODEL=INPUT/OUTPUT, with"
                                + " the price of a million tokens: "
                                + entry.strip());
            }
            models.put(
                    matcher.group(1),
                    new Price(new BigDecimal(matcher.group(2)), new BigDecimal(matcher.group(3))));
        }
        return new Prices(currency, models);
    }

    /// Thinking is paid for as what is written.
    Optional<Cost> cost(String model, Usage usage) {
        Price price = models.getOrDefault(model, models.get(DAY.matcher(model).replaceFirst("")));
        if (price == null) {
            return Optional.empty();
        }
        BigDecimal nanos =
                price.input()
                        .multiply(BigDecimal.valueOf(usage.input()))
                        .add(
                                price.output()
                                        .multiply(
                                                BigDecimal.valueOf(
                                                        usage.output() + usage.thinking())))
                        .movePointRight(3);
        return Optional.of(
                new Cost(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency));
    }
}
