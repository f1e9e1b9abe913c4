package researchpaas.operate;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Readers;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.document.Counts;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;

/// Shows an administrator what a person can see, and records that he looked. It opens no document
/// to him: files are named as their source names them, titles only where he sees the document
/// himself.
@Component
public class LookAs {
    private static final int PATHS_SHOWN = 3;

    private final Accounts accounts;
    private final Readers readers;
    private final Documents documents;
    private final AuditLog audit;

    LookAs(Accounts accounts, Readers readers, Documents documents, AuditLog audit) {
        this.accounts = accounts;
        this.readers = readers;
        this.documents = documents;
        this.audit = audit;
    }

    /// Empty when there is no such person, and for whoever does not administer.
    ///
    /// @param limit how many documents at most
    @Transactional
    public Optional<Sight> look(
            AccountId person, int offset, int limit, Actor by, Reader administrator) {
        if (!administrator.may(Permission.ADMIN)) {
            return Optional.empty();
        }
        return accounts.find(person)
                .map(account -> {
                    Sight sight = sight(account, offset, limit, administrator);
                    audit.record(
                            AuditEvent.done(
                                            AuditAction.LOOKED_AS,
                                            by,
                                            Subject.account(person.value()))
                                    .with("documents", sight.counts().documents()));
                    return sight;
                });
    }

    private Sight sight(Account account, int offset, int limit, Reader administrator) {
        Reader reader = readers.of(account);
        if (!reader.may(Permission.READ)) {
            return new Sight(account, Counts.NONE, List.of());
        }
        List<DocumentId> page = documents.list(offset, limit, reader);
        Map<DocumentId, Document> seen = byId(page, reader);
        Map<DocumentId, Document> known = byId(page, administrator);
        return new Sight(
                account,
                documents.count(reader),
                page.stream()
                        .map(seen::get)
                        .filter(Objects::nonNull)
                        .map(document -> seen(document, known.get(document.id())))
                        .toList());
    }

    private Map<DocumentId, Document> byId(List<DocumentId> ids, Reader reader) {
        return documents.findAll(ids, reader).stream()
                .collect(toMap(Document::id, document -> document));
    }

    private static Seen seen(Document document, @Nullable Document known) {
        return new Seen(
                document.key(),
                document.files().stream().limit(PATHS_SHOWN).map(DocumentFile::path).toList(),
                document.files().size(),
                known == null ? null : known.title());
    }

    /// @param counts of all that the person sees; of nothing while he is suspended
    /// @param page by category and number
    public record Sight(Account person, Counts counts, List<Seen> page) {
        public Sight {
            page = List.copyOf(page);
        }
    }

    /// @param paths of the first files that the person sees
    /// @param files how many those are in all
    /// @param title as the administrator sees it; absent where he does not see the document
    public record Seen(DocumentKey key, List<String> paths, int files, @Nullable String title) {
        public Seen {
            paths = List.copyOf(paths);
        }
    }
}
