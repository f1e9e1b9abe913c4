package researchpaas.ingest.multipart;

import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;

/// The library's parser without its ways to keep parts; those take a request of some server's kind.
final class StreamedForm extends AbstractFileUpload<Void, DiskFileItem, DiskFileItemFactory> {
    @Override
    public FileItemInputIterator getItemIterator(Void request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Void request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DiskFileItem> parseRequest(Void request) {
        throw new UnsupportedOperationException();
    }
}
