package researchpaas.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.answer.LanguageModel.Usage;

public final class ModelUseInMemory implements ModelUse {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized Spent spent(LocalDate day, @Nullable AccountId account) {
        long own = 0;
        long all = 0;
        for (Entry entry : entries) {
            if (entry.day().equals(day)) {
                Usage usage = entry.usage();
                long tokens = usage.input() + usage.output() + usage.thinking();
                all += tokens;
                own += account != null && account.equals(entry.account()) ? tokens : 0;
            }
        }
        return new Spent(own, all);
    }

    @Override
    public synchronized List<Line> between(LocalDate from, LocalDate to) {
        return entries.stream()
                .filter(entry -> !entry.day().isBefore(from) && !entry.day().isAfter(to))
                .map(Key::of)
                .distinct()
                .sorted(
                        Comparator.comparing(Key::day)
                                .reversed()
                                .thenComparing(key -> key.account)
                                .thenComparing(Key::provider)
                                .thenComparing(Key::model))
                .map(this::line)
                .toList();
    }

    @Override
    public List<Line> between(LocalDate from, LocalDate to, @Nullable AccountId account) {
        return between(from, to).stream()
                .filter(line -> Objects.equals(line.account(), account))
                .toList();
    }

    @Override
    public synchronized int forget(LocalDate before) {
        int lines = between(LocalDate.MIN, before.minusDays(1)).size();
        entries.removeIf(entry -> entry.day().isBefore(before));
        return lines;
    }

    private Line line(Key key) {
        List<Entry> theirs = entries.stream().filter(e -> Key.of(e).equals(key)).toList();
        return new Line(
                key.day(),
                key.account() == 0 ? null : new AccountId(key.account()),
                key.provider(),
                key.model(),
                theirs.stream().map(Entry::usage).reduce(Usage.NONE, Usage::plus),
                theirs.size(),
                sum(theirs, e -> e.failed() ? 1 : 0),
                sum(theirs, e -> e.estimated() ? 1 : 0),
                sum(theirs, e -> Objects.requireNonNullElse(e.nanos(), 0L)),
                sum(theirs, e -> e.nanos() == null ? 1 : 0));
    }

    private static long sum(List<Entry> entries, ToLongFunction<Entry> of) {
        return entries.stream().mapToLong(of).sum();
    }

    private record Key(LocalDate day, long account, String provider, String model) {
        static Key of(Entry entry) {
            AccountId account = entry.account();
            return new Key(
                    entry.day(),
                    account == null ? 0 : account.value(),
                    entry.provider(),
                    entry.model());
        }
    }
}
