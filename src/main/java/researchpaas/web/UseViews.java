package researchpaas.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Reader;
import researchpaas.answer.Allowance;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.LanguageModels.State;
import researchpaas.answer.ModelUse.Line;

/// What was used of language models, as three pages show it: everybody's, one's own, and beside
/// one's questions what is left today.
@Component
class UseViews {
    /// Today counted.
    static final int DAYS = 31;

    private final LanguageModels models;
    private final Accounts accounts;
    private final WebSettings settings;

    UseViews(LanguageModels models, Accounts accounts, WebSettings settings) {
        this.models = models;
        this.accounts = accounts;
        this.settings = settings;
    }

    boolean anyModel() {
        return models.standing().state() != State.NONE;
    }

    /// The reader's own part of today's tokens; absent without a model.
    UseView.@Nullable Today today(Reader reader) {
        return anyModel() ? UseView.Today.of(models.allowance(reader)) : null;
    }

    /// The newest day first.
    List<UseView> own(Reader reader) {
        List<Line> lines = models.used(first(), models.today(), reader);
        return days(lines, lines);
    }

    Everybody everybody(int offset, String path) {
        List<Line> lines = models.used(first(), models.today());
        Turn<Line> turn = Turn.of(lines, offset, path);
        long limit = models.accountLimit();
        return new Everybody(
                UseView.Today.of(models.allowance()),
                limit == 0 ? "" : UseView.Today.of(new Allowance(0, limit)).limit(),
                UseView.Sum.of(lines, models.currency()),
                days(turn.shown(), lines),
                turn.first(),
                turn.next());
    }

    /// @param today the department's
    /// @param limit of each account a day; empty without one
    record Everybody(
            UseView.Today today,
            String limit,
            UseView.Sum sum,
            List<UseView> days,
            @Nullable String first,
            @Nullable String next) {}

    private LocalDate first() {
        return models.today().minusDays(DAYS - 1L);
    }

    private List<UseView> days(List<Line> shown, List<Line> all) {
        Map<LocalDate, List<Line>> whole = byDay(all);
        Map<AccountId, Long> today = new HashMap<>();
        for (Line line : whole.getOrDefault(models.today(), List.of())) {
            AccountId account = line.account();
            if (account != null) {
                today.merge(account, line.usage().total(), Long::sum);
            }
        }
        People people = new People(accounts, settings.zone());
        List<UseView> days = new ArrayList<>();
        byDay(shown)
                .forEach((day, lines) ->
                        days.add(
                                new UseView(
                                        day.toString(),
                                        UseView.Sum.of(
                                                whole.getOrDefault(day, List.of()),
                                                models.currency()),
                                        lines.stream()
                                                .map(line -> view(line, people, today))
                                                .toList())));
        return days;
    }

    private UseView.Line view(Line line, People people, Map<AccountId, Long> today) {
        AccountId account = line.account();
        long limit = models.accountLimit();
        boolean limited = account != null && limit > 0 && line.day().equals(models.today());
        return new UseView.Line(
                account == null ? null : people.find(account.value()),
                account == null ? "" : String.valueOf(account.value()),
                line.model(),
                UseView.Sum.of(List.of(line), models.currency()),
                limited
                        ? UseView.Today.of(new Allowance(today.getOrDefault(account, 0L), limit))
                                .left()
                        : "");
    }

    private static Map<LocalDate, List<Line>> byDay(List<Line> lines) {
        Map<LocalDate, List<Line>> days = new LinkedHashMap<>();
        lines.forEach(line -> days.computeIfAbsent(line.day(), _ -> new ArrayList<>()).add(line));
        return days;
    }
}
