package researchpaas.web;

import java.util.List;
import java.util.Locale;
import researchpaas.answer.ReplayAnswer.Change;
import researchpaas.answer.ReplayAnswer.Outcome.Replayed;
import researchpaas.answer.ReplayAnswer.PassageChange;
import researchpaas.answer.ReplayAnswer.StatementChange;
import researchpaas.document.Document;

/// What an earlier question is answered now, beside what it was answered then.
///
/// @param passages those that are not the same
record ReplayView(
        boolean indexMoved,
        String index,
        boolean same,
        List<Line> statements,
        List<Line> passages) {

    static ReplayView of(Replayed replayed) {
        List<Line> statements = replayed.statements().stream().map(ReplayView::statement).toList();
        List<Line> passages =
                replayed.passages().stream()
                        .filter(passage -> passage.change() != Change.SAME)
                        .map(ReplayView::passage)
                        .toList();
        return new ReplayView(
                replayed.indexMoved(),
                ReceiptView.index(replayed.now().trace().index()),
                replayed.statements().stream().allMatch(one -> one.change() == Change.SAME)
                        && replayed.passages().stream()
                                .allMatch(one -> one.change() == Change.SAME),
                statements,
                passages);
    }

    /// @param kind the change, for colours
    /// @param key of what the change is called
    /// @param text empty when it may not be shown
    record Line(String kind, String key, String text, String page) {}

    private static Line statement(StatementChange change) {
        String text = change.text();
        return line(change.change(), text == null ? "" : text, "");
    }

    private static Line passage(PassageChange change) {
        Document document = change.document();
        return line(
                change.change(),
                document == null ? "" : document.title(),
                document == null ? "" : String.valueOf(change.page()));
    }

    private static Line line(Change change, String text, String page) {
        return new Line(change.name().toLowerCase(Locale.ROOT), "ask.change." + change, text, page);
    }
}
