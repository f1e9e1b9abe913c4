package researchpaas.web;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// What a model wrote, as a tree of what a page may show of it: paragraphs and items of plain,
/// strong, emphatic and code text. All else (links, pictures, HTML, headings, quotes) loses what it
/// does and keeps its words. Templates write the words with `th:text`, so a letter is never markup.
record Markup(List<Block> blocks) {
    private static final Parser PARSER = Parser.builder().build();

    /// A statement is shorter. It bounds how deep marks can be nested, and so the stack.
    private static final int LONGEST = 2_000;

    Markup {
        blocks = List.copyOf(blocks);
    }

    /// @param item of a list
    record Block(boolean item, List<Run> runs) {
        Block {
            runs = List.copyOf(runs);
        }
    }

    record Run(String text, boolean strong, boolean emphasis, boolean code) {}

    static Markup of(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Tree tree = new Tree();
        PARSER.parse(bounded).accept(tree);
        tree.endBlock();
        return new Markup(tree.blocks);
    }

    /// Visits every kind of node there is; what is not named here would be left out by its
    /// superclass going on to its children, so those without children are named too.
    private static final class Tree extends AbstractVisitor {
        private final List<Block> blocks = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();
        private int strong;
        private int emphasis;
        private boolean item;

        private void add(String words, boolean code) {
            if (!words.isEmpty()) {
                runs.add(new Run(words, strong > 0, emphasis > 0, code));
            }
        }

        private void endBlock() {
            if (runs.stream().anyMatch(run -> !run.text().isBlank())) {
                blocks.add(new Block(item, runs));
            }
            runs.clear();
        }

        private void block(Node node) {
            endBlock();
            visitChildren(node);
            endBlock();
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
        public void visit(BlockQuote quote) {
            block(quote);
        }

        @Override
        public void visit(BulletList list) {
            block(list);
        }

        @Override
        public void visit(OrderedList list) {
            block(list);
        }

        @Override
        public void visit(ListItem one) {
            endBlock();
            boolean outer = item;
            item = true;
            block(one);
            item = outer;
        }

        @Override
        public void visit(FencedCodeBlock code) {
            endBlock();
            add(code.getLiteral().strip(), true);
            endBlock();
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            endBlock();
            add(code.getLiteral().strip(), true);
            endBlock();
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
        public void visit(ThematicBreak line) {
            endBlock();
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            // an address
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
        }

        @Override
        public void visit(StrongEmphasis words) {
            strong++;
            visitChildren(words);
            strong--;
        }

        @Override
        public void visit(Emphasis words) {
            emphasis++;
            visitChildren(words);
            emphasis--;
        }

        @Override
        public void visit(Code code) {
            add(code.getLiteral(), true);
        }

        @Override
        public void visit(Text words) {
            add(words.getLiteral(), false);
        }

        @Override
        public void visit(SoftLineBreak end) {
            add(" ", false);
        }

        @Override
        public void visit(HardLineBreak end) {
            add(" ", false);
        }

        @Override
        public void visit(CustomBlock unknown) {
            // none without extensions
        }

        @Override
        public void visit(CustomNode unknown) {
            // none without extensions
        }
    }
}
