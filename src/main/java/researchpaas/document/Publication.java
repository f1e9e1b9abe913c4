package researchpaas.document;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes documents. Each method is one transaction and gives every document that it touches the
/// next change number, in commit order, so that a follower which has applied number n has missed
/// nothing below n.
public interface Publication {
    /// The vectors that are already stored for these passage hashes, by hash.
    Map<String, float[]> vectors(Collection<String> hashes, String model);

    /// Keeps vectors ahead of publishing, so that a killed import does not compute them again. Unit
    /// length. What is kept already stays. Documents that are published without these vectors get
    /// new change numbers, so that an index that holds them takes the vectors too.
    void keepVectors(String model, Map<String, float[]> byHash);

    /// Replaces a file's text and passages and makes them visible. Passages whose hash, span and
    /// text did not change keep their ids. Every passage's vector must have been kept before, or be
    /// absent on purpose. The file becomes part of the document with this origin, made with the
    /// category's next number when it is new; a file that belonged to another document leaves it (a
    /// document without files is gone). Marks the file published in the ledger in the same
    /// transaction. An origin that comes back under another category is still the same document,
    /// under that category's next number. Boxes are kept to a tenth of a point.
    ///
    /// @return the document, with its number
    /// @throws IllegalArgumentException for a file that the ledger does not know, and for text with
    ///   NUL or a lone surrogate
    DocumentKey publish(Content content);

    /// Makes a document under a number that another system gave it, still without files: it appears
    /// when a file with this origin is published. Numbers that are given later are higher.
    ///
    /// @return false when the number or the origin is another document's already; nothing was
    ///   changed then. True, too, for the document that has both.
    boolean claim(DocumentKey key, String origin);

    /// Numbers up to this one are never given in this category, whether a document has them or not.
    void numberAbove(Category category, long last);

    /// Hides a file at once; its document goes with its last file. Text and vectors stay until they
    /// are purged, and publishing the file again brings it back under the old number. Unknown or
    /// hidden files are ignored.
    void hide(Collection<FileId> files);

    /// Makes a hidden file visible again as it was, under its document's number.
    ///
    /// @return false when it is not hidden, or its text is not kept any more; nothing was changed
    ///   then
    boolean show(FileId file);

    /// Passages whose vector of this model is not stored yet, for example after the model was
    /// changed. Each hash once, in the order of the passages' numbers: give them to [#keepVectors].
    /// The library may be large, so it is looked at in parts.
    ///
    /// @param languages only passages in these
    /// @param after only passages with a higher number
    /// @param through only passages with this number or a lower one
    List<Unembedded> missingVectors(
            String model, Collection<Language> languages, long after, long through);

    /// The highest number of a passage; 0 without any.
    long lastPassage();

    /// A document goes on under another origin, with its number: the dataset's folder was renamed.
    /// Nothing happens when no document has the first origin, or one has the second.
    void renameOrigin(String from, String to);

    /// Gives the documents new change numbers, so that indexes take them again.
    void touch(Collection<DocumentId> documents);

    /// Removes the text of files that were hidden before that moment, and the vectors that no text
    /// uses any more. Their documents keep their numbers.
    ///
    /// @return how many files lost their text
    int purge(Instant hiddenBefore);

    /// Removes the text of these files now, and the vectors that no other text uses. Files that are
    /// not hidden stay as they are.
    void forget(Collection<FileId> files);

    record Unembedded(DocumentId document, String hash, String heading, String text) {}

    /// A file that was read, described and embedded.
    ///
    /// @param origin names the document in its source: the same origin is the same document
    /// @param mediaType as it was read, for example `application/pdf`
    /// @param sha256 lower-case hex of the bytes that were read
    /// @param readerVersion which version of the text extraction read it
    record Content(
            FileId file,
            String origin,
            Category category,
            String mediaType,
            Description description,
            List<Page> pages,
            List<NewPassage> passages,
            String sha256,
            String readerVersion) {
        public Content {
            pages = List.copyOf(pages);
            passages = List.copyOf(passages);
        }
    }

    /// What a file says of its document.
    ///
    /// @param year absent where unknown
    record Description(
            String title,
            List<String> authors,
            String summary,
            List<String> keywords,
            @Nullable Integer year,
            Language language,
            Instant createdAt) {
        public Description {
            authors = List.copyOf(authors);
            keywords = List.copyOf(keywords);
        }
    }

    /// A [Passage] before it has an id; the fields mean the same. Ordinals follow the list's order.
    record NewPassage(
            String text,
            String heading,
            int firstPage,
            int lastPage,
            int start,
            int end,
            Language language,
            String hash) {}
}
