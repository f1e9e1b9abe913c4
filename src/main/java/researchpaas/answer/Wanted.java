package researchpaas.answer;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What kind of thing a question asks for, told by the words that it asks with, and which sentences
/// can be such a thing.
enum Wanted {
    FIGURE(
            "(?i)\\bhow (much|many|far|long|high|warm|hot|cold|often|accurate|old|deep)\\b"
                    + "|\\bwhat (temperature|share|percentage)\\b|\\bnumber of\\b|\\bresolution\\b"
                    + "|いくつ|いくら|何(?:"
                    + Measure.COUNTERS
                    + ")|どのくらい|どれくらい|どれだけ|どこまで|期間|件数|割合|深さ|高さ|費用",
            "(?i)\\d|[一二三四五六七八九十百千]|\\b(?:" + Measure.ENGLISH_NUMBERS + ")\\b",
            ""),
    REASON(
            "(?i)\\bwhy\\b|\\breasons?\\b|\\bcauses?d?\\b|なぜ|どうして|理由|原因|要因",
            "(?i)\\b(because|since|due to|owing to|causes?d?|reasons?|explains?|so that)\\b"
                    + "|ため|から(?:だ|で)|ので|理由|原因|要因",
            "(?i)^(reasons?|causes?|理由|原因)\\b"),
    TIME(
            "(?i)\\bwhen\\b|\\bwhat (time|day|date|year)\\b|\\bhow long\\b|いつ|何時|何年|期間|時期",
            "(?i)\\b(after|before|until|during|morning|evening|noon|night|month|months|o'clock|(19|20)\\d\\d)\\b"
                    + "|\\d:\\d\\d|時刻|時期|期間|[\\d一二三四五六七八九十]\\s?[時月日年]|年代|朝|夕方|てから",
            "(?i)^(date|time|when|period|日時|期間|時間|時刻|期日|締切)(?=[\\s:：])"),
    PLACE(
            "(?i)\\bwhere\\b|どこ(?!まで)|場所|会場",
            "(?i)\\b(rooms?|building|floor|street|north|south|east|west)\\b|場所|会場|教室|室|館|階|側|付近|隣",
            "(?i)^(place|venue|where|location|場所|会場|所在地)(?=[\\s:：])"),
    CONTACT(
            "(?i)\\bcontacts?\\b|\\bwhom?\\b.{0,20}\\b(?:ask|write|turn|talk|e-?mail|call)\\b|問い?合わせ|連絡",
            "(?i)\\bcontact\\b|\\S@\\S|問い?合わせ|連絡先",
            "(?i)^(contacts?|e-?mail|問い?合わせ先?|連絡先)(?=[\\s:：])"),
    LICENCE(
            "(?i)\\blicen[cs]e|\\b(?:re-?use|republish|redistribute)\\b|\\b(?:copyright|commercial)|ライセンス|利用条件|再利用|再配布|著作権|商用",
            "(?i)\\bCC ?(?:0|BY)|\\blicen[cs]e|\\bpublic domain\\b|ライセンス|利用条件|権利放棄|著作権",
            "(?i)^(licen[cs]e|ライセンス|利用条件)(?=[\\s:：])|^CC ?(?:0|BY)\\b"),
    ADVICE(
            "(?i)\\b(should|recommend|advice|advise|propose|how to|how can)\\b"
                    + "|べき|すれば|したら|対策|提案|決ま|決定|勧め|助言|ほうがよい",
            "(?i)\\b(should|recommend|begin with|keep|open|move|use|never|always|first)\\b"
                    + "|べき|ください|勧め|決定|まず|提案|ほかない|のがよい|とよい|します。$|減らす。$|移す。$|示す。$",
            "");

    private final Pattern asked;
    private final Pattern given;
    private final Pattern labelled;

    Wanted(String asked, String given, String labelled) {
        this.asked = Pattern.compile(asked);
        this.given = Pattern.compile(given);
        this.labelled = Pattern.compile(labelled.isEmpty() ? "(?!)" : labelled);
    }

    static Set<Wanted> by(String question) {
        Set<Wanted> wanted = EnumSet.noneOf(Wanted.class);
        for (Wanted one : values()) {
            if (one.asked.matcher(question).find()) {
                wanted.add(one);
            }
        }
        return wanted;
    }

    boolean isIn(String sentence) {
        return given.matcher(sentence).find();
    }

    /// Whether a line of a form or notice says it under its own name: "日時 11月22日".
    boolean isLabelOf(String line) {
        return labelled.matcher(line).find();
    }
}
