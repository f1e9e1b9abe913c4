package researchpaas.ingest.extract.office;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.guard.SafeXml;
import researchpaas.ingest.extract.letters.HiddenMarks;

/// Moves through an XML file from one element's start to the next. Elements and attributes go by
/// their local names: the same format is written in several namespaces (strict and transitional).
public final class XmlCursor implements Closeable {
    private final InputStream in;
    private final XMLStreamReader xml;
    private int depth;

    private XmlCursor(InputStream in, XMLStreamReader xml) {
        this.in = in;
        this.xml = xml;
    }

    /// @param in is closed with the cursor
    static XmlCursor of(InputStream in) throws IOException {
        return new XmlCursor(in, SafeXml.reader(in));
    }

    /// Of the present element; 0 before the first.
    public int depth() {
        return depth;
    }

    public String name() {
        return xml.getLocalName();
    }

    /// To the next element that starts inside the one at this depth, at any level.
    ///
    /// @return false when that one ends; the cursor then stands at its end
    public boolean nextInside(int outer) throws IOException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_DOCUMENT
                    || (event == XMLStreamConstants.END_ELEMENT && depth < outer)) {
                return false;
            }
        }
    }

    /// All the text inside the present element; the cursor then stands at its end.
    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int outer = depth; ; ) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            } else if (event == XMLStreamConstants.END_DOCUMENT || depth < outer) {
                return HiddenMarks.without(text.toString());
            }
        }
    }

    /// To the present element's end.
    public void skip() throws IOException {
        int outer = depth;
        while (depth >= outer && next() != XMLStreamConstants.END_DOCUMENT) {
            // whatever is inside
        }
    }

    public @Nullable String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    public String attribute(String name, String otherwise) {
        String value = attribute(name);
        return value == null ? otherwise : value;
    }

    /// The id of a relationship, which other attributes share their name with.
    ///
    /// @return empty where there is none
    public String relation(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            if (xml.getAttributeLocalName(i).equals(name)
                    && namespace != null
                    && namespace.endsWith("/relationships")) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /// @return `otherwise` where it is absent or no number
    public int number(String name, int otherwise) {
        String value = attribute(name);
        return value != null && value.matches("-?\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    /// A switch that is on when it is there, unless its value says otherwise.
    public boolean isOn() {
        return switch (attribute("val", "true")) {
            case "0", "false", "off", "none" -> false;
            default -> true;
        };
    }

    /// One step, for formats whose text stands between elements.
    ///
    /// @return one of `XMLStreamConstants`
    public int next() throws IOException {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /// Of the present stretch of text.
    public String characters() {
        return HiddenMarks.without(xml.getText());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
