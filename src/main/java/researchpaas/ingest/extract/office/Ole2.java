package researchpaas.ingest.extract.office;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;

/// The container of Office files of before 2007: a small file system in a file.
public final class Ole2 {
    private Ole2() {}

    /// @param streams one of these makes it the kind of file that its name says
    /// @throws Refusal ENCRYPTED, or NOT_WHAT_IT_SAYS when it is something else
    public static POIFSFileSystem open(Path file, String... streams) throws IOException, Refusal {
        if (FileMagic.valueOf(file.toFile()) != FileMagic.OLE2) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
        DirectoryNode root = container.getRoot();
        for (String stream : streams) {
            if (root.hasEntryCaseInsensitive(stream)) {
                return container;
            }
        }
        boolean encrypted = root.hasEntryCaseInsensitive("EncryptedPackage");
        container.close();
        throw new Refusal(encrypted ? Reason.Code.ENCRYPTED : Reason.Code.NOT_WHAT_IT_SAYS);
    }
}
