package researchpaas.answer.commonmark;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.springframework.stereotype.Component;
import researchpaas.answer.PlainWords;

/// Keeps the words of the kinds of nodes that are named here, and nothing of any other.
@Component
class CommonmarkWords implements PlainWords {
    /// No quotes and no indented code: a sentence may begin with ">5 mg".
    private static final Parser PARSER =
            Parser.builder()
                    .enabledBlockTypes(
                            Set.of(
                                    Heading.class,
                                    FencedCodeBlock.class,
                                    HtmlBlock.class,
                                    ListBlock.class,
                                    ThematicBreak.class))
                    .build();

    /// A statement is shorter. It bounds how deep marks can be nested, and so the stack.
    private static final int LONGEST = 2_000;

    /// Where letters stand without spaces, as in 「**「両方」**の」, Markdown takes them for no marks.
    private static final Pattern LEFT = Pattern.compile("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1");

    @Override
    public String of(String marked) {
        Words words = new Words();
        PARSER.parse(marked.length() > LONGEST ? marked.substring(0, LONGEST) : marked)
                .accept(words);
        return LEFT.matcher(words.text.toString().strip()).replaceAll("$2");
    }

    /// Links, pictures and emphasis need no method: the superclass goes on to the words in them.
    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        private void block(Node node) {
            visitChildren(node);
            text.append('\n');
        }

        @Override
        public void visit(Paragraph paragraph) {
            block(paragraph);
        }

        @Override
        public void visit(Heading heading) {
            block(heading);
        }

        @Override
        public void visit(ListItem item) {
            if (item.getParent() instanceof OrderedList list
                    && list.getMarkerStartNumber() != null) {
                int number = list.getMarkerStartNumber();
                for (Node before = item.getPrevious();
                        before != null;
                        before = before.getPrevious()) {
                    number++;
                }
                text.append(number).append(list.getMarkerDelimiter()).append(' ');
            }
            block(item);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            text.append(code.getLiteral()).append('\n');
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(Text words) {
            text.append(words.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak end) {
            text.append('\n');
        }

        @Override
        public void visit(HardLineBreak end) {
            text.append('\n');
        }

        @Override
        public void visit(HtmlBlock html) {
            // no words of a person's
        }

        @Override
        public void visit(HtmlInline html) {
            // the words between tags stand beside it
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            // an address
        }
    }
}
