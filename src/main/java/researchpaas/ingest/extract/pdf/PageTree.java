package researchpaas.ingest.extract.pdf;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;

/// PDFBox walks the tree of pages by recursion, and each page up to the root again: a tree that is
/// deep enough takes the stack, or hours.
final class PageTree {
    /// Programs write trees that are some ten deep.
    private static final int DEEPEST = 500;

    private PageTree() {}

    /// @throws Refusal NESTED_TOO_DEEPLY when the tree is deeper than any real one
    static void check(PDDocument document) throws Refusal {
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(document.getPages().getCOSObject(), 0));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.depth() > DEEPEST) {
                throw new Refusal(Reason.Code.NESTED_TOO_DEEPLY);
            }
            if (seen.add(node.dictionary())
                    && node.dictionary().getDictionaryObject(COSName.KIDS)
                            instanceof COSArray kids) {
                for (int i = 0; i < kids.size(); i++) {
                    COSBase kid = kids.getObject(i);
                    if (kid instanceof COSDictionary dictionary) {
                        open.push(new Node(dictionary, node.depth() + 1));
                    }
                }
            }
        }
    }

    private record Node(COSDictionary dictionary, int depth) {}
}
